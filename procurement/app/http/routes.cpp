#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/route.h"

namespace wutong::app {

namespace {

using procurement::Duty;
using namespace handlers;
constexpr auto none = std::nullopt;
constexpr auto everyone = Access::everyone;
constexpr auto signed_in = Access::signed_in;
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
    {"DELETE", "/api/v1/session", "sign_out", signed_in, none, "", "", "", 204, sign_out},
    {"PUT", "/api/v1/session/password", "change_password", signed_in, none, "", "PasswordChange", "", 204, change_password},

    {"GET", "/api/v1/roles", "list_roles", in_county, Duty::read_users, "", "", "RoleList", 200, list_roles},
    {"GET", "/api/v1/users", "list_users", in_county, Duty::read_users, "limit cursor", "", "UserPage", 200, list_users},
    {"POST", "/api/v1/users", "create_user", in_county, Duty::keep_users, "", "NewUser", "User", 201, create_user},
    {"GET", "/api/v1/users/{user_name}", "show_user", in_county, Duty::read_users, "", "", "User", 200, show_user},
    {"PUT", "/api/v1/users/{user_name}", "rename_user", in_county, Duty::keep_users, "", "UserChange", "User", 200, rename_user},
    {"PUT", "/api/v1/users/{user_name}/grants", "set_grants", in_county, Duty::keep_users, "", "GrantChange", "User", 200, set_grants},
    {"POST", "/api/v1/users/{user_name}/disable", "disable_user", in_county, Duty::keep_users, "", "", "User", 200, disable_user},
    {"POST", "/api/v1/users/{user_name}/enable", "enable_user", in_county, Duty::keep_users, "", "", "User", 200, enable_user},
    {"POST", "/api/v1/users/{user_name}/reset-password", "reset_password", in_county, Duty::keep_users, "", "", "User", 200, reset_password},

    {"GET", "/api/v1/items", "list_items", in_some_part, Duty::read_catalogue, "q kind status limit cursor", "", "ItemPage", 200, list_items},
    {"GET", "/api/v1/items/{code}", "show_item", in_some_part, Duty::read_catalogue, "", "", "Item", 200, show_item},
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

    {"GET", "/api/v1/facilities", "list_facilities", in_some_part, Duty::read_members, "q kind limit cursor", "", "FacilityPage", 200, list_facilities},
    {"GET", "/api/v1/facilities/{code}", "show_facility", in_some_part, Duty::read_members, "", "", "Facility", 200, show_facility},
    {"PUT", "/api/v1/facilities/{code}", "change_facility", in_county, Duty::keep_members, "", "FacilityChange", "Facility", 200, change_facility},
    {"GET", "/api/v1/facilities/{code}/versions", "list_facility_versions", in_some_part, Duty::read_members, "", "", "FacilityVersionPage", 200, list_facility_versions},

    {"GET", "/api/v1/cycles", "list_cycles", in_some_part, Duty::read_cycles, "", "", "CycleList", 200, list_cycles},

    {"GET", "/api/v1/audit", "list_audit", in_county, Duty::read_audit, "actor operation limit cursor", "", "AuditPage", 200, list_audit},
    {"POST", "/api/v1/audit/verification", "verify_audit", in_county, Duty::read_audit, "", "", "AuditVerdict", 200, verify_audit},

    {"POST", "/api/v1/imports/{kind}", "start_import", in_county, Duty::import_data, "mode", "file", "JobStarted", 202, start_import},
    {"GET", "/api/v1/exports/{kind}", "export_table", in_county, Duty::export_data, "format", "", "text/csv", 200, export_table},

    {"GET", "/api/v1/invoices", "list_invoices", in_county, Duty::read_settlement, "supplier state period limit cursor", "", "InvoicePage", 200, list_invoices},
    {"POST", "/api/v1/invoices", "record_invoice", in_county, Duty::submit_invoices, "", "NewInvoice", "Invoice", 201, record_invoice},
    {"POST", "/api/v1/invoices/imports", "import_invoices", in_county, Duty::submit_invoices, "", "file", "JobStarted", 202, import_invoices},
    {"GET", "/api/v1/invoices/{invoice_id}", "show_invoice", in_county, Duty::read_settlement, "", "", "Invoice", 200, show_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/match", "match_invoice", in_county, Duty::match_invoices, "", "", "Invoice", 200, match_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/withdraw", "withdraw_invoice", in_county, Duty::submit_invoices, "", "InvoiceReason", "Invoice", 200, withdraw_invoice},
    {"POST", "/api/v1/invoices/{invoice_id}/cases/{case_id}/resolve", "resolve_difference", in_county, Duty::approve_payments, "", "CaseResolution", "Invoice", 200, resolve_difference},

    {"GET", "/api/v1/jobs/{job_id}", "show_job", signed_in, none, "", "", "Job", 200, show_job},
    {"GET", "/api/v1/jobs/{job_id}/events", "follow_job", signed_in, none, "", "", events, 200, follow_job},
    {"DELETE", "/api/v1/jobs/{job_id}", "cancel_job", signed_in, none, "", "", "", 204, cancel_job},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
  return table;
}

}  // namespace wutong::app
