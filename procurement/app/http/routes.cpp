#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/route.h"

namespace wutong::app {

namespace {

using procurement::Duty;
using namespace handlers;
constexpr auto none = std::nullopt;
constexpr auto everyone = Access::everyone;
constexpr auto signed_in = Access::signed_in;
constexpr auto in_session = Access::in_session;
constexpr auto in_county = Access::in_county;
constexpr auto in_some_part = Access::in_some_part;
constexpr std::string_view prometheus_text = "text/plain";
constexpr std::string_view events = "text/event-stream";

// The contents page of the interface: the OpenAPI document is made from it, and nothing else is
// served but the console's own files.
// clang-format off
constexpr Route table[] = {
    // method, path, operation, who, duty, query parameters, body, answer, status, function
    {"GET", "/healthz", "show_health", everyone, none, "", "", "Health", 200, show_health},
    {"GET", "/readyz", "show_readiness", everyone, none, "", "", "Health", 200, show_readiness},
    {"GET", "/metrics", "show_metrics", everyone, none, "", "", prometheus_text, 200, show_metrics},
    {"GET", "/api/v1/openapi.json", "show_openapi", everyone, none, "", "", "OpenApi", 200, show_openapi},

    {"POST", "/api/v1/session", "sign_in", everyone, none, "", "SignIn", "Session", 200, sign_in},
    {"GET", "/api/v1/session", "show_session", everyone, none, "", "", "Session", 200, show_session},
    {"DELETE", "/api/v1/session", "sign_out", in_session, none, "", "", "", 204, sign_out},
    {"PUT", "/api/v1/session/password", "change_password", in_session, none, "", "PasswordChange", "", 204, change_password},

    {"GET", "/api/v1/roles", "list_roles", in_county, Duty::read_users, "", "", "RoleList", 200, list_roles},
    {"GET", "/api/v1/users", "list_users", in_county, Duty::read_users, "limit cursor", "", "UserPage", 200, list_users},
    {"POST", "/api/v1/users", "create_user", in_county, Duty::keep_users, "", "NewUser", "User", 201, create_user},
    {"GET", "/api/v1/users/{user_name}", "show_user", in_county, Duty::read_users, "", "", "User", 200, show_user},
    {"PUT", "/api/v1/users/{user_name}", "rename_user", in_county, Duty::keep_users, "", "UserChange", "User", 200, rename_user},
    {"PUT", "/api/v1/users/{user_name}/grants", "set_grants", in_county, Duty::keep_users, "", "GrantChange", "User", 200, set_grants},
    {"POST", "/api/v1/users/{user_name}/disable", "disable_user", in_county, Duty::keep_users, "", "", "User", 200, disable_user},
    {"POST", "/api/v1/users/{user_name}/enable", "enable_user", in_county, Duty::keep_users, "", "", "User", 200, enable_user},
    {"POST", "/api/v1/users/{user_name}/reset-password", "reset_password", in_county, Duty::keep_users, "", "", "User", 200, reset_password},

    {"GET", "/api/v1/account/sessions", "list_own_sessions", in_session, none, "", "", "LiveSessionList", 200, list_own_sessions},
    {"DELETE", "/api/v1/account/sessions", "end_other_sessions", in_session, none, "", "", "SessionsEnded", 200, end_other_sessions},
    {"DELETE", "/api/v1/account/sessions/{session_id}", "end_own_session", in_session, none, "", "", "", 204, end_own_session},
    {"GET", "/api/v1/account/totp", "show_own_totp", in_session, none, "", "", "TotpState", 200, show_own_totp},
    {"POST", "/api/v1/account/totp", "enrol_own_totp", in_session, none, "", "PasswordProof", "TotpEnrolment", 200, enrol_own_totp},
    {"POST", "/api/v1/account/totp/confirm", "confirm_own_totp", in_session, none, "", "TotpCode", "TotpState", 200, confirm_own_totp},
    {"POST", "/api/v1/account/totp/remove", "remove_own_totp", in_session, none, "", "TotpRemoval", "TotpState", 200, remove_own_totp},
    {"GET", "/api/v1/account/tokens", "list_own_tokens", in_session, none, "", "", "TokenList", 200, list_own_tokens},
    {"POST", "/api/v1/account/tokens", "create_own_token", in_session, none, "", "NewToken", "CreatedToken", 201, create_own_token},
    {"POST", "/api/v1/account/tokens/revoke", "revoke_own_token", in_session, none, "", "TokenName", "", 204, revoke_own_token},

    {"GET", "/api/v1/users/{user_name}/sessions", "list_user_sessions", in_county, Duty::read_users, "", "", "LiveSessionList", 200, list_user_sessions},
    {"DELETE", "/api/v1/users/{user_name}/sessions", "end_user_sessions", in_county, Duty::keep_users, "", "", "SessionsEnded", 200, end_user_sessions},
    {"GET", "/api/v1/users/{user_name}/tokens", "list_user_tokens", in_county, Duty::read_users, "", "", "TokenList", 200, list_user_tokens},
    {"POST", "/api/v1/users/{user_name}/tokens/revoke", "revoke_user_token", in_county, Duty::keep_users, "", "TokenName", "", 204, revoke_user_token},
    {"GET", "/api/v1/users/{user_name}/totp", "show_user_totp", in_county, Duty::read_users, "", "", "TotpState", 200, show_user_totp},
    {"POST", "/api/v1/users/{user_name}/totp/remove", "remove_user_totp", in_county, Duty::keep_users, "", "", "TotpState", 200, remove_user_totp},

    {"GET", "/api/v1/items", "list_items", in_some_part, Duty::read_catalogue, "q kind status generic_name substitution_group route limit cursor", "", "ItemPage", 200, list_items},
    {"GET", "/api/v1/items/{code}", "show_item", in_some_part, Duty::read_catalogue, "as_of", "", "Item", 200, show_item},
    {"PUT", "/api/v1/items/{code}", "change_item", in_county, Duty::keep_catalogue, "", "ItemChange", "Item", 200, change_item},
    {"POST", "/api/v1/items/{code}/disable", "disable_item", in_county, Duty::keep_catalogue, "", "Reason", "Item", 200, disable_item},
    {"POST", "/api/v1/items/{code}/enable", "enable_item", in_county, Duty::keep_catalogue, "", "Reason", "Item", 200, enable_item},
    {"GET", "/api/v1/items/{code}/versions", "list_item_versions", in_some_part, Duty::read_catalogue, "", "", "ItemVersionPage", 200, list_item_versions},
    {"GET", "/api/v1/items/{code}/stock", "list_item_stock", in_county, Duty::read_stock, "", "", "ItemStockPage", 200, list_item_stock},
    {"GET", "/api/v1/items/{code}/prices", "list_item_prices", in_county, Duty::read_bargaining, "", "", "ItemPricePage", 200, list_item_prices},

    {"GET", "/api/v1/suppliers", "list_suppliers", in_county, Duty::read_suppliers, "q limit cursor", "", "SupplierPage", 200, list_suppliers},
    {"GET", "/api/v1/suppliers/{code}", "show_supplier", in_county, Duty::read_suppliers, "", "", "Supplier", 200, show_supplier},
    {"PUT", "/api/v1/suppliers/{code}", "change_supplier", in_county, Duty::keep_suppliers, "", "SupplierChange", "Supplier", 200, change_supplier},
    {"GET", "/api/v1/suppliers/{code}/versions", "list_supplier_versions", in_county, Duty::read_suppliers, "", "", "SupplierVersionPage", 200, list_supplier_versions},

    {"POST", "/api/v1/suppliers", "register_supplier", in_county, Duty::keep_suppliers, "", "NewSupplier", "Supplier", 201, register_supplier},
    {"POST", "/api/v1/suppliers/{code}/suspend", "suspend_supplier", in_county, Duty::keep_suppliers, "", "StandingChange", "Supplier", 200, suspend_supplier},
    {"POST", "/api/v1/suppliers/{code}/reinstate", "reinstate_supplier", in_county, Duty::keep_suppliers, "", "StandingChange", "Supplier", 200, reinstate_supplier},
    {"GET", "/api/v1/licences", "list_licences", in_county, Duty::read_suppliers, "supplier_code licence_state within_days limit cursor", "", "LicencePage", 200, list_licences},
    {"GET", "/api/v1/suppliers/{code}/licences", "list_supplier_licences", in_county, Duty::read_suppliers, "limit cursor", "", "LicencePage", 200, list_supplier_licences},
    {"POST", "/api/v1/suppliers/{code}/licences", "record_licence", in_county, Duty::keep_suppliers, "", "NewLicence", "Licence", 201, record_licence},
    {"POST", "/api/v1/suppliers/{code}/licences/{licence_id}/renew", "renew_licence", in_county, Duty::keep_suppliers, "", "LicenceRenewal", "Licence", 201, renew_licence},
    {"POST", "/api/v1/suppliers/{code}/licences/{licence_id}/withdraw", "withdraw_licence", in_county, Duty::keep_suppliers, "", "LicenceWithdrawal", "Licence", 200, withdraw_licence},
    {"GET", "/api/v1/licence-policy", "show_licence_policy", in_county, Duty::read_suppliers, "", "", "LicencePolicy", 200, show_licence_policy},
    {"PUT", "/api/v1/licence-policy", "set_licence_policy", in_county, Duty::keep_suppliers, "", "LicencePolicyChange", "LicencePolicy", 200, set_licence_policy},
    {"GET", "/api/v1/manufacturers", "list_manufacturers", in_county, Duty::read_suppliers, "limit cursor", "", "ManufacturerPage", 200, list_manufacturers},
    {"POST", "/api/v1/manufacturers", "register_manufacturer", in_county, Duty::keep_suppliers, "", "NewManufacturer", "Manufacturer", 201, register_manufacturer},
    {"GET", "/api/v1/authorisations", "list_authorisations", in_county, Duty::read_suppliers, "supplier_code manufacturer_code as_of limit cursor", "", "AuthorisationPage", 200, list_authorisations},
    {"POST", "/api/v1/authorisations", "authorise_supplier", in_county, Duty::keep_suppliers, "", "NewAuthorisation", "Authorisation", 201, authorise_supplier},
    {"POST", "/api/v1/authorisations/end", "end_authorisation", in_county, Duty::keep_suppliers, "", "AuthorisationEnd", "AuthorisationsEnded", 200, end_authorisation},

    {"GET", "/api/v1/facilities", "list_facilities", in_some_part, Duty::read_members, "q kind limit cursor", "", "FacilityPage", 200, list_facilities},
    {"GET", "/api/v1/facilities/{code}", "show_facility", in_some_part, Duty::read_members, "", "", "Facility", 200, show_facility},
    {"PUT", "/api/v1/facilities/{code}", "change_facility", in_county, Duty::keep_members, "", "FacilityChange", "Facility", 200, change_facility},
    {"GET", "/api/v1/facilities/{code}/versions", "list_facility_versions", in_some_part, Duty::read_members, "", "", "FacilityVersionPage", 200, list_facility_versions},

    {"GET", "/api/v1/requisitions", "list_requisitions", in_some_part, Duty::read_requisitions, "facility_code kind state period limit cursor", "", "RequisitionPage", 200, list_requisitions},
    {"POST", "/api/v1/requisitions", "initiate_requisition", in_some_part, Duty::submit_requisitions, "", "NewRequisition", "Requisition", 201, initiate_requisition},
    {"GET", "/api/v1/requisitions/{requisition_no}", "show_requisition", in_some_part, Duty::read_requisitions, "", "", "Requisition", 200, show_requisition},
    {"PUT", "/api/v1/requisitions/{requisition_no}", "save_requisition", in_some_part, Duty::submit_requisitions, "", "RequisitionChange", "Requisition", 200, save_requisition},
    {"POST", "/api/v1/requisitions/{requisition_no}/merge", "merge_requisitions", in_some_part, Duty::submit_requisitions, "", "RequisitionMerge", "Requisition", 200, merge_requisitions},
    {"POST", "/api/v1/requisitions/{requisition_no}/submit", "submit_requisition", in_some_part, Duty::submit_requisitions, "", "", "Requisition", 200, submit_requisition},
    {"POST", "/api/v1/requisitions/{requisition_no}/review", "review_requisition", in_some_part, Duty::approve_requisitions, "", "RequisitionReview", "Requisition", 200, review_requisition},
    {"POST", "/api/v1/requisitions/{requisition_no}/confirm", "confirm_requisition", in_some_part, Duty::approve_requisitions, "", "RequisitionConfirmation", "Requisition", 200, confirm_requisition},
    {"POST", "/api/v1/requisitions/{requisition_no}/cancel", "cancel_requisition", in_some_part, Duty::submit_requisitions, "", "Reason", "Requisition", 200, cancel_requisition},

    {"GET", "/api/v1/budgets", "list_budgets", in_some_part, Duty::read_requisitions, "period", "", "BudgetList", 200, list_budgets},
    {"GET", "/api/v1/budgets/{code}/movements", "list_budget_movements", in_some_part, Duty::read_requisitions, "limit cursor", "", "BudgetMovementPage", 200, list_budget_movements},
    {"POST", "/api/v1/budgets", "open_budget", in_county, Duty::keep_budgets, "", "NewBudget", "Budget", 201, open_budget},
    {"POST", "/api/v1/budgets/{code}/releases", "release_budget", in_county, Duty::keep_budgets, "", "BudgetRelease", "Budget", 200, release_budget},

    // Periods of the daily work, agreements, consolidation.
    {"GET", "/api/v1/periods", "list_periods", in_some_part, Duty::read_cycles, "limit cursor", "", "PeriodPage", 200, list_periods},
    {"POST", "/api/v1/periods", "open_period", in_county, Duty::run_cycles, "", "NewPeriod", "TradingPeriod", 201, open_period},
    {"GET", "/api/v1/periods/{period}", "show_period", in_some_part, Duty::read_cycles, "", "", "TradingPeriod", 200, show_period},
    {"POST", "/api/v1/periods/{period}/opening-stock", "record_period_stock", in_county, Duty::run_cycles, "", "OpeningStock", "OpeningStockRecorded", 200, record_period_stock},
    {"GET", "/api/v1/agreements", "list_agreements", in_county, Duty::read_bargaining, "supplier_code item_code as_of limit cursor", "", "AgreementPage", 200, list_agreements},
    {"POST", "/api/v1/agreements", "make_agreements", in_county, Duty::keep_bargaining, "", "NewAgreements", "AgreementList", 201, make_agreements},
    {"POST", "/api/v1/agreements/from-awards", "make_agreements_from_awards", in_county, Duty::keep_bargaining, "", "AgreementsFromAwards", "AgreementList", 201, make_agreements_from_awards},
    {"GET", "/api/v1/agreements/{agreement_id}", "show_agreement", in_county, Duty::read_bargaining, "", "", "Agreement", 200, show_agreement},
    {"POST", "/api/v1/agreements/{agreement_id}/end", "end_agreement", in_county, Duty::keep_bargaining, "", "AgreementEnd", "Agreement", 200, end_agreement},
    {"GET", "/api/v1/consolidations", "list_consolidations", in_county, Duty::read_requisitions, "period state limit cursor", "", "ConsolidationPage", 200, list_consolidations},
    {"POST", "/api/v1/consolidations", "make_consolidation", in_county, Duty::place_orders, "", "NewConsolidation", "ConsolidationSummary", 201, make_consolidation},
    {"POST", "/api/v1/consolidations/preview", "preview_consolidation", in_county, Duty::place_orders, "", "ConsolidationChoice", "ConsolidationPreview", 200, preview_consolidation},
    {"GET", "/api/v1/consolidations/{consolidation_no}", "show_consolidation", in_county, Duty::read_requisitions, "", "", "Consolidation", 200, show_consolidation},
    {"POST", "/api/v1/consolidations/{consolidation_no}/undo", "undo_consolidation", in_county, Duty::place_orders, "", "Reason", "ConsolidationSummary", 200, undo_consolidation},
    // demand: what should be asked for, what was used
    {"GET", "/api/v1/facilities/{code}/suggestions", "list_suggestions", in_some_part, Duty::read_requisitions, "limit cursor", "", "SuggestionPage", 200, list_suggestions},
    {"GET", "/api/v1/requisitions/{requisition_no}/review-sheet", "show_review_sheet", in_some_part, Duty::read_requisitions, "", "", "ReviewSheet", 200, show_review_sheet},
    {"GET", "/api/v1/facilities/{code}/consumption", "list_consumptions", in_some_part, Duty::read_requisitions, "limit cursor", "", "ConsumptionPage", 200, list_consumptions},
    {"POST", "/api/v1/facilities/{code}/consumption", "record_consumption", in_some_part, Duty::submit_requisitions, "", "NewConsumption", "Consumption", 201, record_consumption},
    {"GET", "/api/v1/consumption/{consumption_no}", "show_consumption", in_some_part, Duty::read_requisitions, "", "", "Consumption", 200, show_consumption},
    {"POST", "/api/v1/consumption/{consumption_no}/reverse", "reverse_consumption", in_some_part, Duty::submit_requisitions, "", "ConsumptionReversal", "Consumption", 201, reverse_consumption},
    {"GET", "/api/v1/facilities/{code}/stock-list", "show_stock_list", in_some_part, Duty::read_requisitions, "limit cursor", "", "StockList", 200, show_stock_list},
    {"PUT", "/api/v1/facilities/{code}/stock-list", "change_stock_list", in_some_part, Duty::submit_requisitions, "", "StockListChange", "StockList", 200, change_stock_list},
    {"GET", "/api/v1/facilities/{code}/stock-list/{item_code}", "list_stock_list_history", in_some_part, Duty::read_requisitions, "", "", "StockList", 200, list_stock_list_history},
    {"GET", "/api/v1/facilities/{code}/cut-off", "show_next_cut_off", in_some_part, Duty::read_requisitions, "", "", "NextCutOff", 200, show_next_cut_off},
    {"GET", "/api/v1/delivery-routes/{code}/calendar", "show_route_calendar", in_some_part, Duty::read_members, "", "", "RouteCalendar", 200, show_route_calendar},
    {"PUT", "/api/v1/delivery-routes/{code}/calendar", "set_route_calendar", in_county, Duty::keep_members, "", "RouteCalendarChange", "RouteCalendar", 200, set_route_calendar},

    // follow-up: who waits for what was short, who runs out when a supplier fails
    {"GET", "/api/v1/shortage-cases", "list_shortage_cases", in_some_part, Duty::read_requisitions, "facility_code state limit cursor", "", "ShortageCasePage", 200, list_shortage_cases},
    {"POST", "/api/v1/shortage-cases", "register_shortage", in_some_part, Duty::submit_requisitions, "", "NewShortageCase", "ShortageCase", 201, register_shortage},
    {"POST", "/api/v1/shortage-cases/from-dispatch", "register_dispatch_shortages", in_county, Duty::place_orders, "", "DispatchShortages", "DispatchShortagesRegistered", 200, register_dispatch_shortages},
    {"GET", "/api/v1/shortage-cases/{case_no}", "show_shortage_case", in_some_part, Duty::read_requisitions, "", "", "ShortageCase", 200, show_shortage_case},
    {"POST", "/api/v1/shortage-cases/{case_no}/advance", "advance_shortage_case", in_some_part, Duty::submit_requisitions, "", "ShortageCaseStep", "ShortageCase", 200, advance_shortage_case},
    {"GET", "/api/v1/simulations/supplier-failure", "simulate_supplier_failure", in_county, Duty::read_stock, "supplier_code days limit cursor", "", "SupplierFailure", 200, simulate_supplier_failure},

    {"GET", "/api/v1/cycles", "list_cycles", in_some_part, Duty::read_cycles, "", "", "CycleList", 200, list_cycles},

    {"GET", "/api/v1/awards", "list_awards", in_county, Duty::read_orders, "period supplier_code limit cursor", "", "AwardPage", 200, list_awards},
    {"GET", "/api/v1/receipts", "list_receipts", in_county, Duty::read_receipts, "period supplier_code limit cursor", "", "ReceiptPage", 200, list_receipts},
    {"GET", "/api/v1/receipts/{receipt_id}", "show_receipt", in_county, Duty::read_receipts, "", "", "Receipt", 200, show_receipt},
    {"GET", "/api/v1/supplier-statements", "list_supplier_statements", in_county, Duty::read_settlement, "period supplier_code limit cursor", "", "SupplierStatementPage", 200, list_supplier_statements},
    {"GET", "/api/v1/shipments", "list_shipments", in_some_part, Duty::read_stock, "period facility_code limit cursor", "", "ShipmentPage", 200, list_shipments},
    {"GET", "/api/v1/shipments/{shipment_no}", "show_shipment", in_some_part, Duty::read_stock, "", "", "Shipment", 200, show_shipment},
    {"GET", "/api/v1/shortages", "list_shortages", in_some_part, Duty::read_requisitions, "period facility_code limit cursor", "", "ShortagePage", 200, list_shortages},
    {"GET", "/api/v1/member-statements", "list_member_statements", in_some_part, Duty::read_settlement, "period facility_code limit cursor", "", "MemberStatementPage", 200, list_member_statements},

    // notices, deliveries, inspection, returns, dispatch, the end of a trading period
    {"GET", "/api/v1/notices", "list_notices", in_some_part, Duty::read_orders, "supplier_code order_no state limit cursor", "", "NoticePage", 200, list_notices},
    {"POST", "/api/v1/notices", "announce_notice", in_county, Duty::confirm_orders, "", "NewNotice", "Notice", 201, announce_notice},
    {"POST", "/api/v1/notices/by-centre", "announce_notice_by_centre", in_county, Duty::place_orders, "", "NewNotice", "Notice", 201, announce_notice},
    {"GET", "/api/v1/notices/{notice_id}", "show_notice", in_some_part, Duty::read_orders, "", "", "Notice", 200, show_notice},
    {"POST", "/api/v1/notices/{notice_id}/withdraw", "withdraw_notice", in_county, Duty::confirm_orders, "", "", "Notice", 200, withdraw_notice},
    {"GET", "/api/v1/deliveries", "list_deliveries", in_some_part, Duty::read_receipts, "supplier_code facility_code order_no state limit cursor", "", "DeliveryPage", 200, list_deliveries},
    {"POST", "/api/v1/deliveries", "record_delivery", in_some_part, Duty::receive_deliveries, "", "NewDelivery", "Delivery", 201, record_delivery},
    {"GET", "/api/v1/deliveries/{delivery_no}", "show_delivery", in_some_part, Duty::read_receipts, "", "", "Delivery", 200, show_delivery},
    {"POST", "/api/v1/deliveries/{delivery_no}/inspection", "inspect_delivery", in_some_part, Duty::inspect_deliveries, "", "DeliveryInspection", "Delivery", 200, inspect_delivery},
    {"GET", "/api/v1/nonconformances", "list_nonconformances", in_some_part, Duty::read_receipts, "supplier_code facility_code delivery_no state limit cursor", "", "NonconformancePage", 200, list_nonconformances},
    {"GET", "/api/v1/nonconformances/{nonconformance_no}", "show_nonconformance", in_some_part, Duty::read_receipts, "", "", "Nonconformance", 200, show_nonconformance},
    {"POST", "/api/v1/nonconformances/{nonconformance_no}/resolve", "resolve_nonconformance", in_some_part, Duty::inspect_deliveries, "", "NonconformanceResolution", "Nonconformance", 200, resolve_nonconformance},
    {"POST", "/api/v1/nonconformances/{nonconformance_no}/close", "close_nonconformance", in_some_part, Duty::inspect_deliveries, "", "", "Nonconformance", 200, close_nonconformance},
    {"GET", "/api/v1/returns", "list_returns", in_county, Duty::read_receipts, "supplier_code state limit cursor", "", "ReturnPage", 200, list_returns},
    {"POST", "/api/v1/returns", "create_return", in_county, Duty::place_orders, "", "NewReturn", "Return", 201, create_return},
    {"GET", "/api/v1/returns/{return_no}", "show_return", in_county, Duty::read_receipts, "", "", "Return", 200, show_return},
    {"POST", "/api/v1/returns/{return_no}/send", "send_return", in_county, Duty::dispatch_shipments, "", "", "Return", 200, send_return},
    {"POST", "/api/v1/returns/{return_no}/credit", "credit_return", in_county, Duty::match_invoices, "", "ReturnCredit", "Return", 200, credit_return},
    {"POST", "/api/v1/dispatches", "dispatch_to_members", in_county, Duty::allocate_stock, "", "NewDispatch", "Dispatch", 201, dispatch_to_members},
    {"POST", "/api/v1/periods/{period}/settlement", "settle_trading_period", in_county, Duty::close_periods, "", "PeriodEnd", "PeriodSettlement", 200, settle_trading_period},
    // the life of an order of the daily work
    {"GET", "/api/v1/orders", "list_orders", in_county, Duty::read_orders, "period supplier_code state overdue limit cursor", "", "OrderPage", 200, list_orders},
    {"POST", "/api/v1/orders/escalation", "escalate_orders", in_county, Duty::place_orders, "", "", "OrdersEscalated", 200, escalate_orders},
    {"GET", "/api/v1/orders/{order_no}", "show_order", in_county, Duty::read_orders, "", "", "Order", 200, show_order},
    {"PUT", "/api/v1/orders/{order_no}", "change_order", in_county, Duty::place_orders, "", "OrderChange", "Order", 200, change_order},
    {"POST", "/api/v1/orders/{order_no}/approve", "approve_order", in_county, Duty::approve_orders, "", "OrderNote", "Order", 200, approve_order},
    {"POST", "/api/v1/orders/{order_no}/place", "send_order", in_county, Duty::place_orders, "", "OrderNote", "Order", 200, send_order},
    {"POST", "/api/v1/orders/{order_no}/confirm", "confirm_order", in_county, Duty::confirm_orders, "", "OrderAnswer", "Order", 200, confirm_order},
    {"POST", "/api/v1/orders/{order_no}/decline", "decline_order", in_county, Duty::confirm_orders, "", "OrderAnswer", "Order", 200, decline_order},
    {"POST", "/api/v1/orders/{order_no}/cancel", "cancel_order", in_county, Duty::place_orders, "", "Reason", "Order", 200, cancel_order},
    {"POST", "/api/v1/orders/{order_no}/close", "close_order", in_county, Duty::place_orders, "", "Reason", "Order", 200, close_order},
    {"GET", "/api/v1/orders/{order_no}/document", "show_order_document", in_county, Duty::read_orders, "format language", "", "application/pdf", 200, show_order_document},
    {"GET", "/api/v1/supplier-performance", "list_supplier_performance", in_county, Duty::read_orders, "period supplier_code", "", "SupplierPerformanceList", 200, list_supplier_performance},

    {"GET", "/api/v1/audit", "list_audit", in_county, Duty::read_audit, "actor operation limit cursor", "", "AuditPage", 200, list_audit},
    {"POST", "/api/v1/audit/verification", "verify_audit", in_county, Duty::read_audit, "", "", "AuditVerdict", 200, verify_audit},
    {"GET", "/api/v1/audit/checkpoints", "list_checkpoints", in_county, Duty::read_audit, "limit cursor", "", "AuditCheckpointPage", 200, list_checkpoints},
    {"POST", "/api/v1/audit/checkpoints", "make_audit_checkpoint", in_county, Duty::sign_audit, "", "", "AuditCheckpoint", 201, make_audit_checkpoint},
    {"GET", "/api/v1/audit/export", "export_audit", in_county, Duty::read_audit, "from_day to_day", "", "application/zip", 200, export_audit},
    {"GET", "/api/v1/audit/public-key", "show_audit_key", in_county, Duty::read_audit, "", "", "AuditPublicKeys", 200, show_audit_key},

    {"GET", "/api/v1/exchange-kinds", "list_exchange_kinds", signed_in, none, "", "", "ExchangeKindList", 200, list_exchange_kinds},
    {"POST", "/api/v1/imports/{kind}", "start_import", in_county, Duty::import_data, "mode", "file", "JobStarted", 202, start_import},
    {"GET", "/api/v1/exports/{kind}", "export_table", in_county, Duty::export_data, "format", "", "text/csv", 200, export_table},

    {"GET", "/api/v1/invoices", "list_invoices", in_county, Duty::read_settlement, "supplier_code invoice_state period limit cursor", "", "InvoicePage", 200, list_invoices},
    {"POST", "/api/v1/invoices", "record_invoice", in_county, Duty::submit_invoices, "", "NewInvoice", "Invoice", 201, record_invoice},
    {"POST", "/api/v1/invoices/imports", "import_invoices", in_county, Duty::submit_invoices, "", "file", "JobStarted", 202, import_invoices},
    {"GET", "/api/v1/invoices/{invoice_id}", "show_invoice", in_county, Duty::read_settlement, "", "", "Invoice", 200, show_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/match", "match_invoice", in_county, Duty::match_invoices, "", "", "Invoice", 200, match_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/withdraw", "withdraw_invoice", in_county, Duty::submit_invoices, "", "InvoiceReason", "Invoice", 200, withdraw_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/cases/{case_id}/resolve", "resolve_difference", in_county, Duty::approve_payments, "", "CaseResolution", "Invoice", 200, resolve_difference},

    {"GET", "/api/v1/jobs/{job_id}", "show_job", signed_in, none, "", "", "Job", 200, show_job},
    {"GET", "/api/v1/jobs/{job_id}/events", "follow_job", signed_in, none, "", "", events, 200, follow_job},
    {"DELETE", "/api/v1/jobs/{job_id}", "cancel_job", signed_in, none, "", "", "", 204, cancel_job},

    // the catalogue as it is kept: items, formularies, substitution, policy, codes
    {"POST", "/api/v1/items", "create_item", in_county, Duty::keep_catalogue, "", "NewItem", "Item", 201, create_item},
    {"GET", "/api/v1/items/{code}/formularies", "list_item_formularies", in_some_part, Duty::read_catalogue, "", "", "ItemFormularyPage", 200, list_item_formularies},
    {"GET", "/api/v1/items/{code}/substitutes", "list_item_substitutes", in_some_part, Duty::read_catalogue, "tier as_of", "", "ItemPage", 200, list_item_substitutes},
    {"GET", "/api/v1/formularies", "list_formularies", in_some_part, Duty::read_catalogue, "as_of", "", "FormularyList", 200, list_formularies},
    {"GET", "/api/v1/formularies/{tier}/items", "list_formulary_items", in_some_part, Duty::read_catalogue, "q kind generic_name primary_level_only as_of limit cursor", "", "FormularyItemPage", 200, list_formulary_items},
    {"POST", "/api/v1/formularies/{tier}/additions", "add_formulary_items", in_county, Duty::keep_catalogue, "", "FormularyAddition", "FormularyChanged", 200, add_formulary_items},
    {"POST", "/api/v1/formularies/{tier}/removals", "remove_formulary_items", in_county, Duty::keep_catalogue, "", "FormularyRemoval", "FormularyChanged", 200, remove_formulary_items},
    {"GET", "/api/v1/facilities/{code}/formulary", "list_facility_formulary", in_some_part, Duty::read_catalogue, "q as_of limit cursor", "", "FacilityFormularyPage", 200, list_facility_formulary},
    {"POST", "/api/v1/facilities/{code}/formulary/begin", "begin_facility_formulary", in_some_part, Duty::keep_catalogue, "", "FacilityFormularyBeginning", "FacilityFormularyChanged", 200, begin_facility_formulary},
    {"POST", "/api/v1/facilities/{code}/formulary/additions", "add_facility_formulary_items", in_some_part, Duty::keep_catalogue, "", "FacilityFormularyChange", "FacilityFormularyChanged", 200, add_facility_formulary_items},
    {"POST", "/api/v1/facilities/{code}/formulary/removals", "remove_facility_formulary_items", in_some_part, Duty::keep_catalogue, "", "FacilityFormularyChange", "FacilityFormularyChanged", 200, remove_facility_formulary_items},
    {"GET", "/api/v1/substitution-groups", "list_substitution_groups", in_some_part, Duty::read_catalogue, "q as_of limit cursor", "", "SubstitutionGroupPage", 200, list_substitution_groups},
    {"GET", "/api/v1/substitution-groups/members", "show_substitution_group", in_some_part, Duty::read_catalogue, "name as_of", "", "SubstitutionGroup", 200, show_substitution_group},
    {"POST", "/api/v1/substitution-groups/additions", "form_substitution_group", in_county, Duty::keep_catalogue, "", "SubstitutionGroupChange", "SubstitutionGroup", 200, form_substitution_group},
    {"POST", "/api/v1/substitution-groups/removals", "leave_substitution_group", in_county, Duty::keep_catalogue, "", "SubstitutionGroupChange", "SubstitutionGroup", 200, leave_substitution_group},
    {"GET", "/api/v1/policy-sets", "list_policy_sets", in_some_part, Duty::read_catalogue, "subject as_of limit cursor", "", "PolicySetPage", 200, list_policy_sets},
    {"GET", "/api/v1/policy-sets/{policy_set_id}", "show_policy_set", in_some_part, Duty::read_catalogue, "as_of", "", "PolicySet", 200, show_policy_set},
    {"POST", "/api/v1/policy-sets", "create_policy_set", in_county, Duty::keep_catalogue, "", "NewPolicySet", "PolicySet", 201, create_policy_set},
    {"GET", "/api/v1/codes/judge", "judge_code", in_some_part, Duty::read_catalogue, "code code_kind", "", "CodeVerdict", 200, judge_code},

    // what others publish
    {"GET", "/api/v1/releases", "list_releases", in_county, Duty::read_catalogue, "source limit cursor", "", "ReleasePage", 200, list_releases},
    {"POST", "/api/v1/releases", "take_in_release", in_county, Duty::keep_catalogue, "source batch released_on", "file", "JobStarted", 202, take_in_release},
    {"GET", "/api/v1/releases/{release_id}", "show_release", in_county, Duty::read_catalogue, "", "", "ReleaseDetail", 200, show_release},
    {"GET", "/api/v1/releases/{release_id}/rows", "list_release_rows", in_county, Duty::read_catalogue, "row_state q limit cursor", "", "ReleaseRowPage", 200, list_release_rows},
    {"GET", "/api/v1/releases/{release_id}/rows/{row_no}", "show_release_row", in_county, Duty::read_catalogue, "", "", "ReleaseRowDetail", 200, show_release_row},
    {"GET", "/api/v1/releases/{release_id}/difference", "show_release_difference", in_county, Duty::read_catalogue, "older_release_id change limit cursor", "", "ReleaseDifference", 200, show_release_difference},
    {"POST", "/api/v1/releases/{release_id}/proposals", "propose_mappings", in_county, Duty::keep_catalogue, "", "", "JobStarted", 202, propose_mappings},
    {"POST", "/api/v1/releases/{release_id}/judgement", "rejudge_release", in_county, Duty::keep_catalogue, "", "", "JobStarted", 202, rejudge_release},
    {"POST", "/api/v1/releases/{release_id}/decisions", "decide_mappings", in_county, Duty::keep_catalogue, "", "MappingDecisions", "MappingsDecided", 200, decide_mappings},
    {"GET", "/api/v1/catalogue-terms", "list_catalogue_terms", in_county, Duty::read_catalogue, "term_kind", "", "CatalogueTermPage", 200, list_catalogue_terms},
    {"POST", "/api/v1/catalogue-terms", "accept_terms", in_county, Duty::keep_catalogue, "", "AcceptedTerms", "TermsAccepted", 200, accept_terms},

    // the organisation of the county
    {"GET", "/api/v1/organisation", "show_organisation", in_some_part, Duty::read_members, "as_of", "", "Organisation", 200, show_organisation},
    {"POST", "/api/v1/facilities", "join_facility", in_county, Duty::keep_members, "", "NewMember", "Membership", 201, join_facility},
    {"GET", "/api/v1/facilities/{code}/membership", "show_membership", in_some_part, Duty::read_members, "as_of", "", "Membership", 200, show_membership},
    {"GET", "/api/v1/facilities/{code}/open-affairs", "show_open_affairs", in_some_part, Duty::read_members, "as_of", "", "OpenAffairs", 200, show_open_affairs},
    {"POST", "/api/v1/facilities/{code}/departure", "leave_facility", in_county, Duty::keep_members, "", "Departure", "FacilityLeft", 200, leave_facility},
    {"POST", "/api/v1/facilities/{code}/move", "move_facility", in_county, Duty::keep_members, "", "FacilityMove", "Membership", 200, move_facility},
    {"PUT", "/api/v1/facilities/{code}/accounting-entity", "assign_accounting_entity", in_county, Duty::keep_members, "", "EntityAssignment", "EntityAssigned", 200, assign_accounting_entity},
    {"GET", "/api/v1/parent-rules", "show_parent_rules", in_some_part, Duty::read_members, "", "", "ParentRules", 200, show_parent_rules},
    {"PUT", "/api/v1/parent-rules", "set_parent_rules", in_county, Duty::keep_members, "", "ParentRuleChange", "ParentRules", 200, set_parent_rules},
    {"GET", "/api/v1/accounting-entities", "list_accounting_entities", in_some_part, Duty::read_members, "as_of limit cursor", "", "AccountingEntityPage", 200, list_accounting_entities},
    {"POST", "/api/v1/accounting-entities", "register_accounting_entity", in_county, Duty::keep_members, "", "NewAccountingEntity", "AccountingEntity", 201, register_accounting_entity},
    {"GET", "/api/v1/delivery-routes", "list_delivery_routes", in_some_part, Duty::read_members, "weekday as_of limit cursor", "", "DeliveryRoutePage", 200, list_delivery_routes},
    {"POST", "/api/v1/delivery-routes", "create_delivery_route", in_county, Duty::keep_members, "", "NewDeliveryRoute", "DeliveryRoute", 201, create_delivery_route},
    {"GET", "/api/v1/delivery-routes/{code}", "show_delivery_route", in_some_part, Duty::read_members, "", "", "DeliveryRoute", 200, show_delivery_route},
    {"PUT", "/api/v1/delivery-routes/{code}", "plan_delivery_route", in_county, Duty::keep_members, "", "DeliveryRoutePlan", "DeliveryRoute", 200, plan_delivery_route},
    {"GET", "/api/v1/delivery-routes/{code}/versions", "list_delivery_route_versions", in_some_part, Duty::read_members, "", "", "DeliveryRouteVersionPage", 200, list_delivery_route_versions},
    {"POST", "/api/v1/delivery-routes/{code}/close", "close_delivery_route", in_county, Duty::keep_members, "", "DeliveryRouteClosing", "DeliveryRoute", 200, close_delivery_route},
    {"GET", "/api/v1/drugstore-links", "list_drugstore_links", in_some_part, Duty::read_members, "facility_code as_of limit cursor", "", "DrugstoreLinkPage", 200, list_drugstore_links},
    {"POST", "/api/v1/drugstore-links", "link_drugstore", in_county, Duty::keep_members, "", "NewDrugstoreLink", "DrugstoreLink", 201, link_drugstore},
    {"POST", "/api/v1/drugstore-links/{link_id}/end", "end_drugstore_link", in_county, Duty::keep_members, "", "DrugstoreLinkEnd", "DrugstoreLink", 200, end_drugstore_link},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
  return table;
}

}  // namespace wutong::app
