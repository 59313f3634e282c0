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

// cycles.cpp
HttpAnswer list_cycles(Call& call);

// supplier_documents.cpp
HttpAnswer list_awards(Call& call);
HttpAnswer list_orders(Call& call);
HttpAnswer show_order(Call& call);
HttpAnswer list_receipts(Call& call);
HttpAnswer show_receipt(Call& call);
HttpAnswer list_supplier_statements(Call& call);

// member_documents.cpp
HttpAnswer list_shipments(Call& call);
HttpAnswer show_shipment(Call& call);
HttpAnswer list_shortages(Call& call);
HttpAnswer list_member_statements(Call& call);

// audit.cpp
HttpAnswer list_audit(Call& call);
HttpAnswer verify_audit(Call& call);

// exchange.cpp
HttpAnswer start_import(Call& call);
HttpAnswer export_table(Call& call);

// jobs.cpp
HttpAnswer show_job(Call& call);
HttpAnswer follow_job(Call& call);
HttpAnswer cancel_job(Call& call);

}  // namespace wutong::app::handlers
