#include "procurement/purchase/requisitions/save_requisition.h"

#include <unordered_map>

#include "inventory/answer.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/purchase/requisitions/resolve_items.h"

namespace wutong::procurement {

using inventory::RequisitionItem;

namespace {

void keep_suggestions(std::vector<RequisitionItem>& items,
                      const std::vector<RequisitionItem>& before) {
  std::unordered_map<std::int64_t, const RequisitionItem*> by_id;
  for (const RequisitionItem& item : before) by_id.emplace(item.item_id, &item);
  for (RequisitionItem& item : items) {
    const auto known = by_id.find(item.item_id);
    if (!item.suggested && known != by_id.end()) item.suggested = known->second->suggested;
  }
}

}  // namespace

std::string save_requisition(inventory::Connection& connection,
                             const inventory::Recording& recording, const SaveRequisition& input) {
  auto document = lock_seen(connection, recording.county_id, input.seen);
  take_step(document, inventory::RequisitionAction::save);
  const auto history = inventory::load_facility_history(connection, recording.county_id);
  const PlaceOfFacility place = place_of(history, document.facility_id, recording.today);
  auto items = resolve_items(
      connection, recording,
      {document.requisition_no, document.kind, document.facility_id, place.kind}, input.items);
  keep_suggestions(items, inventory::load_requisition_items(connection, recording.county_id,
                                                            document.requisition_id));
  document.needed_on = input.needed_on;
  document.reason = input.reason;

  inventory::replace_requisition_items(connection, recording.county_id, document.requisition_id,
                                       items);
  inventory::save_step(
      connection, recording, document,
      {document.version, inventory::RequisitionAction::save, document.state, std::nullopt, "", ""});
  return inventory::answer_of(
      {{"version", document.version}, {"items", static_cast<std::int64_t>(items.size())}});
}

}  // namespace wutong::procurement
