#include "procurement/app/generate/made_up_facilities.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

namespace wutong::app {

using inventory::FacilityKind;
using inventory::FacilityRecord;

namespace {

constexpr std::string_view code_letters = "CHTVD";  // by FacilityKind
constexpr std::size_t code_digits = 4;

std::size_t position_of(FacilityKind kind) {
  return static_cast<std::size_t>(kind);
}

std::string code_at(FacilityKind kind, std::size_t number) {
  std::string digits = std::to_string(number + 1);
  digits.insert(0, code_digits - std::min(code_digits, digits.size()), '0');
  return code_letters[position_of(kind)] + digits;
}

}  // namespace

MadeUpFacilities::MadeUpFacilities(const SeedData& seeds, std::int64_t count)
    : counts_(proportioned(static_cast<std::size_t>(count))) {
  std::map<std::string, std::size_t> township_numbers;
  for (const FacilityRecord& place : seeds.places) {
    auto& same_kind = places_[position_of(place.kind)];
    if (place.kind == FacilityKind::township) {
      township_numbers[place.code] = same_kind.size();
    } else if (place.kind == FacilityKind::village) {
      township_of_village_.push_back(township_numbers.at(place.parent_code));
    }
    same_kind.push_back(&place);
  }
  for (const auto& same_kind : places_) {
    if (same_kind.empty()) {
      throw std::runtime_error("sql/seed/places.csv needs a place of every kind");
    }
  }
}

MadeUpFacilities::KindCounts MadeUpFacilities::proportioned(std::size_t count) {
  constexpr std::size_t in_a_county = 284;
  const std::size_t hospitals = count < 2 ? 0 : std::max<std::size_t>(1, count * 3 / in_a_county);
  const std::size_t townships = count < 3 ? 0 : std::max<std::size_t>(1, count * 27 / in_a_county);
  const std::size_t drugstores = count * 3 / in_a_county;
  return {1, hospitals, townships, count - 1 - hospitals - townships - drugstores, drugstores};
}

std::size_t MadeUpFacilities::size() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

FacilityKind MadeUpFacilities::kind_of(std::size_t facility) const {
  std::size_t kind = 0;
  while (facility >= counts_[kind]) {
    facility -= counts_[kind];
    ++kind;
  }
  return static_cast<FacilityKind>(kind);
}

std::size_t MadeUpFacilities::number_in_kind(std::size_t facility) const {
  for (std::size_t kind = 0; facility >= counts_[kind]; ++kind) {
    facility -= counts_[kind];
  }
  return facility;
}

std::string MadeUpFacilities::code_of(std::size_t facility) const {
  return code_at(kind_of(facility), number_in_kind(facility));
}

FacilityRecord MadeUpFacilities::record_of(std::size_t facility) const {
  const FacilityKind kind = kind_of(facility);
  const std::size_t number = number_in_kind(facility);
  const auto& places = places_[position_of(kind)];
  const std::size_t district = number / places.size();
  std::string name = places[number % places.size()]->name;
  if (district > 0) {
    name = "第" + std::to_string(district + 1) + "片区" + name;
  }
  return {code_at(kind, number), name, kind, parent_code_of(kind, number)};
}

std::string MadeUpFacilities::parent_code_of(FacilityKind kind, std::size_t number) const {
  if (kind == FacilityKind::centre) {
    return {};
  }
  if (kind != FacilityKind::village) {
    return code_at(FacilityKind::centre, 0);
  }
  // Its township in the same district; a smaller county may not have that one.
  const std::size_t seed_villages = township_of_village_.size();
  const std::size_t seed_townships = places_[position_of(FacilityKind::township)].size();
  const std::size_t township =
      number / seed_villages * seed_townships + township_of_village_[number % seed_villages];
  return code_at(FacilityKind::township, township % counts_[position_of(FacilityKind::township)]);
}

}  // namespace wutong::app
