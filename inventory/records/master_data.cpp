#include "inventory/records/master_data.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {
namespace {

constexpr NamedValues<FacilityKind, 5> facility_kinds{{
    {FacilityKind::centre, "centre"},
    {FacilityKind::hospital, "hospital"},
    {FacilityKind::township, "township"},
    {FacilityKind::village, "village"},
    {FacilityKind::drugstore, "drugstore"},
}};

}  // namespace

std::string_view to_string(FacilityKind kind) {
  return name_of(facility_kinds, kind);
}

std::optional<FacilityKind> parse_facility_kind(std::string_view text) {
  return value_named(facility_kinds, text);
}

}  // namespace wutong::inventory
