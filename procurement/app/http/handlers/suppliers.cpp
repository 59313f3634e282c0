#include <nlohmann/json.hpp>
#include <unordered_map>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/handlers/supplier_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/suppliers/change_supplier.h"
#include "procurement/catalogue/suppliers/read_suppliers.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::SupplierLine;

namespace {

using SuspensionOf = std::unordered_map<std::int64_t, inventory::SupplierSuspension>;

SuspensionOf suspensions_on(inventory::Connection& connection, std::int64_t county_id,
                            inventory::Date day) {
  SuspensionOf found;
  for (auto& one : inventory::load_suspensions(connection, county_id, std::nullopt)) {
    if (one.covers(day)) found.insert_or_assign(one.supplier_id, std::move(one));
  }
  return found;
}

/// A supplier's account has a list of one.
procurement::SupplierFilter filter_of(Call& call, inventory::Connection& connection,
                                      const Page& page) {
  procurement::SupplierFilter filter{local_day(), std::string(call.parameter("q")), page.after,
                                     page.limit + 1};
  const auto& own = call.caller->principal.supplier_id;
  if (own) {
    filter.code = inventory::load_codes(connection, call.service.county_id(),
                                        inventory::Noun::supplier)[*own];
  }
  return filter;
}

}  // namespace

HttpAnswer list_suppliers(Call& call) {
  const Page page = page_of(call);
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  const auto filter = filter_of(call, *connection, page);
  const auto found = procurement::list_suppliers(*connection, county_id, filter);
  const auto suspensions = suspensions_on(*connection, county_id, filter.as_of);
  ordered_json suppliers = ordered_json::array();
  for (const SupplierLine& line : found.lines) {
    const auto suspended = suspensions.find(line.supplier.stored.id);
    suppliers.push_back(shown_supplier(
        line, suspended == suspensions.end() ? std::nullopt : std::optional(suspended->second)));
  }
  return page_answer("suppliers", std::move(suppliers), page, "code");
}

HttpAnswer show_supplier(Call& call) {
  return supplier_answer(call, call.path.at("code"), local_day());
}

HttpAnswer list_supplier_versions(Call& call) {
  const std::string& code = call.path.at("code");
  const auto connection = call.service.store().lease();
  visible_supplier_id(call, *connection, code);
  ordered_json versions = ordered_json::array();
  for (const auto& version :
       procurement::list_supplier_versions(*connection, call.service.county_id(), code, {{}, 1000})
           .versions) {
    versions.push_back(shown_supplier_version(version));
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
  return supplier_answer(call, code, local_day());
}

}  // namespace wutong::app::handlers
