#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::procurement {

enum class ReleaseChangeKind { added, removed, changed };

struct CellChange {
  std::string column;
  std::string before;
  std::string after;
  friend bool operator==(const CellChange&, const CellChange&) = default;
};

/// What happened to one code between two releases.
struct ReleaseChange {
  ReleaseChangeKind kind{};
  std::string code;
  std::int64_t older_row = 0;       ///< 0: added
  std::int64_t newer_row = 0;       ///< 0: removed
  std::vector<CellChange> cells{};  ///< of a changed one, in the order of the newer columns
  friend bool operator==(const ReleaseChange&, const ReleaseChange&) = default;
};

struct ReleaseDifference {
  std::vector<std::string> columns_added{};
  std::vector<std::string> columns_removed{};
  /// Added and changed ones in the order of the newer rows, then removed ones in that of the older.
  std::vector<ReleaseChange> changes{};
  std::int64_t unchanged = 0;
  /// Rows of either release that cannot be compared: without a code, or with one that an earlier
  /// row has.
  std::int64_t not_compared = 0;
};

struct ReleasePair {
  std::int64_t older_id{};
  std::int64_t newer_id{};
};

/// Compares two releases of one source by code, as texts, in the columns that both have; rows in
/// quarantine too. Reads only. Refuses release_unknown, releases_of_different_sources.
ReleaseDifference diff_releases(inventory::Connection& connection, std::int64_t county_id,
                                const ReleasePair& releases);

}  // namespace wutong::procurement
