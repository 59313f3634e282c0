#include "procurement/purchase/requisitions/item_standing.h"

namespace wutong::procurement {

namespace {

constexpr std::string_view equipment_kind = "equipment";

}  // namespace

ItemStanding load_item_standing(inventory::Connection& connection, std::int64_t county_id,
                                const StandingWanted& wanted) {
  return {
      inventory::load_item_status(connection, county_id, wanted.facility.day, wanted.codes),
      inventory::load_formulary_of(connection, county_id, wanted.facility),
  };
}

std::optional<Refused> why_not(const ItemsWanted& wanted, const inventory::ItemVersion& item,
                               const ItemStanding& standing) {
  const std::string& code = item.item.record.code;
  const auto status = standing.status.find(item.item_id);
  if (status != standing.status.end() && !status->second.enabled) {
    return Refused(Refusal::requisition_item_disabled,
                   {wanted.requisition_no, code, status->second.reason});
  }
  if (wanted.kind == inventory::RequisitionKind::equipment) {
    if (item.item.record.kind == equipment_kind) return std::nullopt;  // it is in no formulary
    return Refused(Refusal::requisition_item_no_equipment,
                   {wanted.requisition_no, code, item.item.record.kind});
  }
  const inventory::FacilityFormulary& formulary = standing.formulary;
  if (!formulary.limits() || formulary.holds(item.item_id)) return std::nullopt;
  return Refused(formulary.of_tier.contains(item.item_id)
                     ? Refusal::requisition_item_not_in_own_formulary
                     : Refusal::requisition_item_not_in_formulary,
                 {wanted.requisition_no, code, std::string(inventory::to_string(formulary.tier))});
}

}  // namespace wutong::procurement
