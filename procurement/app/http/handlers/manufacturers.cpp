#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/suppliers/authorise_supplier.h"
#include "procurement/catalogue/suppliers/register_manufacturer.h"
#include "procurement/refusal/refusal.h"

/// Who makes goods, and whom it lets sell them.
namespace wutong::app::handlers {

using inventory::Manufacturer;
using inventory::SupplyAuthorisation;
using nlohmann::ordered_json;
using procurement::Refusal;

namespace {

ordered_json shown_manufacturer(const Manufacturer& one) {
  return {{"code", one.code},
          {"name", one.name},
          {"registered_on", inventory::to_string(one.registered_on)}};
}

ordered_json shown_authorisation(const SupplyAuthorisation& one) {
  return {{"authorisation_id", std::to_string(one.authorisation_id)},
          {"manufacturer_code", one.manufacturer_code},
          {"supplier_code", one.supplier_code},
          {"scope", text_or_null(one.scope)},
          {"valid_from", inventory::to_string(one.valid_from)},
          {"valid_until", shown(one.valid_until)}};
}

inventory::Date asked_day(const Call& call) {
  const std::string_view text = call.parameter("as_of");
  if (text.empty()) return local_day();
  const auto day = inventory::parse_date(text);
  if (day) return *day;
  throw InputRefused({{"as_of", Refusal::field_not_allowed, {"as_of", "there is no such day"}}});
}

/// Which authorisations a list is asked for; a supplier's account: its own.
struct Wanted {
  std::optional<std::int64_t> supplier_id;
  std::optional<std::int64_t> manufacturer_id;
  bool includes(const SupplyAuthorisation& one) const {
    return supplier_id.value_or(one.supplier_id) == one.supplier_id &&
           manufacturer_id.value_or(one.manufacturer_id) == one.manufacturer_id;
  }
};

Wanted wanted(Call& call, inventory::Connection& connection) {
  Wanted found{call.caller->principal.supplier_id, std::nullopt};
  const std::string supplier(call.parameter("supplier_code"));
  if (!supplier.empty()) found.supplier_id = visible_supplier_id(call, connection, supplier);
  const std::string code(call.parameter("manufacturer_code"));
  if (code.empty()) return found;
  const auto maker = inventory::find_manufacturer(connection, call.service.county_id(), code);
  if (!maker) throw procurement::Refused(Refusal::manufacturer_not_known, {code});
  found.manufacturer_id = maker->manufacturer_id;
  return found;
}

HttpAnswer authorisation_answer(Call& call, std::int64_t id, inventory::Date day) {
  const auto connection = call.service.store().lease();
  for (const auto& one :
       inventory::load_authorisations(*connection, call.service.county_id(), day)) {
    if (one.authorisation_id == id) return json_answer(shown_authorisation(one));
  }
  // Ended meanwhile, and asked for again under the same key.
  throw procurement::Refused(Refusal::unknown_record, {"authorisation", std::to_string(id)});
}

}  // namespace

HttpAnswer list_manufacturers(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  ordered_json manufacturers = ordered_json::array();
  for (const Manufacturer& one : inventory::load_manufacturers(
           *connection, call.service.county_id(), page.after, page.limit + 1)) {
    manufacturers.push_back(shown_manufacturer(one));
  }
  return page_answer("manufacturers", std::move(manufacturers), page, "code");
}

HttpAnswer register_manufacturer(Call& call) {
  const procurement::RegisterManufacturer input{text_field(*call.body, "code"),
                                                text_field(*call.body, "name")};
  run_operation(call, "register_manufacturer", [&](inventory::Connection& connection) {
    return procurement::register_manufacturer(connection, recording_of(call), input);
  });
  const auto connection = call.service.store().lease();
  return json_answer(shown_manufacturer(
      inventory::find_manufacturer(*connection, call.service.county_id(), input.code).value()));
}

HttpAnswer list_authorisations(Call& call) {
  const Page page = page_of(call);
  const inventory::Date day = asked_day(call);
  const auto connection = call.service.store().lease();
  const Wanted narrowed = wanted(call, *connection);
  std::vector<KeyedRecord> authorisations;
  for (const auto& one :
       inventory::load_authorisations(*connection, call.service.county_id(), day)) {
    if (!narrowed.includes(one)) continue;
    authorisations.push_back({joined_key({one.manufacturer_code, one.supplier_code,
                                          std::to_string(one.authorisation_id)}),
                              shown_authorisation(one)});
  }
  return whole_list_answer("authorisations", std::move(authorisations), page);
}

HttpAnswer authorise_supplier(Call& call) {
  const nlohmann::json& body = *call.body;
  const auto valid_from = date_field(body, "valid_from");
  const procurement::AuthoriseSupplier input{
      text_field(body, "manufacturer_code"), text_field(body, "supplier_code"),
      text_field(body, "scope"), valid_from.value_or(local_day()), date_field(body, "valid_until")};
  const auto answer =
      run_operation(call, "authorise_supplier", [&](inventory::Connection& connection) {
        return procurement::authorise_supplier(connection, recording_of(call), input);
      });
  return authorisation_answer(call, inventory::figure_in(answer, "authorisation_id"),
                              input.valid_from);
}

HttpAnswer end_authorisation(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::EndAuthorisation input{text_field(body, "manufacturer_code"),
                                            text_field(body, "supplier_code"),
                                            date_field(body, "valid_until").value_or(local_day())};
  const auto answer =
      run_operation(call, "end_authorisation", [&](inventory::Connection& connection) {
        return procurement::end_authorisation(connection, recording_of(call), input);
      });
  return json_answer({{"ended", inventory::figure_in(answer, "ended")}});
}

}  // namespace wutong::app::handlers
