#include "procurement/catalogue/releases/diff_releases.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "inventory/tables/release_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using inventory::ReleaseCells;
using inventory::StoredRelease;

/// A release with its rows; of rows with one code the first counts.
struct LoadedRelease {
  StoredRelease head;
  std::vector<ReleaseCells> rows;
  std::unordered_map<std::string_view, std::size_t> positions;

  bool is_compared(std::size_t position) const {
    const auto found = positions.find(rows[position].code);
    return found != positions.end() && found->second == position;
  }
  std::int64_t not_compared() const {
    return static_cast<std::int64_t>(rows.size() - positions.size());
  }
};

LoadedRelease load(inventory::Connection& connection, inventory::ReleaseRef release) {
  auto head = inventory::load_release(connection, release);
  if (!head) throw Refused(Refusal::release_unknown, {std::to_string(release.release_id)});
  LoadedRelease loaded{std::move(*head), inventory::load_release_cells(connection, release), {}};
  for (std::size_t position = 0; position < loaded.rows.size(); ++position) {
    const std::string& code = loaded.rows[position].code;
    if (!code.empty()) loaded.positions.emplace(code, position);
  }
  return loaded;
}

std::vector<std::string> only_in(const std::vector<std::string>& these,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> names;
  for (const std::string& name : these) {
    if (std::find(others.begin(), others.end(), name) == others.end()) names.push_back(name);
  }
  return names;
}

/// Compares two rows cell by cell, in the columns that both releases have.
class RowComparison {
 public:
  RowComparison(const StoredRelease& older, const StoredRelease& newer)
      : newer_columns_(newer.columns), is_same_layout_(older.columns == newer.columns) {
    for (std::size_t after = 0; after < newer.columns.size(); ++after) {
      const auto found =
          std::find(older.columns.begin(), older.columns.end(), newer.columns[after]);
      if (found == older.columns.end()) continue;
      common_.emplace_back(static_cast<std::size_t>(found - older.columns.begin()), after);
    }
  }

  std::vector<CellChange> changes(const ReleaseCells& older, const ReleaseCells& newer) const {
    if (is_same_layout_ && older.cells == newer.cells) return {};
    const auto before = inventory::cells_of(older.cells);
    const auto after = inventory::cells_of(newer.cells);
    std::vector<CellChange> changes;
    for (const auto& [old_position, new_position] : common_) {
      const std::string& old_cell = before.at(old_position);
      const std::string& new_cell = after.at(new_position);
      if (old_cell == new_cell) continue;
      changes.push_back({newer_columns_[new_position], old_cell, new_cell});
    }
    return changes;
  }

 private:
  const std::vector<std::string>& newer_columns_;
  bool is_same_layout_;
  std::vector<std::pair<std::size_t, std::size_t>> common_;
};

void compare_newer(const LoadedRelease& older, const LoadedRelease& newer,
                   ReleaseDifference& difference) {
  const RowComparison comparison(older.head, newer.head);
  for (std::size_t position = 0; position < newer.rows.size(); ++position) {
    if (!newer.is_compared(position)) continue;
    const ReleaseCells& row = newer.rows[position];
    const auto found = older.positions.find(row.code);
    if (found == older.positions.end()) {
      difference.changes.push_back({ReleaseChangeKind::added, row.code, 0, row.row_no});
      continue;
    }
    const ReleaseCells& old_row = older.rows[found->second];
    auto cells = comparison.changes(old_row, row);
    if (cells.empty()) {
      ++difference.unchanged;
    } else {
      difference.changes.push_back(
          {ReleaseChangeKind::changed, row.code, old_row.row_no, row.row_no, std::move(cells)});
    }
  }
}

void find_removed(const LoadedRelease& older, const LoadedRelease& newer,
                  ReleaseDifference& difference) {
  for (std::size_t position = 0; position < older.rows.size(); ++position) {
    const ReleaseCells& row = older.rows[position];
    if (!older.is_compared(position) || newer.positions.contains(row.code)) continue;
    difference.changes.push_back({ReleaseChangeKind::removed, row.code, row.row_no, 0});
  }
}

}  // namespace

ReleaseDifference diff_releases(inventory::Connection& connection, std::int64_t county_id,
                                const ReleasePair& releases) {
  const LoadedRelease older = load(connection, {county_id, releases.older_id});
  const LoadedRelease newer = load(connection, {county_id, releases.newer_id});
  if (older.head.source != newer.head.source) {
    throw Refused(
        Refusal::releases_of_different_sources,
        {std::string(to_string(older.head.source)), std::string(to_string(newer.head.source))});
  }
  ReleaseDifference difference;
  difference.columns_added = only_in(newer.head.columns, older.head.columns);
  difference.columns_removed = only_in(older.head.columns, newer.head.columns);
  difference.not_compared = older.not_compared() + newer.not_compared();
  compare_newer(older, newer, difference);
  find_removed(older, newer, difference);
  return difference;
}

}  // namespace wutong::procurement
