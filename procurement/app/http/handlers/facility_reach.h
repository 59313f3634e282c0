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
  /// Asks about two duties, and loads the county's tree once for both.
  FacilityReach(inventory::Connection& connection, const Call& call, procurement::Duty duty,
                procurement::Duty second_duty);

  bool contains(std::int64_t facility_id) const;
  bool is_whole_county() const { return is_whole_county_; }
  /// Refuses (duty_missing) a facility out of reach.
  void require(std::int64_t facility_id) const { require(facility_id, duty_); }
  /// The same for the second duty.
  void require_second(std::int64_t facility_id) const { require(facility_id, second_duty_); }

 private:
  bool contains(std::int64_t facility_id, procurement::Duty duty) const;
  void require(std::int64_t facility_id, procurement::Duty duty) const;

  const procurement::Principal& principal_;
  procurement::Duty duty_;
  procurement::Duty second_duty_;
  bool is_whole_county_;
  std::optional<procurement::FacilityTree> tree_;  ///< nothing: both duties hold for the county
};

}  // namespace wutong::app::handlers
