#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inventory/records/master_data.h"
#include "procurement/app/generate/seed_data.h"

namespace wutong::app {

/// The tree of a made-up county, computed place by place and never held: the centre, then
/// hospitals, townships, villages and drugstores, in the proportions of the seed places
/// (1:3:27:250:3). Where there are more than seed places, the whole tree repeats as 第2片区,
/// 第3片区 ...
class MadeUpFacilities {
 public:
  MadeUpFacilities(const SeedData& seeds, std::int64_t count);

  std::size_t size() const;
  inventory::FacilityKind kind_of(std::size_t facility) const;
  /// How many facilities of the same kind come before it.
  std::size_t number_in_kind(std::size_t facility) const;
  inventory::FacilityRecord record_of(std::size_t facility) const;
  std::string code_of(std::size_t facility) const;

 private:
  using KindCounts = std::array<std::size_t, 5>;  // by FacilityKind
  static KindCounts proportioned(std::size_t count);
  std::string parent_code_of(inventory::FacilityKind kind, std::size_t number) const;

  KindCounts counts_{};
  std::array<std::vector<const inventory::FacilityRecord*>, 5> places_;  // by FacilityKind
  std::vector<std::size_t> township_of_village_;                         // of the seed places
};

}  // namespace wutong::app
