#include "procurement/purchase/requisitions/initiate_requisition.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/records/period.h"
#include "inventory/tables/master_tables.h"
#include "procurement/purchase/demand/suggest_quantities.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/purchase/requisitions/resolve_items.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::RequisitionAction;
using inventory::RequisitionDocument;
using inventory::RequisitionItem;

namespace {

std::string compact(inventory::Date day) {
  std::string text = inventory::to_string(day);
  std::erase(text, '-');
  return text;
}

/// The lines of last time that may still be asked for: one that has left the formulary must not
/// keep the others from being copied.
std::vector<RequisitionItem> items_of_last_time(inventory::Connection& connection,
                                                const inventory::Recording& recording,
                                                const RequisitionDocument& document,
                                                const ItemsWanted& wanted) {
  const auto last = inventory::newest_sent_requisition(connection, recording.county_id,
                                                       document.facility_id, document.kind);
  if (!last) return {};
  const auto codes = inventory::load_codes(connection, recording.county_id, inventory::Noun::item);
  std::vector<AskedItem> asked;
  for (const RequisitionItem& item :
       inventory::load_requisition_items(connection, recording.county_id, *last)) {
    asked.push_back({codes.at(item.item_id), item.requested, std::nullopt, ""});
  }
  return resolve_allowed_items(connection, recording, wanted, asked);
}

std::vector<RequisitionItem> suggested_items(inventory::Connection& connection,
                                             const inventory::Recording& recording,
                                             const RequisitionDocument& document,
                                             const ItemsWanted& wanted) {
  SuggestionsWanted suggestions;
  suggestions.facility_id = document.facility_id;
  suggestions.facility_kind = wanted.facility_kind;
  suggestions.today = recording.today;
  std::vector<AskedItem> asked;
  for (const SuggestedItem& each :
       suggest_quantities(connection, recording.county_id, suggestions).items) {
    const pricing::Quantity suggested = each.suggestion.suggested();
    if (suggested.is_zero()) continue;
    asked.push_back({each.item.item.record.code, suggested, suggested, ""});
  }
  return resolve_allowed_items(connection, recording, wanted, asked);
}

std::vector<RequisitionItem> first_items(inventory::Connection& connection,
                                         const inventory::Recording& recording,
                                         const RequisitionDocument& document,
                                         const ItemsWanted& wanted,
                                         const InitiateRequisition& input) {
  switch (input.prefill) {
    case Prefill::last:
      return items_of_last_time(connection, recording, document, wanted);
    case Prefill::suggestion:
      return suggested_items(connection, recording, document, wanted);
    case Prefill::given:
      break;
  }
  return resolve_items(connection, recording, wanted, input.items);
}

}  // namespace

std::string initiate_requisition(inventory::Connection& connection,
                                 const inventory::Recording& recording,
                                 const InitiateRequisition& input) {
  const std::string period =
      input.period.empty() ? inventory::period_of(recording.today) : input.period;
  if (!inventory::is_period(period)) throw Refused(Refusal::bad_period, {period});
  const auto history = inventory::load_facility_history(connection, recording.county_id);
  const std::int64_t facility_id = history.id_of(input.facility_code);
  if (facility_id == 0) throw Refused(Refusal::facility_not_known, {input.facility_code});
  const PlaceOfFacility place = place_of(history, facility_id, recording.today);
  if (place.kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::requisition_facility_unfit, {input.facility_code});
  }
  const std::string number_begins =
      "RQ-" + input.facility_code + "-" + compact(recording.today) + "-";
  const std::int64_t made =
      inventory::count_numbers(connection, recording.county_id, facility_id, number_begins);
  RequisitionDocument document{inventory::IdentifierSource::shared().next(),
                               number_begins + std::to_string(made + 1),
                               facility_id,
                               input.kind,
                               inventory::RequisitionState::draft,
                               1,
                               period,
                               input.needed_on,
                               input.reason,
                               std::nullopt,
                               recording.actor,
                               "",
                               std::nullopt};
  const ItemsWanted wanted{document.requisition_no, document.kind, facility_id, place.kind};
  const std::vector<RequisitionItem> items =
      first_items(connection, recording, document, wanted, input);

  inventory::insert_requisition(connection, recording.county_id, document);
  inventory::replace_requisition_items(connection, recording.county_id, document.requisition_id,
                                       items);
  inventory::save_step(
      connection, recording, document,
      {document.version, RequisitionAction::save, document.state, std::nullopt, "", ""});
  return inventory::answer_of({{"requisition_id", document.requisition_id},
                               {"items", static_cast<std::int64_t>(items.size())}});
}

}  // namespace wutong::procurement
