#pragma once

#include "procurement/app/http/route.h"

/// The operations of the interface, one function a route. Each reads top to bottom: what was asked,
/// the operation of a service, the answer.
namespace wutong::app::handlers {

// platform.cpp
HttpAnswer show_health(Call& call);
HttpAnswer show_readiness(Call& call);
HttpAnswer show_metrics(Call& call);
HttpAnswer show_openapi(Call& call);

// session.cpp
HttpAnswer sign_in(Call& call);
HttpAnswer show_session(Call& call);
HttpAnswer sign_out(Call& call);
HttpAnswer change_password(Call& call);

// users.cpp
HttpAnswer list_users(Call& call);
HttpAnswer show_user(Call& call);
HttpAnswer create_user(Call& call);
HttpAnswer rename_user(Call& call);
HttpAnswer set_grants(Call& call);
HttpAnswer disable_user(Call& call);
HttpAnswer enable_user(Call& call);
HttpAnswer reset_password(Call& call);
HttpAnswer list_roles(Call& call);

// account.cpp: one's own
HttpAnswer list_own_sessions(Call& call);
HttpAnswer end_own_session(Call& call);
HttpAnswer end_other_sessions(Call& call);
HttpAnswer show_own_totp(Call& call);
HttpAnswer enrol_own_totp(Call& call);
HttpAnswer confirm_own_totp(Call& call);
HttpAnswer remove_own_totp(Call& call);
HttpAnswer list_own_tokens(Call& call);
HttpAnswer create_own_token(Call& call);
HttpAnswer revoke_own_token(Call& call);

// user_access.cpp
HttpAnswer list_user_sessions(Call& call);
HttpAnswer end_user_sessions(Call& call);
HttpAnswer list_user_tokens(Call& call);
HttpAnswer revoke_user_token(Call& call);
HttpAnswer show_user_totp(Call& call);
HttpAnswer remove_user_totp(Call& call);

// items.cpp
HttpAnswer list_items(Call& call);
HttpAnswer show_item(Call& call);
HttpAnswer change_item(Call& call);
HttpAnswer disable_item(Call& call);
HttpAnswer enable_item(Call& call);
HttpAnswer list_item_versions(Call& call);
HttpAnswer list_item_stock(Call& call);
HttpAnswer list_item_prices(Call& call);

// suppliers.cpp
HttpAnswer list_suppliers(Call& call);
HttpAnswer show_supplier(Call& call);
HttpAnswer list_supplier_versions(Call& call);
HttpAnswer change_supplier(Call& call);

// supplier_standing.cpp
HttpAnswer register_supplier(Call& call);
HttpAnswer suspend_supplier(Call& call);
HttpAnswer reinstate_supplier(Call& call);

// supplier_licences.cpp
HttpAnswer list_licences(Call& call);
HttpAnswer list_supplier_licences(Call& call);
HttpAnswer record_licence(Call& call);
HttpAnswer renew_licence(Call& call);
HttpAnswer withdraw_licence(Call& call);
HttpAnswer show_licence_policy(Call& call);
HttpAnswer set_licence_policy(Call& call);

// manufacturers.cpp
HttpAnswer list_manufacturers(Call& call);
HttpAnswer register_manufacturer(Call& call);
HttpAnswer list_authorisations(Call& call);
HttpAnswer authorise_supplier(Call& call);
HttpAnswer end_authorisation(Call& call);

// facilities.cpp
HttpAnswer list_facilities(Call& call);
HttpAnswer show_facility(Call& call);
HttpAnswer list_facility_versions(Call& call);
HttpAnswer change_facility(Call& call);

// receiving.cpp, supplier_returns.cpp, trading.cpp
HttpAnswer list_notices(Call& call);
HttpAnswer announce_notice(Call& call);
HttpAnswer show_notice(Call& call);
HttpAnswer withdraw_notice(Call& call);
HttpAnswer list_deliveries(Call& call);
HttpAnswer record_delivery(Call& call);
HttpAnswer show_delivery(Call& call);
HttpAnswer inspect_delivery(Call& call);
HttpAnswer list_nonconformances(Call& call);
HttpAnswer show_nonconformance(Call& call);
HttpAnswer resolve_nonconformance(Call& call);
HttpAnswer close_nonconformance(Call& call);
HttpAnswer list_returns(Call& call);
HttpAnswer create_return(Call& call);
HttpAnswer show_return(Call& call);
HttpAnswer send_return(Call& call);
HttpAnswer credit_return(Call& call);
HttpAnswer dispatch_to_members(Call& call);
HttpAnswer settle_trading_period(Call& call);

// requisitions.cpp
HttpAnswer list_requisitions(Call& call);
HttpAnswer show_requisition(Call& call);
HttpAnswer show_review_sheet(Call& call);
HttpAnswer initiate_requisition(Call& call);
HttpAnswer save_requisition(Call& call);
HttpAnswer merge_requisitions(Call& call);
HttpAnswer submit_requisition(Call& call);
HttpAnswer review_requisition(Call& call);
HttpAnswer confirm_requisition(Call& call);
HttpAnswer cancel_requisition(Call& call);

// budgets.cpp
HttpAnswer list_budgets(Call& call);
HttpAnswer list_budget_movements(Call& call);
HttpAnswer open_budget(Call& call);
HttpAnswer release_budget(Call& call);

// suggestions.cpp
HttpAnswer list_suggestions(Call& call);

// consumption.cpp
HttpAnswer list_consumptions(Call& call);
HttpAnswer record_consumption(Call& call);
HttpAnswer show_consumption(Call& call);
HttpAnswer reverse_consumption(Call& call);

// stock_lists.cpp
HttpAnswer show_stock_list(Call& call);
HttpAnswer change_stock_list(Call& call);
HttpAnswer list_stock_list_history(Call& call);

// route_calendars.cpp
HttpAnswer show_route_calendar(Call& call);
HttpAnswer set_route_calendar(Call& call);
HttpAnswer show_next_cut_off(Call& call);

// shortage_cases.cpp
HttpAnswer list_shortage_cases(Call& call);
HttpAnswer register_shortage(Call& call);
HttpAnswer register_dispatch_shortages(Call& call);
HttpAnswer show_shortage_case(Call& call);
HttpAnswer advance_shortage_case(Call& call);

// simulations.cpp
HttpAnswer simulate_supplier_failure(Call& call);

// cycles.cpp
HttpAnswer list_cycles(Call& call);

// supplier_documents.cpp
HttpAnswer list_awards(Call& call);
HttpAnswer list_receipts(Call& call);
HttpAnswer show_receipt(Call& call);
HttpAnswer list_supplier_statements(Call& call);

// orders.cpp, order_documents.cpp, supplier_performance.cpp
HttpAnswer list_orders(Call& call);
HttpAnswer show_order(Call& call);
HttpAnswer change_order(Call& call);
HttpAnswer approve_order(Call& call);
HttpAnswer send_order(Call& call);
HttpAnswer confirm_order(Call& call);
HttpAnswer decline_order(Call& call);
HttpAnswer cancel_order(Call& call);
HttpAnswer close_order(Call& call);
HttpAnswer escalate_orders(Call& call);
HttpAnswer show_order_document(Call& call);
HttpAnswer list_supplier_performance(Call& call);

// member_documents.cpp
HttpAnswer list_shipments(Call& call);
HttpAnswer show_shipment(Call& call);
HttpAnswer list_shortages(Call& call);
HttpAnswer list_member_statements(Call& call);

// audit.cpp
HttpAnswer list_audit(Call& call);
HttpAnswer verify_audit(Call& call);
HttpAnswer list_checkpoints(Call& call);
HttpAnswer make_audit_checkpoint(Call& call);
HttpAnswer export_audit(Call& call);
HttpAnswer show_audit_key(Call& call);

// exchange.cpp
HttpAnswer list_exchange_kinds(Call& call);
HttpAnswer start_import(Call& call);
HttpAnswer export_table(Call& call);

// invoices.cpp
HttpAnswer list_invoices(Call& call);
HttpAnswer show_invoice(Call& call);
HttpAnswer record_invoice(Call& call);
HttpAnswer match_invoice(Call& call);
HttpAnswer withdraw_invoice(Call& call);
HttpAnswer resolve_difference(Call& call);
// invoice_imports.cpp
HttpAnswer import_invoices(Call& call);

// jobs.cpp
HttpAnswer show_job(Call& call);
HttpAnswer follow_job(Call& call);
HttpAnswer cancel_job(Call& call);

// facility_formularies.cpp
HttpAnswer list_facility_formulary(Call& call);
HttpAnswer begin_facility_formulary(Call& call);
HttpAnswer add_facility_formulary_items(Call& call);
HttpAnswer remove_facility_formulary_items(Call& call);

// items.cpp, formularies.cpp, substitution_groups.cpp, policy_sets.cpp, codes.cpp
HttpAnswer create_item(Call& call);
HttpAnswer list_formularies(Call& call);
HttpAnswer list_formulary_items(Call& call);
HttpAnswer add_formulary_items(Call& call);
HttpAnswer remove_formulary_items(Call& call);
HttpAnswer list_item_formularies(Call& call);
HttpAnswer list_substitution_groups(Call& call);
HttpAnswer show_substitution_group(Call& call);
HttpAnswer form_substitution_group(Call& call);
HttpAnswer leave_substitution_group(Call& call);
HttpAnswer list_item_substitutes(Call& call);
HttpAnswer list_policy_sets(Call& call);
HttpAnswer show_policy_set(Call& call);
HttpAnswer create_policy_set(Call& call);
HttpAnswer judge_code(Call& call);

// releases.cpp, release_difference.cpp
HttpAnswer list_releases(Call& call);
HttpAnswer show_release(Call& call);
HttpAnswer take_in_release(Call& call);
HttpAnswer list_release_rows(Call& call);
HttpAnswer show_release_row(Call& call);
HttpAnswer show_release_difference(Call& call);
HttpAnswer propose_mappings(Call& call);
HttpAnswer rejudge_release(Call& call);
HttpAnswer decide_mappings(Call& call);
HttpAnswer list_catalogue_terms(Call& call);
HttpAnswer accept_terms(Call& call);

// membership.cpp, accounting_entities.cpp, delivery_routes.cpp, drugstore_links.cpp
HttpAnswer show_organisation(Call& call);
HttpAnswer show_membership(Call& call);
HttpAnswer show_open_affairs(Call& call);
HttpAnswer join_facility(Call& call);
HttpAnswer leave_facility(Call& call);
HttpAnswer move_facility(Call& call);
HttpAnswer show_parent_rules(Call& call);
HttpAnswer set_parent_rules(Call& call);
HttpAnswer list_accounting_entities(Call& call);
HttpAnswer register_accounting_entity(Call& call);
HttpAnswer assign_accounting_entity(Call& call);
HttpAnswer list_delivery_routes(Call& call);
HttpAnswer show_delivery_route(Call& call);
HttpAnswer list_delivery_route_versions(Call& call);
HttpAnswer create_delivery_route(Call& call);
HttpAnswer plan_delivery_route(Call& call);
HttpAnswer close_delivery_route(Call& call);
HttpAnswer list_drugstore_links(Call& call);
HttpAnswer link_drugstore(Call& call);
HttpAnswer end_drugstore_link(Call& call);

// periods.cpp
HttpAnswer list_periods(Call& call);
HttpAnswer show_period(Call& call);
HttpAnswer open_period(Call& call);
HttpAnswer record_period_stock(Call& call);

// agreements.cpp
HttpAnswer list_agreements(Call& call);
HttpAnswer show_agreement(Call& call);
HttpAnswer make_agreements(Call& call);
HttpAnswer make_agreements_from_awards(Call& call);
HttpAnswer end_agreement(Call& call);

// consolidations.cpp
HttpAnswer preview_consolidation(Call& call);
HttpAnswer make_consolidation(Call& call);
HttpAnswer list_consolidations(Call& call);
HttpAnswer show_consolidation(Call& call);
HttpAnswer undo_consolidation(Call& call);

}  // namespace wutong::app::handlers
