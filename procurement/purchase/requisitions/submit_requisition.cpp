#include "procurement/purchase/requisitions/submit_requisition.h"

#include "inventory/answer.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/policy_table.h"
#include "pricing/rounding.h"
#include "procurement/purchase/demand/find_cut_off.h"
#include "procurement/purchase/requisitions/claim_budgets.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::RequisitionAction;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;
using inventory::RequisitionKind;

namespace {

/// The codes of items, for what is said of them.
using inventory::CodesById;

/// How much an emergency may ask for before anybody has judged it.
struct EmergencyCaps {
  std::optional<std::int64_t> items;
  std::optional<std::int64_t> fen;
};

EmergencyCaps load_caps(inventory::Connection& connection, const inventory::Recording& recording) {
  const auto cap = [&](const std::string& parameter) {
    return inventory::policy_integer(connection, recording.county_id, "requisition", parameter,
                                     recording.today);
  };
  return {cap("emergency_items"), cap("emergency_fen")};
}

void check_caps(const RequisitionDocument& document, const std::vector<RequisitionItem>& items,
                const EmergencyCaps& caps, const CodesById& codes) {
  const auto above = [&](const std::string& figure, const std::string& cap) {
    throw Refused(Refusal::emergency_above_cap, {document.requisition_no, figure, cap});
  };
  if (caps.items && static_cast<std::int64_t>(items.size()) > *caps.items) {
    above(std::to_string(items.size()), std::to_string(*caps.items));
  }
  if (!caps.fen) return;
  pricing::Money total;
  for (const RequisitionItem& item : items) {
    if (!item.reference_price) {
      throw Refused(Refusal::item_without_price,
                    {document.requisition_no, codes.at(item.item_id), "emergency_fen"});
    }
    total += pricing::amount_of(*item.reference_price, item.requested, item.pack_size,
                                pricing::Rounding::half_up);
  }
  const auto cap = pricing::Money::fen(*caps.fen);
  if (total > cap) above(total.to_string(), cap.to_string());
}

void check_complete(const RequisitionDocument& document,
                    const std::vector<RequisitionItem>& items) {
  if (items.empty()) throw Refused(Refusal::requisition_empty, {document.requisition_no});
  if (document.kind != RequisitionKind::regular && document.reason.empty()) {
    throw Refused(Refusal::field_missing, {document.requisition_no, "reason"});
  }
}

void check_cut_off(inventory::Connection& connection, const inventory::Recording& recording,
                   const RequisitionDocument& document, std::chrono::minutes time_of_day) {
  if (document.kind != RequisitionKind::regular) return;
  const CutOffVerdict verdict =
      find_cut_off(connection, recording.county_id,
                   {document.facility_id, {recording.today, time_of_day}, document.needed_on});
  if (!verdict.passed) return;
  throw Refused(Refusal::cut_off_passed,
                {verdict.passed->route_code, to_string(verdict.passed->cut_off),
                 verdict.next ? to_string(verdict.next->cut_off) : "-"});
}

/// What an earlier round of judgements left behind is void when it is sent off again.
void forget_judgements(std::vector<RequisitionItem>& items) {
  for (RequisitionItem& item : items) {
    item.endorsed.reset();
    item.approved.reset();
  }
}

void approve_as_requested(std::vector<RequisitionItem>& items) {
  for (RequisitionItem& item : items) item.approved = item.requested;
}

}  // namespace

std::string submit_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording, const SeenRequisition& seen,
                               std::chrono::minutes time_of_day) {
  auto document = lock_seen(connection, recording.county_id, seen);
  check_step(document, RequisitionAction::submit);
  auto items =
      inventory::load_requisition_items(connection, recording.county_id, document.requisition_id);
  check_complete(document, items);
  check_cut_off(connection, recording, document, time_of_day);
  const auto history = inventory::load_facility_history(connection, recording.county_id);
  const PlaceOfFacility place = place_of(history, document.facility_id, recording.today);
  const EmergencyCaps caps = load_caps(connection, recording);
  const bool at_once = document.kind == RequisitionKind::emergency && (caps.items || caps.fen);
  if (at_once) {
    check_caps(document, items, caps,
               inventory::load_codes(connection, recording.county_id, inventory::Noun::item));
  }

  const auto action = at_once ? RequisitionAction::submit_at_once : RequisitionAction::submit;
  take_step(document, action);
  document.submitted_by = recording.actor;
  document.submitted_on = recording.today;
  document.awaiting_facility_id = place.way_up.at(1);
  forget_judgements(items);
  if (at_once) {
    approve_as_requested(items);
    commit_budgets(connection, recording.county_id, document, items, place.way_up, recording.today);
  }

  inventory::save_judged_items(connection, recording.county_id, document.requisition_id, items);
  inventory::save_step(connection, recording, document,
                       {document.version, action, document.state, std::nullopt, "", ""});
  return inventory::answer_of({{"version", document.version}, {"approved", at_once ? 1 : 0}});
}

}  // namespace wutong::procurement
