#include <charconv>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/handlers/supplier_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/suppliers/record_licence.h"
#include "procurement/catalogue/suppliers/renew_licence.h"
#include "procurement/catalogue/suppliers/set_licence_policy.h"
#include "procurement/catalogue/suppliers/withdraw_licence.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::JudgedLicence;

namespace {

std::vector<JudgedLicence> judged_licences(Call& call, inventory::Connection& connection,
                                           const inventory::LicenceQuery& query) {
  const std::int64_t county_id = call.service.county_id();
  const inventory::Date today = local_day();
  const auto policy = inventory::load_licence_policy(connection, county_id, today);
  std::vector<JudgedLicence> judged;
  for (auto& licence : inventory::load_licences(connection, county_id, query)) {
    const auto standing = inventory::judge_licence(licence.record, today, policy);
    judged.push_back({std::move(licence), standing});
  }
  return judged;
}

/// By last day, those without end last; then supplier, kind, number.
KeyedRecord keyed(const JudgedLicence& judged) {
  const inventory::SupplierLicence& licence = judged.licence;
  const auto& end = licence.record.expires_on;
  return {joined_key({end ? inventory::to_string(*end) : std::string("9999-99-99"),
                      licence.supplier_code, to_string(licence.record.kind),
                      licence.record.licence_no, std::to_string(licence.licence_id)}),
          shown_licence(judged)};
}

/// `within_days`, the supplier, or the caller's own.
inventory::LicenceQuery query_of(Call& call, inventory::Connection& connection) {
  inventory::LicenceQuery query{local_day(), call.caller->principal.supplier_id, std::nullopt};
  const std::string_view days = call.parameter("within_days");
  if (!days.empty()) {
    std::int64_t number = 0;
    std::from_chars(days.data(), days.data() + days.size(), number);
    query.expiring_until = local_day() + std::chrono::days(number);
  }
  const std::string code(call.parameter("supplier_code"));
  if (!code.empty()) query.supplier_id = visible_supplier_id(call, connection, code);
  return query;
}

std::int64_t licence_id_of(const Call& call) {
  const std::string& text = call.path.at("licence_id");
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error == std::errc{} && stop == text.data() + text.size()) return id;
  throw procurement::Refused(procurement::Refusal::licence_not_known, {call.path.at("code"), text});
}

HttpAnswer licence_answer(Call& call, std::int64_t licence_id) {
  const auto connection = call.service.store().lease();
  const std::int64_t supplier_id = visible_supplier_id(call, *connection, call.path.at("code"));
  for (const JudgedLicence& judged :
       judged_licences(call, *connection, {std::nullopt, supplier_id, std::nullopt})) {
    if (judged.licence.licence_id == licence_id) return json_answer(shown_licence(judged));
  }
  throw procurement::Refused(procurement::Refusal::licence_not_known,
                             {call.path.at("code"), std::to_string(licence_id)});
}

inventory::LicenceRecord licence_in(const nlohmann::json& body) {
  inventory::LicenceRecord record;
  record.licence_no = text_field(body, "licence_no");
  record.issuer = text_field(body, "issuer");
  record.scope = text_field(body, "scope");
  record.valid_from = date_field(body, "valid_from");
  record.expires_on = date_field(body, "expires_on");
  return record;
}

}  // namespace

HttpAnswer list_licences(Call& call) {
  const Page page = page_of(call);
  const std::string_view state = call.parameter("licence_state");
  const auto connection = call.service.store().lease();
  std::vector<KeyedRecord> licences;
  for (const JudgedLicence& judged :
       judged_licences(call, *connection, query_of(call, *connection))) {
    if (state.empty() || state == to_string(judged.standing.state)) {
      licences.push_back(keyed(judged));
    }
  }
  return whole_list_answer("licences", std::move(licences), page);
}

HttpAnswer list_supplier_licences(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t supplier_id = visible_supplier_id(call, *connection, call.path.at("code"));
  std::vector<KeyedRecord> licences;
  for (const JudgedLicence& judged :
       judged_licences(call, *connection, {std::nullopt, supplier_id, std::nullopt})) {
    licences.push_back(keyed(judged));
  }
  return whole_list_answer("licences", std::move(licences), page);
}

HttpAnswer record_licence(Call& call) {
  procurement::RecordLicence input{call.path.at("code"), licence_in(*call.body)};
  input.record.kind = inventory::parse_licence_kind(text_field(*call.body, "kind")).value();
  const auto answer = run_operation(call, "record_licence", [&](inventory::Connection& connection) {
    return procurement::record_licence(connection, recording_of(call), input);
  });
  return licence_answer(call, inventory::figure_in(answer, "licence_id"));
}

HttpAnswer renew_licence(Call& call) {
  const procurement::RenewLicence input{{call.path.at("code"), licence_id_of(call)},
                                        licence_in(*call.body)};
  const auto answer = run_operation(call, "renew_licence", [&](inventory::Connection& connection) {
    return procurement::renew_licence(connection, recording_of(call), input);
  });
  return licence_answer(call, inventory::figure_in(answer, "licence_id"));
}

HttpAnswer withdraw_licence(Call& call) {
  const procurement::WithdrawLicence input{
      {call.path.at("code"), licence_id_of(call)},
      date_field(*call.body, "withdrawn_on").value_or(local_day()),
      text_field(*call.body, "reason")};
  run_operation(call, "withdraw_licence", [&](inventory::Connection& connection) {
    return procurement::withdraw_licence(connection, recording_of(call), input);
  });
  return licence_answer(call, input.withdrawn.licence_id);
}

HttpAnswer show_licence_policy(Call& call) {
  const auto connection = call.service.store().lease();
  const auto policy =
      inventory::load_licence_policy(*connection, call.service.county_id(), local_day());
  return json_answer(
      {{"warning_days", policy.warning_days}, {"document_no", text_or_null(policy.document_no)}});
}

HttpAnswer set_licence_policy(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::SetLicencePolicy input{
      date_field(body, "effective_from").value_or(local_day()),
      {body.at("warning_days").get<std::array<std::int64_t, 3>>(),
       text_field(body, "document_no")}};
  run_operation(call, "set_licence_policy", [&](inventory::Connection& connection) {
    return procurement::set_licence_policy(connection, recording_of(call), input);
  });
  return show_licence_policy(call);
}

}  // namespace wutong::app::handlers
