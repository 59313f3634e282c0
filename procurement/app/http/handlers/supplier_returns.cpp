#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/supplier_return_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/receiving_access.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/purchase/receiving/return_goods.h"
#include "procurement/refusal/refusal.h"

/// Goods that go back to their supplier.
namespace wutong::app::handlers {

using inventory::Connection;
using inventory::SupplierReturn;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown_head(const SupplierReturn& made, const inventory::CodesById& suppliers) {
  return {
      {"return_no", made.return_no},
      {"receipt_id", std::to_string(made.receipt_id)},
      {"order_no", made.order_no},
      {"supplier_code", suppliers.at(made.supplier_id)},
      {"state", to_string(made.state)},
      {"version", made.version},
      {"reason", made.reason},
      {"amount", made.amount.to_string()},
      {"created_by", made.created_by},
      {"sent_on", shown(made.sent_on)},
      {"credit_note_id", made.credit_note_id ? ordered_json(std::to_string(*made.credit_note_id))
                                             : ordered_json(nullptr)}};
}

SupplierReturn visible_return(Call& call, Connection& connection, const std::string& number) {
  auto made = inventory::find_return(connection, call.service.county_id(), number);
  if (!made || !sees_supplier(call.caller->principal, made->supplier_id)) {
    throw Refused(Refusal::return_unknown, {number});
  }
  return std::move(*made);
}

HttpAnswer return_answer(Call& call, const std::string& number, int status = 200) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const SupplierReturn made = visible_return(call, *connection, number);
  const auto items = inventory::load_codes(*connection, county_id, inventory::Noun::item);
  ordered_json body =
      shown_head(made, inventory::load_codes(*connection, county_id, inventory::Noun::supplier));
  body["lines"] = ordered_json::array();
  for (const auto& line : made.lines) {
    body["lines"].push_back({{"item_code", items.at(line.item_id)},
                             {"lot", line.lot_no},
                             {"quantity", line.quantity.units()},
                             {"amount", line.amount.to_string()},
                             {"net_amount", line.net.to_string()},
                             {"vat_amount", line.vat.to_string()}});
  }
  HttpAnswer answer = json_answer(body, status);
  answer.headers.emplace_back("ETag", '"' + std::to_string(made.version) + '"');
  return answer;
}

procurement::SeenReturn seen(const Call& call) {
  return {call.path.at("return_no"), expected_version(call)};
}

}  // namespace

HttpAnswer list_returns(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto suppliers = inventory::load_codes(*connection, county_id, inventory::Noun::supplier);
  inventory::ReturnFilter filter{call.caller->principal.supplier_id,
                                 std::string(call.parameter("state")), id_after(page),
                                 page.limit + 1};
  const std::string code(call.parameter("supplier_code"));
  if (!code.empty()) filter.supplier_id = visible_supplier_id(call, *connection, code);
  std::vector<KeyedRecord> records;
  for (const auto& one : inventory::list_returns(*connection, county_id, filter)) {
    records.emplace_back(id_key(one.return_id), shown_head(one, suppliers));
  }
  return keyed_page_answer("returns", std::move(records), page);
}

HttpAnswer show_return(Call& call) {
  return return_answer(call, call.path.at("return_no"));
}

HttpAnswer create_return(Call& call) {
  const json& body = *call.body;
  procurement::CreateReturn input{
      id_in(text_field(body, "receipt_id")), text_field(body, "reason"), {}};
  for (const json& line : body.at("lines")) {
    input.rows.push_back({text_field(line, "item_code"), text_field(line, "lot"),
                          pricing::Quantity(line.at("quantity").get<std::int64_t>())});
  }
  const std::string answer = run_operation(call, "create_return", [&](Connection& connection) {
    return procurement::create_return(connection, recording_of(call), input);
  });
  std::string number;
  {
    const auto connection = call.service.store().lease();
    inventory::ReturnFilter filter;
    filter.after_id = inventory::figure_in(answer, "return_id") - 1;
    filter.at_most = 1;
    number =
        inventory::list_returns(*connection, call.service.county_id(), filter).front().return_no;
  }
  return return_answer(call, number, 201);
}

HttpAnswer send_return(Call& call) {
  const procurement::SeenReturn input = seen(call);
  run_operation(call, "send_return", [&](Connection& connection) {
    return procurement::send_return(connection, recording_of(call), input);
  });
  return return_answer(call, input.return_no);
}

HttpAnswer credit_return(Call& call) {
  const procurement::SeenReturn input = seen(call);
  const std::int64_t credit_note_id = id_in(text_field(*call.body, "credit_note_id"));
  run_operation(call, "credit_return", [&](Connection& connection) {
    return procurement::credit_return(connection, recording_of(call), input, credit_note_id);
  });
  return return_answer(call, input.return_no);
}

}  // namespace wutong::app::handlers
