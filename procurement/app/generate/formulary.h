#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "procurement/app/generate/made_up_items.h"
#include "procurement/app/generate/seeded_random.h"

namespace wutong::app {

/// Which items a kind of facility asks for: villages the village tier, townships the township tier,
/// hospitals all; drugstores the drugs of these two tiers that are not injected.
class Formulary {
 public:
  explicit Formulary(const MadeUpItems& items);

  /// `count` different items, in catalogue order: the much used ones likelier, equipment seldom,
  /// and items beyond the facility's formulary only when that has fewer than `count`. At most all
  /// items.
  std::vector<std::uint32_t> choose(inventory::FacilityKind kind, std::size_t count,
                                    SeededRandom& random) const;

 private:
  enum class Range : std::size_t { village, township, drugstore, all };
  static Range range_of(inventory::FacilityKind kind);
  std::int64_t rank_of(std::uint32_t item, Range own, SeededRandom& random) const;

  const MadeUpItems& items_;
  std::array<std::vector<std::uint32_t>, 4> ranges_;
};

}  // namespace wutong::app
