#include "inventory/records/facility_history.h"

#include <set>

namespace wutong::inventory {

void FacilityHistory::add(FacilityVersion version) {
  versions_[version.facility_id].push_back(std::move(version));
}

void FacilityHistory::add_code(std::int64_t facility_id, std::string code) {
  ids_.emplace(code, facility_id);
  codes_.emplace(facility_id, std::move(code));
}

bool FacilityHistory::end_departure(std::int64_t facility_id, Date rejoined_on) {
  for (FacilityDeparture& departure : departures_) {
    if (departure.facility_id != facility_id || departure.rejoined_on) continue;
    departure.rejoined_on = rejoined_on;
    return true;
  }
  return false;
}

std::int64_t FacilityHistory::id_of(std::string_view code) const {
  const auto position = ids_.find(std::string(code));
  return position == ids_.end() ? 0 : position->second;
}

const FacilityVersion& FacilityHistory::newest(std::int64_t facility_id) const {
  return versions_.at(facility_id).back();
}

const FacilityVersion* FacilityHistory::version_on(std::int64_t facility_id, Date day) const {
  const auto known = versions_.find(facility_id);
  if (known == versions_.end()) return nullptr;
  for (auto version = known->second.rbegin(); version != known->second.rend(); ++version) {
    if (version->effective_from <= day) return &*version;
  }
  return nullptr;
}

const FacilityDeparture* FacilityHistory::open_departure(std::int64_t facility_id) const {
  for (const FacilityDeparture& departure : departures_) {
    if (departure.facility_id == facility_id && !departure.rejoined_on) return &departure;
  }
  return nullptr;
}

const FacilityDeparture* FacilityHistory::departure_on(std::int64_t facility_id, Date day) const {
  for (const FacilityDeparture& departure : departures_) {
    if (departure.facility_id == facility_id && departure.covers(day)) return &departure;
  }
  return nullptr;
}

bool FacilityHistory::is_member(std::int64_t facility_id, Date day) const {
  return version_on(facility_id, day) != nullptr && departure_on(facility_id, day) == nullptr;
}

FacilityTree FacilityHistory::tree_on(Date day) const {
  std::set<std::int64_t> away;
  for (const FacilityDeparture& departure : departures_) {
    if (departure.covers(day)) away.insert(departure.facility_id);
  }
  std::vector<MemberOnDay> members;
  for (const auto& [facility_id, versions] : versions_) {
    const FacilityVersion* version = version_on(facility_id, day);
    if (version == nullptr || away.contains(facility_id)) continue;
    members.push_back({facility_id, version->version, version->effective_from,
                       codes_.at(facility_id), version->name, version->kind, version->parent_id});
  }
  return FacilityTree(std::move(members));
}

std::vector<Date> FacilityHistory::days_of_change(Date from) const {
  std::set<Date> days{from};
  for (const auto& [facility_id, versions] : versions_) {
    for (const FacilityVersion& version : versions) days.insert(version.effective_from);
  }
  for (const FacilityDeparture& departure : departures_) {
    days.insert(departure.left_on);
    if (departure.rejoined_on) days.insert(*departure.rejoined_on);
  }
  return {days.find(from), days.end()};
}

}  // namespace wutong::inventory
