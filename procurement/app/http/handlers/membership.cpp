#include <nlohmann/json.hpp>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/organisation_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/organisation/join_facility.h"
#include "procurement/catalogue/organisation/leave_facility.h"
#include "procurement/catalogue/organisation/move_facility.h"
#include "procurement/catalogue/organisation/open_affairs.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/catalogue/organisation/set_parent_rules.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::FacilityKind;
using inventory::FacilityTree;
using inventory::MemberOnDay;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::Refusal;
using procurement::Refused;

namespace {

FacilityKind kind_field(const nlohmann::json& body, const char* name) {
  return inventory::parse_facility_kind(text_field(body, name)).value();
}

/// The tree of a day as a list: each facility before those below it, and how deep it stands. Only
/// what the caller's grants reach; a top of it has a parent that is not shown.
class ShownTree {
 public:
  ShownTree(const FacilityTree& tree, const FacilityReach& reach,
            const std::unordered_map<std::int64_t, std::string>& entities)
      : tree_(tree), reach_(reach), entities_(entities) {}

  ordered_json list() {
    for (const MemberOnDay& member : tree_.members()) {
      if (tree_.find(member.parent_id) == nullptr) add(member, 0);
    }
    return std::move(list_);
  }

 private:
  void add(const MemberOnDay& member, std::int64_t depth) {
    const bool is_shown = reach_.contains(member.facility_id);
    if (is_shown) list_.push_back(shown(member, depth));
    for (const MemberOnDay* child : tree_.children(member.facility_id)) {
      add(*child, is_shown ? depth + 1 : depth);
    }
  }
  ordered_json shown(const MemberOnDay& member, std::int64_t depth) const {
    const MemberOnDay* parent = tree_.find(member.parent_id);
    const auto entity = entities_.find(member.facility_id);
    return {{"code", member.code},
            {"name", member.name},
            {"kind", to_string(member.kind)},
            {"parent_code", parent == nullptr ? ordered_json(nullptr) : ordered_json(parent->code)},
            {"depth", depth},
            {"entity_code",
             entity == entities_.end() ? ordered_json(nullptr) : ordered_json(entity->second)},
            {"effective_from", inventory::to_string(member.effective_from)}};
  }

  const FacilityTree& tree_;
  const FacilityReach& reach_;
  const std::unordered_map<std::int64_t, std::string>& entities_;
  ordered_json list_ = ordered_json::array();
};

procurement::FacilityDetail load(Call& call, inventory::Connection& connection,
                                 inventory::Date as_of) {
  const std::string& code = call.path.at("code");
  auto detail = procurement::load_facility(connection, call.service.county_id(), code, as_of);
  if (!detail) throw Refused(Refusal::unknown_record, {"facility", code});
  FacilityReach(connection, call, Duty::read_members).require(detail->facility.facility_id);
  return std::move(*detail);
}

ordered_json shown(const std::optional<inventory::FacilityDeparture>& departure) {
  if (!departure) return nullptr;
  return {{"left_on", inventory::to_string(departure->left_on)},
          {"reason", departure->reason},
          {"rejoined_on", handlers::shown(departure->rejoined_on)}};
}

ordered_json shown_links(const std::vector<procurement::DrugstoreLinkLine>& lines) {
  ordered_json list = ordered_json::array();
  for (const auto& line : lines) list.push_back(shown_link(line));
  return list;
}

HttpAnswer membership_answer(Call& call, inventory::Date as_of) {
  const auto connection = call.service.store().lease();
  const procurement::FacilityDetail detail = load(call, *connection, as_of);
  const inventory::FacilityOnDay& facility = detail.facility;
  HttpAnswer answer =
      json_answer({{"code", facility.record.code},
                   {"name", facility.record.name},
                   {"kind", to_string(facility.record.kind)},
                   {"parent_code", text_or_null(facility.record.parent_code)},
                   {"version", facility.newest_version},
                   {"effective_from", inventory::to_string(facility.effective_from)},
                   {"as_of", inventory::to_string(as_of)},
                   {"is_member", !detail.departure},
                   {"departure", shown(detail.departure)},
                   {"entity_code", text_or_null(detail.entity_code)},
                   {"child_codes", detail.child_codes},
                   {"route_codes", detail.route_codes},
                   {"drugstore_links", shown_links(detail.links)}});
  answer.headers.emplace_back("ETag", '"' + std::to_string(facility.newest_version) + '"');
  return answer;
}

ordered_json shown(const inventory::ParentRules& rules) {
  ordered_json list = ordered_json::array();
  for (const auto& [kind, parent_kind] : rules) {
    list.push_back({{"kind", to_string(kind)}, {"parent_kind", to_string(parent_kind)}});
  }
  return list;
}

/// An empty table means the rules of the program.
HttpAnswer rules_answer(Call& call) {
  const auto connection = call.service.store().lease();
  const auto rules = inventory::load_parent_rules(*connection, call.service.county_id());
  return json_answer(
      {{"rules", shown(rules)}, {"is_default", rules == inventory::default_parent_rules()}});
}

/// The facility as the change of it must have seen it; its rows stay locked.
void require_version(inventory::Connection& connection, std::int64_t county_id,
                     const std::string& code, std::int64_t expected) {
  const auto history = inventory::lock_facility_history(connection, county_id);
  const std::int64_t id = history.id_of(code);
  if (id == 0) throw Refused(Refusal::unknown_record, {"facility", code});
  const auto& newest = history.newest(id);
  procurement::check_expected_version({code, expected, newest.version, newest.effective_from});
}

}  // namespace

