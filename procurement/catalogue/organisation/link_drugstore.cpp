#include "procurement/catalogue/organisation/link_drugstore.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::DrugstoreLink;
using inventory::FacilityHistory;
using inventory::FacilityKind;

namespace {

bool is_same_pair(const DrugstoreLink& a, const DrugstoreLink& b) {
  return a.pharmacy_facility_id == b.pharmacy_facility_id &&
         a.drugstore_facility_id == b.drugstore_facility_id;
}

bool overlap(const DrugstoreLink& a, const DrugstoreLink& b) {
  return a.covers(b.valid_from) || b.covers(a.valid_from);
}

bool has_pharmacy(FacilityKind kind) {
  return kind == FacilityKind::hospital || kind == FacilityKind::township;
}

void check_kinds(const FacilityHistory& history, const DrugstoreLink& link,
                 const std::vector<std::string>& codes) {
  const auto kind_of = [&](std::int64_t id) {
    return history.version_on(id, link.valid_from)->kind;
  };
  if (!has_pharmacy(kind_of(link.pharmacy_facility_id))) {
    throw Refused(Refusal::link_pharmacy_unfit, codes);
  }
  if (kind_of(link.drugstore_facility_id) != FacilityKind::drugstore) {
    throw Refused(Refusal::link_drugstore_unfit, codes);
  }
}

}  // namespace

void check_drugstore_link(const FacilityHistory& history, const std::vector<DrugstoreLink>& others,
                          const DrugstoreLink& link) {
  const std::vector<std::string> codes{history.code_of(link.pharmacy_facility_id),
                                       history.code_of(link.drugstore_facility_id)};
  const std::string what = "link " + codes[0] + " - " + codes[1];
  constexpr Range metres_allowed{0, 1'000'000};
  check_figure({what, "distance_metres"}, link.distance_metres, metres_allowed);
  check_text({what, "opening_hours"}, link.opening_hours, name_characters);
  check_days(what, {link.valid_from, link.valid_until});
  check_kinds(history, link, codes);
  for (const DrugstoreLink& other : others) {
    if (!is_same_pair(other, link) || !overlap(other, link)) continue;
    throw Refused(Refusal::drugstore_linked_already,
                  {codes[0], codes[1], inventory::to_string(other.valid_from)});
  }
}

std::string link_drugstore(inventory::Connection& connection, const inventory::Recording& recording,
                           const LinkDrugstore& input) {
  const auto history = inventory::lock_facility_history(connection, recording.county_id);
  DrugstoreLink link{0,
                     require_member(history, input.pharmacy_code, input.valid_from),
                     require_member(history, input.drugstore_code, input.valid_from),
                     input.distance_metres,
                     input.opening_hours,
                     input.valid_from,
                     input.valid_until};
  check_drugstore_link(history, inventory::load_drugstore_links(connection, recording.county_id),
                       link);

  link.link_id = inventory::IdentifierSource::shared().next();
  inventory::save_drugstore_links(connection, recording.county_id, {link});
  return inventory::answer_of({{"link_id", link.link_id}});
}

std::string end_drugstore_link(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const EndDrugstoreLink& input) {
  const auto history = inventory::lock_facility_history(connection, recording.county_id);
  DrugstoreLink wanted;
  wanted.pharmacy_facility_id = require_facility(history, input.pharmacy_code);
  wanted.drugstore_facility_id = require_facility(history, input.drugstore_code);
  const auto links = inventory::load_drugstore_links(connection, recording.county_id);
  const auto found = std::find_if(links.begin(), links.end(), [&](const DrugstoreLink& link) {
    return is_same_pair(link, wanted) && link.covers(input.valid_until);
  });
  if (found == links.end()) {
    throw Refused(Refusal::link_not_known, {input.pharmacy_code, input.drugstore_code,
                                            inventory::to_string(input.valid_until)});
  }

  DrugstoreLink ended = *found;
  ended.valid_until = input.valid_until;
  inventory::save_drugstore_links(connection, recording.county_id, {ended});
  return inventory::answer_of({{"link_id", found->link_id}});
}

}  // namespace wutong::procurement
