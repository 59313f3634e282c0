#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/release.h"

namespace wutong::inventory {

struct ReleaseRef {
  std::int64_t county_id{};
  std::int64_t release_id{};
};

/// A release without its rows.
struct StoredRelease {
  std::int64_t release_id{};
  ReleaseSource source{};
  std::string batch;
  Date released_on{};
  Date taken_in_on{};
  std::vector<std::string> columns;
  std::int64_t row_count{};
  std::int64_t quarantined_rows{};  ///< when it was taken in
};

/// A row as it was given, its cells still as the database keeps them.
struct ReleaseCells {
  std::int64_t row_no{};
  std::string code;
  std::string cells;  ///< see cells_of
};

/// By source, day of release and batch.
std::vector<StoredRelease> load_releases(Connection& connection, std::int64_t county_id);
std::optional<StoredRelease> load_release(Connection& connection, ReleaseRef release);
/// The same, and nobody else changes anything about it before this transaction ends.
std::optional<StoredRelease> lock_release(Connection& connection, ReleaseRef release);
/// 0: the county has no such release.
std::int64_t find_release(Connection& connection, std::int64_t county_id, ReleaseSource source,
                          const std::string& batch);

void save_release(Connection& connection, std::int64_t county_id, const StoredRelease& release);
/// `cells` gives the cells of each row, in the order of the rows.
void save_release_rows(Connection& connection, ReleaseRef release,
                       const std::vector<ReleaseRow>& rows,
                       const std::vector<std::vector<std::string>>& cells);
/// In the order of the rows.
std::vector<ReleaseRow> load_release_rows(Connection& connection, ReleaseRef release);
std::vector<ReleaseCells> load_release_cells(Connection& connection, ReleaseRef release);

/// Cells to the text that is stored, and back: a JSON array of texts. The cells must be UTF-8.
std::string stored_cells(const std::vector<std::string>& cells);
std::vector<std::string> cells_of(const std::string& stored);

void save_quarantine(Connection& connection, ReleaseRef release,
                     const std::vector<QuarantinedRow>& rows);
/// What is not lifted, by row.
std::vector<QuarantinedRow> load_quarantine(Connection& connection, ReleaseRef release);
/// The rows that load_quarantine names.
std::unordered_set<std::int64_t> load_quarantined_row_numbers(Connection& connection,
                                                              ReleaseRef release);
/// The reasons no longer hold: the rows were looked at again on that day.
void lift_quarantine(Connection& connection, ReleaseRef release,
                     const std::vector<QuarantinedRow>& rows, Date lifted_on);

/// The words of a kind that were accepted for the county.
std::unordered_set<std::string> load_terms(Connection& connection, std::int64_t county_id,
                                           TermKind kind);
struct AcceptedTerms {
  TermKind kind{};
  std::vector<std::string> terms;
  std::string accepted_by;
  Date accepted_on{};
};
void save_terms(Connection& connection, std::int64_t county_id, const AcceptedTerms& terms);

}  // namespace wutong::inventory
