#include "procurement/purchase/requisitions/review_requisition.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/tables/master_tables.h"
#include "procurement/purchase/requisitions/claim_budgets.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::RequisitionAction;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;

namespace {

/// Puts what the reviewer wrote on the lines. True when it lets less through than stood there.
bool apply_judged(const RequisitionDocument& document, const std::vector<JudgedItem>& judged,
                  const inventory::CodesById& codes, std::vector<RequisitionItem>& items) {
  std::unordered_map<std::string_view, RequisitionItem*> by_code;
  for (RequisitionItem& item : items) by_code.emplace(codes.at(item.item_id), &item);
  bool is_cut = false;
  for (const JudgedItem& one : judged) {
    const auto found = by_code.find(one.item_code);
    if (found == by_code.end()) {
      throw Refused(Refusal::requisition_item_not_there, {document.requisition_no, one.item_code});
    }
    RequisitionItem& item = *found->second;
    if (one.quantity > item.requested) {
      throw Refused(Refusal::approved_above_requested,
                    {document.requisition_no, one.item_code, one.quantity.to_string(),
                     item.requested.to_string()});
    }
    is_cut = is_cut || one.quantity < item.standing();
    item.approved = one.quantity;
  }
  return is_cut;
}

/// Every line has its figure: of a step below the centre as endorsed, of the centre as approved.
void settle_lines(std::vector<RequisitionItem>& items, bool is_final) {
  for (RequisitionItem& item : items) {
    const pricing::Quantity standing = item.standing();
    if (is_final) {
      item.approved = standing;
    } else {
      item.endorsed = standing;
      item.approved.reset();
    }
  }
}

void check_something_left(const RequisitionDocument& document,
                          const std::vector<RequisitionItem>& items) {
  const bool all_struck = std::all_of(items.begin(), items.end(),
                                      [](const auto& item) { return item.standing().is_zero(); });
  if (all_struck) throw Refused(Refusal::review_approves_nothing, {document.requisition_no});
}

RequisitionAction action_of(Judgement judgement, bool is_final) {
  switch (judgement) {
    case Judgement::send_back:
      return RequisitionAction::send_back;
    case Judgement::reject:
      return RequisitionAction::reject;
    case Judgement::let_through:
      break;
  }
  return is_final ? RequisitionAction::approve : RequisitionAction::endorse;
}

/// Who judges, and who would judge next.
struct Reviewers {
  std::int64_t facility_id{};
  std::optional<std::int64_t> above;
  std::vector<std::int64_t> requester_way_up;
};

Reviewers reviewers_of(inventory::Connection& connection, const inventory::Recording& recording,
                       const RequisitionDocument& document) {
  const auto history = inventory::load_facility_history(connection, recording.county_id);
  const auto tree = history.tree_on(recording.today);
  const std::int64_t facility_id = document.awaiting_facility_id.value_or(document.facility_id);
  return {facility_id, reviewer_above(tree, facility_id),
          place_of(history, document.facility_id, recording.today).way_up};
}

void require_reason(const RequisitionDocument& document, const std::string& reason_code) {
  if (!reason_code.empty()) return;
  throw Refused(Refusal::field_missing, {document.requisition_no, "reason_code"});
}

}  // namespace

std::string review_requisition(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const ReviewRequisition& input) {
  auto document = lock_seen(connection, recording.county_id, input.seen);
  const Reviewers reviewers = reviewers_of(connection, recording, document);
  const bool is_final = !reviewers.above.has_value();
  const RequisitionAction action = action_of(input.judgement, is_final);
  check_step(document, action);
  check_other_person(document, recording.actor);
  auto items =
      inventory::load_requisition_items(connection, recording.county_id, document.requisition_id);
  const bool lets_through = input.judgement == Judgement::let_through;
  const bool is_cut =
      lets_through &&
      apply_judged(document, input.items,
                   inventory::load_codes(connection, recording.county_id, inventory::Noun::item),
                   items);
  if (!lets_through || is_cut) require_reason(document, input.reason_code);
  if (lets_through) check_something_left(document, items);

  take_step(document, action);
  document.awaiting_facility_id = lets_through ? reviewers.above : std::nullopt;
  if (lets_through) {
    settle_lines(items, is_final);
    if (is_final) {
      commit_budgets(connection, recording.county_id, document, items, reviewers.requester_way_up,
                     recording.today);
    }
    inventory::save_judged_items(connection, recording.county_id, document.requisition_id, items);
  }
  inventory::save_step(connection, recording, document,
                       {document.version, action, document.state, reviewers.facility_id,
                        input.reason_code, input.note});
  const bool is_approved = action == RequisitionAction::approve;
  return inventory::answer_of({{"version", document.version}, {"approved", is_approved ? 1 : 0}});
}

std::string confirm_requisition(inventory::Connection& connection,
                                const inventory::Recording& recording,
                                const ConfirmRequisition& input) {
  auto document = lock_seen(connection, recording.county_id, input.seen);
  check_step(document, RequisitionAction::confirm);
  if (!document.awaiting_facility_id) {
    throw Refused(Refusal::requisition_step_not_allowed,
                  {document.requisition_no, std::string(inventory::to_string(document.state)),
                   std::string(inventory::to_string(RequisitionAction::confirm))});
  }
  check_other_person(document, recording.actor);
  const auto judged_by = document.awaiting_facility_id;
  take_step(document, RequisitionAction::confirm);
  document.awaiting_facility_id.reset();
  inventory::save_step(connection, recording, document,
                       {document.version, RequisitionAction::confirm, document.state, judged_by,
                        input.reason_code, input.note});
  return inventory::answer_of({{"version", document.version}, {"approved", 1}});
}

}  // namespace wutong::procurement
