#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/suppliers/change_supplier.h"
#include "procurement/catalogue/suppliers/read_suppliers.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::SupplierLine;

namespace {

ordered_json shown_version(const inventory::SupplierVersion& version) {
  const inventory::SupplierRecord& record = version.stored.record;
  return {{"code", record.code},
          {"name", record.name},
          {"licence_no", record.licence_no},
          {"licence_expires_on", shown(record.licence_expires_on)},
          {"order_fee", shown(record.order_fee)},
          {"minimum_order_amount", shown(record.minimum_order_amount)},
          {"version", version.stored.version},
          {"effective_from", inventory::to_string(version.effective_from)}};
}

ordered_json shown_line(const SupplierLine& line) {
  ordered_json supplier = shown_version(line.supplier);
  supplier["version"] = line.supplier.newest_version;  // the one that a change must have seen
  supplier["licence_state"] = to_string(line.file_licence.state);
  const auto& days = line.file_licence.days_left;
  supplier["days_left"] = days ? ordered_json(*days) : ordered_json(nullptr);
  return supplier;
}

/// A supplier's account is shown its own supplier only: the others are not there.
bool may_see(const Call& call, const inventory::SupplierVersion& supplier) {
  return sees_supplier(call.caller->principal, supplier.stored.id);
}

SupplierLine load(Call& call) {
  const std::string& code = call.path.at("code");
  const auto connection = call.service.store().lease();
  auto detail =
      procurement::load_supplier(*connection, call.service.county_id(), code, local_day());
  if (!detail || !may_see(call, detail->line.supplier)) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"supplier", code});
  }
  return std::move(detail->line);
}

HttpAnswer supplier_answer(Call& call) {
  const SupplierLine line = load(call);
  HttpAnswer answer = json_answer(shown_line(line));
  answer.headers.emplace_back("ETag", '"' + std::to_string(line.supplier.newest_version) + '"');
  return answer;
}

}  // namespace

HttpAnswer list_suppliers(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto found = procurement::list_suppliers(
      *connection, call.service.county_id(),
      {local_day(), std::string(call.parameter("q")), page.after, page.limit + 1});
  ordered_json suppliers = ordered_json::array();
  for (const SupplierLine& line : found.lines) {
    if (may_see(call, line.supplier)) suppliers.push_back(shown_line(line));
  }
  return page_answer("suppliers", std::move(suppliers), page, "code");
}

HttpAnswer show_supplier(Call& call) {
  return supplier_answer(call);
}

HttpAnswer list_supplier_versions(Call& call) {
  const std::string code = load(call).supplier.stored.record.code;
  const auto connection = call.service.store().lease();
  ordered_json versions = ordered_json::array();
  for (const auto& version :
       procurement::list_supplier_versions(*connection, call.service.county_id(), code, {{}, 1000})
           .versions) {
    versions.push_back(shown_version(version));
  }
  return json_answer({{"versions", std::move(versions)}, {"next_cursor", nullptr}});
}

HttpAnswer change_supplier(Call& call) {
  const nlohmann::json& body = *call.body;
  const std::string& code = call.path.at("code");
  const procurement::ChangeSupplier change{
      {code, text_field(body, "name"), text_field(body, "licence_no"),
       date_field(body, "licence_expires_on"), money_field(body, "order_fee"),
       money_field(body, "minimum_order_amount")},
      expected_version(call),
      date_field(body, "effective_from").value_or(local_day()),
      text_field(body, "reason")};
  run_operation(call, "change_supplier", [&](inventory::Connection& connection) {
    return procurement::change_supplier(connection, recording_of(call), change);
  });
  return supplier_answer(call);
}

}  // namespace wutong::app::handlers
