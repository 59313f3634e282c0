#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/release_mapping_table.h"

namespace wutong::inventory {

/// What stands about a row of a release, for a page of them.
struct ReleaseRowOnPage {
  std::int64_t row_no{};
  std::string code;
  std::string cells;  ///< see cells_of
  bool is_quarantined = false;
  std::optional<MappingState> state;  ///< nothing: quarantined, or nothing proposed yet
  std::string item_code;              ///< of a proposed or confirmed one
  std::string reason;                 ///< why it is ambiguous or unmapped
};

/// Which rows a page shows.
enum class ReleaseRowState {
  all,
  quarantined,
  waiting,  ///< nothing proposed yet
  proposed,
  ambiguous,
  unmapped,
  confirmed,
  rejected,
};
std::string_view to_string(ReleaseRowState state);
std::optional<ReleaseRowState> parse_release_row_state(std::string_view text);

struct ReleaseRowFilter {
  ReleaseRowState state = ReleaseRowState::all;
  std::string text;  ///< part of the code or of any cell, whatever case
  std::int64_t after_row = 0;
  std::int64_t at_most = 100;
  std::optional<std::int64_t> row_no;  ///< only this one
};
/// By row number. One statement.
std::vector<ReleaseRowOnPage> list_release_rows(Connection& connection, ReleaseRef release,
                                                const ReleaseRowFilter& filter);

/// How many rows stand in each state; without `all`. Two statements.
std::map<ReleaseRowState, std::int64_t> count_release_rows(Connection& connection,
                                                           ReleaseRef release);

/// An item that a row may mean, as a person knows it.
struct NamedCandidate {
  std::int64_t row_no{};
  std::string item_code;
  std::string generic_name;
  MappingBasis basis{};
};
/// Of these rows, by row, code and basis.
std::vector<NamedCandidate> load_candidates_of(Connection& connection, ReleaseRef release,
                                               const std::vector<std::int64_t>& row_numbers);
/// The reasons that are not lifted, of these rows, by row.
std::vector<QuarantinedRow> load_quarantine_of(Connection& connection, ReleaseRef release,
                                               const std::vector<std::int64_t>& row_numbers);

struct NamedDecision {
  MappingDecision decision;
  std::string item_code;  ///< empty: the row belongs to none
};
/// Every decision about a row, the newest first.
std::vector<NamedDecision> load_decisions_of(Connection& connection, ReleaseRef release,
                                             std::int64_t row_no);

}  // namespace wutong::inventory
