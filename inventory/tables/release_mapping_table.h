#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/release.h"
#include "inventory/tables/release_table.h"

namespace wutong::inventory {

/// What a row of a release means, as it stands now.
struct ReleaseMapping {
  std::int64_t row_no{};
  MappingState state{};
  std::optional<std::int64_t> item_id;  ///< of proposed and confirmed ones
  std::string reason;                   ///< why it is ambiguous or unmapped; else empty
};

/// An item that a row may mean.
struct MappingCandidate {
  std::int64_t row_no{};
  std::int64_t item_id{};
  MappingBasis basis{};
};

/// What a person decided about a row.
struct MappingDecision {
  std::int64_t row_no{};
  std::int64_t decision_id{};
  std::optional<std::int64_t> item_id;  ///< none: the row belongs to no item
  std::string reason;
  std::string decided_by;
  Date decided_on{};
};

/// By row.
std::vector<ReleaseMapping> load_mappings(Connection& connection, ReleaseRef release);
std::vector<MappingCandidate> load_candidates(Connection& connection, ReleaseRef release);

/// The item that each code of the source was confirmed to be, by the newest release that has it.
std::unordered_map<std::string, std::int64_t> load_confirmed_items(Connection& connection,
                                                                   std::int64_t county_id,
                                                                   ReleaseSource source);

/// Takes back what nobody has decided about, to be proposed anew.
void remove_undecided_mappings(Connection& connection, ReleaseRef release);
void save_mappings(Connection& connection, ReleaseRef release,
                   const std::vector<ReleaseMapping>& mappings);
void save_candidates(Connection& connection, ReleaseRef release,
                     const std::vector<MappingCandidate>& candidates);
/// Adds the decisions, and makes each the mapping of its row.
void save_decisions(Connection& connection, ReleaseRef release,
                    const std::vector<MappingDecision>& decisions);

}  // namespace wutong::inventory
