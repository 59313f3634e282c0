#include <nlohmann/json.hpp>

#include <algorithm>

#include "inventory/tables/agreement_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/agreements/judge_agreement.h"
#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::Agreement;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown_packs(const std::optional<pricing::Quantity>& packs) {
  return packs ? ordered_json(packs->units()) : ordered_json(nullptr);
}

ordered_json shown_number(const std::optional<std::int64_t>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

std::optional<std::int64_t> number_field(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::optional<pricing::Quantity> packs_field(const json& body, const char* name) {
  const auto packs = number_field(body, name);
  if (!packs) return std::nullopt;
  return pricing::Quantity(*packs);
}

struct AgreementCodes {
  inventory::CodesById suppliers;
  inventory::CodesById items;
};

AgreementCodes load_agreement_codes(const Call& call, inventory::Connection& connection) {
  const std::int64_t county_id = call.service.county_id();
  return {inventory::load_codes(connection, county_id, inventory::Noun::supplier),
          inventory::load_codes(connection, county_id, inventory::Noun::item)};
}

ordered_json shown_progress(const Agreement& one, const inventory::AgreementUse& use,
                            inventory::Date today) {
  const auto progress = procurement::progress_of(one, use, today);
  return {{"as_of", inventory::to_string(today)},
          {"ordered_packs", use.ordered_packs.units()},
          {"received_packs", use.received_packs.units()},
          {"expected_packs", progress.expected_packs.units()},
          {"elapsed_days", progress.elapsed_days},
          {"days", progress.days},
          {"percent_ordered", shown_number(progress.percent_ordered)},
          {"percent_received", shown_number(progress.percent_received)},
          {"is_behind", progress.is_behind}};
}

ordered_json shown_agreement(const Agreement& one, const inventory::AgreementUse& use,
                             const AgreementCodes& codes) {
  return {{"agreement_id", std::to_string(one.agreement_id)},
          {"supplier_code", codes.suppliers.at(one.supplier_id)},
          {"item_code", codes.items.at(one.item_id)},
          {"kind", to_string(one.kind)},
          {"pack_price", one.pack_price.to_string()},
          {"first_day", inventory::to_string(one.first_day)},
          {"last_day", inventory::to_string(one.last_day)},
          {"committed_packs", shown_packs(one.committed_packs)},
          {"maximum_packs", shown_packs(one.maximum_packs)},
          {"min_order_packs", one.min_order_packs.units()},
          {"multiple_packs", one.multiple_packs.units()},
          {"lead_time_days", shown_number(one.lead_time_days)},
          {"is_standby", one.is_standby},
          {"distributor_code", one.distributor_id
                                   ? ordered_json(codes.suppliers.at(*one.distributor_id))
                                   : ordered_json(nullptr)},
          {"delivery", to_string(one.delivery)},
          {"version", one.version},
          {"created_by", one.created_by},
          {"ended_on", handlers::shown(one.ended_on)},
          {"ended_reason", text_or_null(one.ended_reason)},
          {"ended_by", text_or_null(one.ended_by)},
          {"progress", shown_progress(one, use, local_day())}};
}

ordered_json shown_agreements(const Call& call, inventory::Connection& connection,
                              const std::vector<Agreement>& agreements) {
  const AgreementCodes codes = load_agreement_codes(call, connection);
  std::vector<std::int64_t> ids;
  for (const Agreement& one : agreements) ids.push_back(one.agreement_id);
  const auto uses = inventory::load_agreement_uses(connection, call.service.county_id(), ids);
  ordered_json list = ordered_json::array();
  for (const Agreement& one : agreements) {
    const auto use = uses.find(one.agreement_id);
    list.push_back(
        shown_agreement(one, use == uses.end() ? inventory::AgreementUse{} : use->second, codes));
  }
  return list;
}

HttpAnswer agreement_answer(Call& call, std::int64_t agreement_id) {
  const auto connection = call.service.store().lease();
  const auto found = inventory::find_agreement(*connection, call.service.county_id(), agreement_id);
  if (!found) throw Refused(Refusal::agreement_unknown, {std::to_string(agreement_id)});
  HttpAnswer answer = json_answer(shown_agreements(call, *connection, {*found}).front());
  answer.headers.emplace_back("ETag", '"' + std::to_string(found->version) + '"');
  return answer;
}

/// A fault of the row's own value names its place in the body.
template <typename Read>
auto in_row(std::size_t row, const Read& read) {
  try {
    return read();
  } catch (const InputRefused& refused) {
    std::vector<FieldProblem> problems = refused.fields();
    for (FieldProblem& one : problems) {
      one.field = "/agreements/" + std::to_string(row) + one.field;
    }
    throw InputRefused(std::move(problems));
  }
}

procurement::AgreementInput agreement_input(const json& body) {
  procurement::AgreementInput input;
  input.supplier_code = text_field(body, "supplier_code");
  input.item_code = text_field(body, "item_code");
  input.kind = inventory::parse_agreement_kind(text_field(body, "kind")).value();
  input.pack_price = price_field(body, "pack_price").value();
  input.first_day = date_field(body, "first_day").value();
  input.last_day = date_field(body, "last_day").value();
  input.committed_packs = packs_field(body, "committed_packs");
  input.maximum_packs = packs_field(body, "maximum_packs");
  input.min_order_packs = packs_field(body, "min_order_packs").value_or(pricing::Quantity(0));
  input.multiple_packs = packs_field(body, "multiple_packs").value_or(pricing::Quantity(1));
  input.lead_time_days = number_field(body, "lead_time_days");
  input.is_standby = body.value("is_standby", false);
  input.distributor_code = text_field(body, "distributor_code");
  const std::string delivery = text_field(body, "delivery");
  if (!delivery.empty()) input.delivery = inventory::parse_delivery_site(delivery).value();
  return input;
}

/// Runs an operation that makes agreements, and answers those that it made.
HttpAnswer make(Call& call, std::string_view operation,
                const std::function<std::string(inventory::Connection&)>& work) {
  std::string answer;
  try {
    answer = run_operation(call, operation, work);
  } catch (const procurement::RowsRefused& refused) {
    std::vector<FieldProblem> problems;
    for (const procurement::RowFault& fault : refused.faults()) {
      problems.push_back(
          {"/agreements/" + std::to_string(fault.row), fault.refusal, fault.figures});
    }
    throw InputRefused(std::move(problems));
  }
  const auto connection = call.service.store().lease();
  const json made = json::parse(answer);
  std::vector<std::int64_t> ids;
  for (const json& id : made.at("agreement_ids")) ids.push_back(number_of(id.get<std::string>()));
  const auto agreements =
      inventory::load_agreements_by_id(*connection, call.service.county_id(), ids);
  return json_answer({{"agreements", shown_agreements(call, *connection, agreements)}}, 201);
}

std::optional<std::int64_t> wanted_id(const Call& call, const char* parameter,
                                      const inventory::CodesById& codes) {
  const std::string_view wanted = call.parameter(parameter);
  if (wanted.empty()) return std::nullopt;
  const auto found = std::find_if(codes.begin(), codes.end(),
                                  [&](const auto& one) { return one.second == wanted; });
  return found == codes.end() ? 0 : found->first;
}

}  // namespace

HttpAnswer list_agreements(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const AgreementCodes codes = load_agreement_codes(call, *connection);
  inventory::AgreementFilter filter;
  filter.supplier_id = wanted_id(call, "supplier_code", codes.suppliers);
  filter.item_id = wanted_id(call, "item_code", codes.items);
  if (!call.parameter("as_of").empty()) filter.as_of = asked_day(call);
  filter.after_id = number_of(page.after);
  filter.at_most = page.limit + 1;
  return page_answer(
      "agreements",
      shown_agreements(call, *connection,
                       inventory::list_agreements(*connection, call.service.county_id(), filter)),
      page, "agreement_id");
}

HttpAnswer show_agreement(Call& call) {
  return agreement_answer(call, number_in_path(call, "agreement_id", "agreement"));
}

HttpAnswer make_agreements(Call& call) {
  std::vector<procurement::AgreementInput> inputs;
  for (const json& one : call.body->at("agreements")) {
    inputs.push_back(in_row(inputs.size(), [&] { return agreement_input(one); }));
  }
  return make(call, "make_agreements", [&](inventory::Connection& connection) {
    return procurement::make_agreements(connection, recording_of(call), inputs);
  });
}

HttpAnswer make_agreements_from_awards(Call& call) {
  const json& body = *call.body;
  const procurement::AgreementsFromAwards input{text_field(body, "period"),
                                                date_field(body, "first_day").value(),
                                                date_field(body, "last_day").value()};
  return make(call, "make_agreements_from_awards", [&](inventory::Connection& connection) {
    return procurement::make_agreements_from_awards(connection, recording_of(call), input);
  });
}

HttpAnswer end_agreement(Call& call) {
  const json& body = *call.body;
  const std::int64_t agreement_id = number_in_path(call, "agreement_id", "agreement");
  const procurement::EndAgreement input{agreement_id, expected_version(call),
                                        date_field(body, "ended_on").value_or(local_day()),
                                        text_field(body, "reason")};
  run_operation(call, "end_agreement", [&](inventory::Connection& connection) {
    return procurement::end_agreement(connection, recording_of(call), input);
  });
  return agreement_answer(call, agreement_id);
}

}  // namespace wutong::app::handlers
