#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_document_table.h"
#include "pricing/rounding.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/review_sheet_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/requisitions/cancel_requisition.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/merge_requisitions.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/save_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::RequisitionDocument;
using inventory::RequisitionItem;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown(const std::optional<pricing::Quantity>& quantity) {
  return quantity ? ordered_json(quantity->units()) : ordered_json(nullptr);
}

ordered_json code_or_null(const inventory::CodesById& codes,
                          const std::optional<std::int64_t>& id) {
  return id ? ordered_json(codes.at(*id)) : ordered_json(nullptr);
}

ordered_json shown_head(const RequisitionDocument& document, const inventory::CodesById& codes) {
  return {{"requisition_no", document.requisition_no},
          {"facility_code", codes.at(document.facility_id)},
          {"kind", to_string(document.kind)},
          {"state", to_string(document.state)},
          {"version", document.version},
          {"period", document.period},
          {"needed_on", handlers::shown(document.needed_on)},
          {"reason", document.reason},
          {"awaiting_facility_code", code_or_null(codes, document.awaiting_facility_id)},
          {"initiated_by", document.initiated_by},
          {"submitted_by", text_or_null(document.submitted_by)},
          {"submitted_on", handlers::shown(document.submitted_on)}};
}

ordered_json shown_items(inventory::Connection& connection, std::int64_t county_id,
                         const std::vector<RequisitionItem>& items) {
  std::vector<std::int64_t> ids;
  for (const RequisitionItem& item : items) ids.push_back(item.item_id);
  std::unordered_map<std::int64_t, inventory::ItemRecord> records;
  for (auto& version : inventory::load_items_by_id(connection, county_id, local_day(), ids)) {
    records.emplace(version.item_id, std::move(version.item.record));
  }
  ordered_json shown_lines = ordered_json::array();
  for (const RequisitionItem& item : items) {
    const inventory::ItemRecord& record = records.at(item.item_id);
    std::optional<pricing::Money> amount;
    if (item.reference_price) {
      amount = pricing::amount_of(*item.reference_price, item.standing(), item.pack_size,
                                  pricing::Rounding::half_up);
    }
    shown_lines.push_back({{"item_code", record.code},
                           {"generic_name", record.generic_name},
                           {"form", record.form},
                           {"strength", record.strength},
                           {"base_unit", record.base_unit},
                           {"manufacturer", record.manufacturer},
                           {"pack_size", item.pack_size.units()},
                           {"suggested_quantity", shown(item.suggested)},
                           {"requested_quantity", item.requested.units()},
                           {"endorsed_quantity", shown(item.endorsed)},
                           {"approved_quantity", shown(item.approved)},
                           {"reference_price", handlers::shown(item.reference_price)},
                           {"estimated_amount", handlers::shown(amount)},
                           {"note", item.note}});
  }
  return shown_lines;
}

ordered_json shown_steps(const std::vector<inventory::RecordedStep>& steps,
                         const inventory::CodesById& codes) {
  ordered_json shown_list = ordered_json::array();
  for (const inventory::RecordedStep& step : steps) {
    shown_list.push_back({{"version", step.version},
                          {"action", step.action},
                          {"state", step.state},
                          {"facility_code", code_or_null(codes, step.facility_id)},
                          {"reason_code", text_or_null(step.reason_code)},
                          {"note", step.note},
                          {"actor", step.actor},
                          {"done_at", instant(step.done_at)}});
  }
  return shown_list;
}

[[noreturn]] void refuse_unknown(const std::string& number) {
  throw Refused(Refusal::requisition_unknown, {number});
}

/// Only a regular requisition that is still to be sent off has one.
ordered_json shown_next_cut_off(const Call& call, inventory::Connection& connection,
                                const RequisitionDocument& document) {
  const bool is_to_be_sent =
      next_state(document.state, inventory::RequisitionAction::submit).has_value();
  if (document.kind != inventory::RequisitionKind::regular || !is_to_be_sent) return nullptr;
  return shown_cut_off(procurement::find_cut_off(connection, call.service.county_id(),
                                                 {document.facility_id, local_time(call)})
                           .next);
}

/// A requisition of a facility that the caller may not read is one that is not there.
RequisitionDocument load_visible(const Call& call, inventory::Connection& connection,
                                 const FacilityReach& reach, const std::string& number) {
  const auto document = inventory::find_requisition(connection, call.service.county_id(), number);
  if (!document || !reach.contains(document->facility_id)) refuse_unknown(number);
  return *document;
}

RequisitionDocument load_visible(Call& call, inventory::Connection& connection) {
  return load_visible(call, connection, FacilityReach(connection, call, Duty::read_requisitions),
                      call.path.at("requisition_no"));
}