HttpAnswer show_organisation(Call& call) {
  const inventory::Date as_of = asked_day(call);
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  const FacilityTree tree = inventory::load_facility_history(*connection, county_id).tree_on(as_of);
  const auto entities = procurement::load_entities_of_members(*connection, county_id, as_of);
  const FacilityReach reach(*connection, call, Duty::read_members);
  return json_answer({{"as_of", inventory::to_string(as_of)},
                      {"facilities", ShownTree(tree, reach, entities).list()}});
}

HttpAnswer show_membership(Call& call) {
  return membership_answer(call, asked_day(call));
}

HttpAnswer show_open_affairs(Call& call) {
  const inventory::Date as_of = asked_day(call);
  const auto connection = call.service.store().lease();
  const auto facility = load(call, *connection, as_of).facility;
  const auto open = procurement::load_open_affairs(*connection, call.service.county_id(),
                                                   facility.facility_id, as_of);
  return json_answer({{"code", facility.record.code},
                      {"as_of", inventory::to_string(as_of)},
                      {"routes", open.routes},
                      {"drugstore_links", open.drugstore_links},
                      {"lots_in_stock", open.lots_in_stock},
                      {"owed_amount", pricing::Money::fen(open.owed_fen).to_string()},
                      {"unfinished_periods", open.unfinished_periods},
                      {"must_be_ended", open.must_be_ended()},
                      {"must_be_handed_over", open.must_be_handed_over()}});
}

HttpAnswer join_facility(Call& call) {
  const nlohmann::json& body = *call.body;
  procurement::JoinFacility input;
  input.record = {text_field(body, "code"), text_field(body, "name"), kind_field(body, "kind"),
                  text_field(body, "parent_code")};
  input.joined_on = date_field(body, "joined_on").value_or(local_day());
  input.reason = text_field(body, "reason");
  run_operation(call, "join_facility", [&](inventory::Connection& connection) {
    return procurement::join_facility(connection, recording_of(call), input);
  });
  call.path.emplace("code", input.record.code);
  return membership_answer(call, std::max(input.joined_on, local_day()));
}

HttpAnswer leave_facility(Call& call) {
  const nlohmann::json& body = *call.body;
  const std::int64_t expected = expected_version(call);
  const procurement::LeaveFacility input{
      call.path.at("code"), date_field(body, "left_on").value_or(local_day()),
      text_field(body, "reason"), text_field(body, "handover_code")};
  const std::string answer =
      run_operation(call, "leave_facility", [&](inventory::Connection& connection) {
        require_version(connection, call.service.county_id(), input.code, expected);
        return procurement::leave_facility(connection, recording_of(call), input);
      });
  const auto owed = pricing::Money::fen(inventory::figure_in(answer, "balance_handed_over_fen"));
  return json_answer({{"code", input.code},
                      {"left_on", inventory::to_string(input.left_on)},
                      {"handover_code", text_or_null(input.handover_code)},
                      {"lots_handed_over", inventory::figure_in(answer, "lots_handed_over")},
                      {"balance_handed_over", owed.to_string()}});
}

HttpAnswer move_facility(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::MoveFacility input{
      call.path.at("code"), text_field(body, "parent_code"), expected_version(call),
      date_field(body, "effective_from").value_or(local_day()), text_field(body, "reason")};
  run_operation(call, "move_facility", [&](inventory::Connection& connection) {
    return procurement::move_facility(connection, recording_of(call), input);
  });
  return membership_answer(call, std::max(input.effective_from, local_day()));
}

HttpAnswer show_parent_rules(Call& call) {
  return rules_answer(call);
}

HttpAnswer set_parent_rules(Call& call) {
  inventory::ParentRules rules;
  for (const nlohmann::json& one : call.body->at("rules")) {
    rules.emplace(kind_field(one, "kind"), kind_field(one, "parent_kind"));
  }
  run_operation(call, "set_parent_rules", [&](inventory::Connection& connection) {
    return procurement::set_parent_rules(connection, recording_of(call), rules);
  });
  return rules_answer(call);
}

}  // namespace wutong::app::handlers
