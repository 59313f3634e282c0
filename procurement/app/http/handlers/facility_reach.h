#pragma once

#include <cstdint>
#include <optional>

#include "procurement/app/http/route.h"

namespace wutong::inventory {
class Connection;
}

namespace wutong::app::handlers {

/// Which facilities the caller's grants reach with a duty: all of them, those of some subtrees, or,
/// for a supplier's account, none: its role holds for the county, but no member is its business.
class FacilityReach {
 public:
  FacilityReach(inventory::Connection& connection, const Call& call, procurement::Duty duty);

  bool contains(std::int64_t facility_id) const;
  bool is_whole_county() const { return !tree_ && !principal_.supplier_id; }
  /// Refuses (duty_missing) a facility out of reach.
  void require(std::int64_t facility_id) const;

 private:
  const procurement::Principal& principal_;
  procurement::Duty duty_;
  std::optional<procurement::FacilityTree> tree_;  ///< nothing: the whole county
};

}  // namespace wutong::app::handlers