HttpAnswer requisition_answer(Call& call, const RequisitionDocument& document, int status = 200) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto codes = inventory::load_codes(*connection, county_id, inventory::Noun::facility);
  ordered_json body = shown_head(document, codes);
  body["next_cut_off"] = shown_next_cut_off(call, *connection, document);
  body["items"] = shown_items(
      *connection, county_id,
      inventory::load_requisition_items(*connection, county_id, document.requisition_id));
  body["steps"] = shown_steps(
      inventory::load_requisition_steps(*connection, county_id, document.requisition_id), codes);
  HttpAnswer answer = json_answer(body, status);
  answer.headers.emplace_back("ETag", '"' + std::to_string(document.version) + '"');
  return answer;
}

HttpAnswer requisition_answer(Call& call) {
  const std::string& number = call.path.at("requisition_no");
  RequisitionDocument document;
  {
    const auto connection = call.service.store().lease();
    const auto found = inventory::find_requisition(*connection, call.service.county_id(), number);
    if (!found) refuse_unknown(number);
    document = *found;
  }
  return requisition_answer(call, document);
}

procurement::SeenRequisition seen(const Call& call) {
  return {call.path.at("requisition_no"), expected_version(call)};
}

std::vector<procurement::AskedItem> asked_items(const json& body) {
  std::vector<procurement::AskedItem> items;
  const auto found = body.find("items");
  if (found == body.end()) return items;
  for (const json& item : *found) {
    std::optional<pricing::Quantity> suggested;
    const auto suggestion = item.find("suggested_quantity");
    if (suggestion != item.end() && !suggestion->is_null()) {
      suggested = pricing::Quantity(suggestion->get<std::int64_t>());
    }
    items.push_back({item.at("item_code"),
                     pricing::Quantity(item.at("quantity").get<std::int64_t>()), suggested,
                     text_field(item, "note")});
  }
  return items;
}

/// Whose duty a step is: the requester's own for its facility, a reviewer's for the one that
/// judges.
enum class Side { requester, reviewer };

using StepWork = std::function<std::string(inventory::Connection&, const FacilityReach&)>;

/// Runs a step on the requisition of the path, by somebody who may take it, and answers it as it is
/// then.
HttpAnswer run_step(Call& call, std::string_view operation, Side side, const StepWork& work) {
  run_operation(call, operation, [&](inventory::Connection& connection) {
    const bool is_requester = side == Side::requester;
    const FacilityReach reach(
        connection, call, Duty::read_requisitions,
        is_requester ? Duty::submit_requisitions : Duty::approve_requisitions);
    const RequisitionDocument document =
        load_visible(call, connection, reach, call.path.at("requisition_no"));
    reach.require_second(is_requester
                             ? document.facility_id
                             : document.awaiting_facility_id.value_or(document.facility_id));
    return work(connection, reach);
  });
  return requisition_answer(call);
}

procurement::Prefill prefill_of(const std::string& text) {
  if (text == "last") return procurement::Prefill::last;
  if (text == "suggestion") return procurement::Prefill::suggestion;
  return procurement::Prefill::given;
}

procurement::Judgement judgement_of(const std::string& text) {
  if (text == "return") return procurement::Judgement::send_back;
  if (text == "reject") return procurement::Judgement::reject;
  return procurement::Judgement::let_through;
}

}  // namespace

HttpAnswer list_requisitions(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto codes = inventory::load_codes(*connection, county_id, inventory::Noun::facility);
  inventory::RequisitionFilter filter;
  filter.state = call.parameter("state");
  filter.kind = call.parameter("kind");
  filter.period = call.parameter("period");
  if (!page.after.empty()) {
    const auto after = inventory::find_requisition(*connection, county_id, page.after);
    filter.below_id = after ? after->requisition_id : 0;
  }
  const FacilityReach reach(*connection, call, Duty::read_requisitions);
  const std::string_view wanted = call.parameter("facility_code");
  for (const auto& [id, code] : codes) {
    const bool is_permitted = reach.contains(id);
    const bool is_wanted = wanted.empty() || wanted == code;
    if (is_permitted && is_wanted) filter.facility_ids.push_back(id);
  }
  filter.at_most = page.limit + 1;
  ordered_json requisitions = ordered_json::array();
  if (!filter.facility_ids.empty()) {
    for (const auto& line : inventory::list_requisitions(*connection, county_id, filter)) {
      ordered_json shown_line = shown_head(line.document, codes);
      shown_line["item_count"] = line.items;
      requisitions.push_back(std::move(shown_line));
    }
  }
  return page_answer("requisitions", std::move(requisitions), page, "requisition_no");
}

