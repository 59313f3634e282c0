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

// facilities.cpp
HttpAnswer list_facilities(Call& call);
HttpAnswer show_facility(Call& call);
HttpAnswer list_facility_versions(Call& call);
HttpAnswer change_facility(Call& call);

// cycles.cpp
HttpAnswer list_cycles(Call& call);

// audit.cpp
HttpAnswer list_audit(Call& call);
HttpAnswer verify_audit(Call& call);

// exchange.cpp
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

}  // namespace wutong::app::handlers
