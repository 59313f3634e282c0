#include "procurement/purchase/requisitions/merge_requisitions.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/answer.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::RequisitionAction;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;

namespace {

void add_items(std::vector<RequisitionItem>& into, const std::vector<RequisitionItem>& from) {
  std::unordered_map<std::int64_t, std::size_t> positions;
  for (std::size_t index = 0; index < into.size(); ++index) {
    positions.emplace(into[index].item_id, index);
  }
  for (const RequisitionItem& item : from) {
    const auto known = positions.find(item.item_id);
    if (known == positions.end()) {
      into.push_back(item);
    } else {
      into[known->second].requested += item.requested;
    }
  }
}

/// All rows are locked in the order of their numbers, so that two merges never wait for each other.
std::vector<RequisitionDocument> lock_all(inventory::Connection& connection, std::int64_t county_id,
                                          std::vector<SeenRequisition> seen) {
  std::sort(seen.begin(), seen.end(),
            [](const auto& a, const auto& b) { return a.requisition_no < b.requisition_no; });
  std::vector<RequisitionDocument> documents;
  for (const SeenRequisition& one : seen) {
    const bool is_twice =
        !documents.empty() && documents.back().requisition_no == one.requisition_no;
    if (is_twice) {
      throw Refused(Refusal::requisitions_do_not_merge, {one.requisition_no, one.requisition_no});
    }
    documents.push_back(lock_seen(connection, county_id, one));
  }
  return documents;
}

}  // namespace

std::string merge_requisitions(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const MergeRequisitions& input) {
  std::vector<SeenRequisition> all = input.from;
  all.push_back(input.into);
  auto documents = lock_all(connection, recording.county_id, std::move(all));
  auto target = std::find_if(documents.begin(), documents.end(), [&](const auto& document) {
    return document.requisition_no == input.into.requisition_no;
  });
  check_step(*target, RequisitionAction::save);
  auto items =
      inventory::load_requisition_items(connection, recording.county_id, target->requisition_id);
  for (const RequisitionDocument& document : documents) {
    if (&document == &*target) continue;
    check_step(document, RequisitionAction::save);
    if (document.facility_id != target->facility_id || document.kind != target->kind) {
      throw Refused(Refusal::requisitions_do_not_merge,
                    {document.requisition_no, target->requisition_no});
    }
    add_items(items, inventory::load_requisition_items(connection, recording.county_id,
                                                       document.requisition_id));
  }

  for (RequisitionDocument& document : documents) {
    const bool is_target = &document == &*target;
    const auto action = is_target ? RequisitionAction::save : RequisitionAction::cancel;
    take_step(document, action);
    inventory::save_step(connection, recording, document,
                         {document.version, action, document.state, std::nullopt, "",
                          is_target ? "" : target->requisition_no});
  }
  inventory::replace_requisition_items(connection, recording.county_id, target->requisition_id,
                                       items);
  return inventory::answer_of(
      {{"version", target->version}, {"items", static_cast<std::int64_t>(items.size())}});
}

}  // namespace wutong::procurement