HttpAnswer show_requisition(Call& call) {
  RequisitionDocument document;
  {
    const auto connection = call.service.store().lease();
    document = load_visible(call, *connection);
  }
  return requisition_answer(call, document);
}

HttpAnswer show_review_sheet(Call& call) {
  const auto connection = call.service.store().lease();
  const RequisitionDocument document = load_visible(call, *connection);
  const auto sheet =
      procurement::make_review_sheet(*connection, call.service.county_id(), document, local_day());
  const auto codes =
      inventory::load_codes(*connection, call.service.county_id(), inventory::Noun::facility);
  ordered_json body = shown_head(document, codes);
  add_review_sheet(body, sheet, codes);
  return json_answer(body);
}

HttpAnswer initiate_requisition(Call& call) {
  const json& body = *call.body;
  const procurement::InitiateRequisition input{
      text_field(body, "facility_code"),
      inventory::parse_requisition_kind(text_field(body, "kind")).value(),
      text_field(body, "period"),
      date_field(body, "needed_on"),
      text_field(body, "reason"),
      prefill_of(text_field(body, "prefill")),
      asked_items(body)};
  const std::string answer =
      run_operation(call, "initiate_requisition", [&](inventory::Connection& connection) {
        const auto codes =
            inventory::load_codes(connection, call.service.county_id(), inventory::Noun::facility);
        for (const auto& [id, code] : codes) {
          if (code != input.facility_code) continue;
          FacilityReach(connection, call, Duty::submit_requisitions).require(id);
        }
        return procurement::initiate_requisition(connection, recording_of(call), input);
      });
  std::optional<RequisitionDocument> document;
  {
    const auto connection = call.service.store().lease();
    document = inventory::find_requisition(*connection, call.service.county_id(),
                                           inventory::figure_in(answer, "requisition_id"));
  }
  return requisition_answer(call, document.value(), 201);
}

HttpAnswer save_requisition(Call& call) {
  const json& body = *call.body;
  const procurement::SaveRequisition input{seen(call), date_field(body, "needed_on"),
                                           text_field(body, "reason"), asked_items(body)};
  return run_step(call, "save_requisition", Side::requester,
                  [&](inventory::Connection& connection, const FacilityReach&) {
                    return procurement::save_requisition(connection, recording_of(call), input);
                  });
}

HttpAnswer submit_requisition(Call& call) {
  const auto input = seen(call);
  return run_step(call, "submit_requisition", Side::requester,
                  [&](inventory::Connection& connection, const FacilityReach&) {
                    return procurement::submit_requisition(connection, recording_of(call), input,
                                                           local_time(call).time_of_day);
                  });
}

HttpAnswer review_requisition(Call& call) {
  const json& body = *call.body;
  procurement::ReviewRequisition input{seen(call),
                                       judgement_of(text_field(body, "judgement")),
                                       {},
                                       text_field(body, "reason_code"),
                                       text_field(body, "note")};
  const auto items = body.find("items");
  if (items != body.end()) {
    for (const json& item : *items) {
      input.items.push_back(
          {item.at("item_code"), pricing::Quantity(item.at("quantity").get<std::int64_t>())});
    }
  }
  return run_step(call, "review_requisition", Side::reviewer,
                  [&](inventory::Connection& connection, const FacilityReach&) {
                    return procurement::review_requisition(connection, recording_of(call), input);
                  });
}

HttpAnswer confirm_requisition(Call& call) {
  const procurement::ConfirmRequisition input{seen(call), text_field(*call.body, "reason_code"),
                                              text_field(*call.body, "note")};
  return run_step(call, "confirm_requisition", Side::reviewer,
                  [&](inventory::Connection& connection, const FacilityReach&) {
                    return procurement::confirm_requisition(connection, recording_of(call), input);
                  });
}

HttpAnswer cancel_requisition(Call& call) {
  const procurement::CancelRequisition input{seen(call), text_field(*call.body, "reason")};
  return run_step(call, "cancel_requisition", Side::requester,
                  [&](inventory::Connection& connection, const FacilityReach&) {
                    return procurement::cancel_requisition(connection, recording_of(call), input);
                  });
}

HttpAnswer merge_requisitions(Call& call) {
  procurement::MergeRequisitions input{seen(call), {}};
  for (const json& from : call.body->at("from")) {
    input.from.push_back({from.at("requisition_no"), from.at("version")});
  }
  return run_step(call, "merge_requisitions", Side::requester,
                  [&](inventory::Connection& connection, const FacilityReach& reach) {
                    for (const auto& from : input.from) {
                      reach.require_second(
                          load_visible(call, connection, reach, from.requisition_no).facility_id);
                    }
                    return procurement::merge_requisitions(connection, recording_of(call), input);
                  });
}

}  // namespace wutong::app::handlers
