#include "procurement/catalogue/releases/propose_mappings.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "inventory/answer.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/release_mapping_table.h"
#include "procurement/catalogue/releases/find_candidates.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using inventory::MappingCandidate;
using inventory::MappingState;
using inventory::ReleaseMapping;
using inventory::ReleaseRow;
using RowNumbers = std::unordered_set<std::int64_t>;

struct Proposals {
  std::vector<ReleaseMapping> mappings;
  std::vector<MappingCandidate> candidates;

  std::int64_t count(MappingState state) const {
    return std::count_if(mappings.begin(), mappings.end(),
                         [state](const ReleaseMapping& one) { return one.state == state; });
  }
};

Proposals decide_proposals(const std::vector<ReleaseRow>& rows, const RowNumbers& left_alone,
                           const ItemFinder& finder) {
  Proposals proposals;
  for (const ReleaseRow& row : rows) {
    if (left_alone.contains(row.row_no)) continue;
    const auto candidates = finder.candidates(row);
    proposals.mappings.push_back(decide_mapping(row, candidates, finder));
    proposals.candidates.insert(proposals.candidates.end(), candidates.begin(), candidates.end());
  }
  return proposals;
}

RowNumbers decided_rows(const std::vector<ReleaseMapping>& mappings) {
  RowNumbers rows;
  for (const ReleaseMapping& mapping : mappings) {
    const bool is_decided =
        mapping.state == MappingState::confirmed || mapping.state == MappingState::rejected;
    if (is_decided) rows.insert(mapping.row_no);
  }
  return rows;
}

}  // namespace

std::string propose_mappings(inventory::Connection& connection, inventory::ReleaseRef release) {
  const auto stored = inventory::lock_release(connection, release);
  if (!stored) throw Refused(Refusal::release_unknown, {std::to_string(release.release_id)});
  const RowNumbers decided = decided_rows(inventory::load_mappings(connection, release));
  const RowNumbers quarantined = inventory::load_quarantined_row_numbers(connection, release);
  RowNumbers left_alone = decided;
  left_alone.insert(quarantined.begin(), quarantined.end());
  const ItemFinder finder(
      inventory::load_items(connection, release.county_id),
      inventory::load_confirmed_items(connection, release.county_id, stored->source));
  const Proposals proposals =
      decide_proposals(inventory::load_release_rows(connection, release), left_alone, finder);
  inventory::remove_undecided_mappings(connection, release);
  inventory::save_mappings(connection, release, proposals.mappings);
  inventory::save_candidates(connection, release, proposals.candidates);
  return inventory::answer_of(
      {{"proposed", proposals.count(MappingState::proposed)},
       {"ambiguous", proposals.count(MappingState::ambiguous)},
       {"unmapped", proposals.count(MappingState::unmapped)},
       {"decided_rows", static_cast<std::int64_t>(decided.size())},
       {"quarantined_rows", static_cast<std::int64_t>(quarantined.size())}});
}

}  // namespace wutong::procurement
