#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/records/facility_tree.h"

namespace wutong::inventory {

/// A facility as it was recorded once. On a day it is what the highest version says that had begun
/// by then: what was recorded later stands for what was recorded before.
struct FacilityVersion {
  std::int64_t facility_id{};
  std::int64_t version{};
  Date effective_from{};
  std::string name;
  FacilityKind kind{};
  std::int64_t parent_id{};  ///< 0: none
};

/// The days from `left_on` until the day before `rejoined_on` on which a facility is no member.
struct FacilityDeparture {
  std::int64_t facility_id{};
  std::int64_t departure_id{};
  Date left_on{};
  std::string reason;
  std::int64_t handover_facility_id{};  ///< 0: nobody
  std::optional<Date> rejoined_on;
  bool covers(Date day) const { return left_on <= day && (!rejoined_on || day < *rejoined_on); }
};

/// All that was recorded of the county's facilities. Any day can be asked for, without a nightly
/// job; a change that is tried out is added to a copy first.
class FacilityHistory {
 public:
  /// Of one facility the versions come in ascending order.
  void add(FacilityVersion version);
  void add(FacilityDeparture departure) { departures_.push_back(std::move(departure)); }
  void add_code(std::int64_t facility_id, std::string code);
  /// Ends the departure that has no end yet; true when there was one.
  bool end_departure(std::int64_t facility_id, Date rejoined_on);

  std::int64_t id_of(std::string_view code) const;  ///< 0: never heard of
  const std::string& code_of(std::int64_t facility_id) const { return codes_.at(facility_id); }
  const FacilityVersion& newest(std::int64_t facility_id) const;
  /// What the facility is on a day, member or not; nullptr before its first version.
  const FacilityVersion* version_on(std::int64_t facility_id, Date day) const;
  /// The departure without an end.
  const FacilityDeparture* open_departure(std::int64_t facility_id) const;
  const FacilityDeparture* departure_on(std::int64_t facility_id, Date day) const;
  bool is_member(std::int64_t facility_id, Date day) const;
  FacilityTree tree_on(Date day) const;
  /// `from` and every later day on which something begins or ends: on all days between two of them
  /// the tree is the same.
  std::vector<Date> days_of_change(Date from) const;

 private:
  std::unordered_map<std::int64_t, std::string> codes_;
  std::unordered_map<std::string, std::int64_t> ids_;
  std::unordered_map<std::int64_t, std::vector<FacilityVersion>> versions_;
  std::vector<FacilityDeparture> departures_;
};

}  // namespace wutong::inventory
