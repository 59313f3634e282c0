#include "inventory/tables/release_mapping_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {
namespace {

std::string of_release(ReleaseRef release) {
  return fmt::format("county_id = {} AND release_id = {}", release.county_id, release.release_id);
}

std::optional<std::int64_t> optional_integer(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

ReleaseMapping mapping_of(const MappingDecision& decision) {
  return {decision.row_no,
          decision.item_id ? MappingState::confirmed : MappingState::rejected,
          decision.item_id,
          {}};
}

}  // namespace

std::vector<ReleaseMapping> load_mappings(Connection& connection, ReleaseRef release) {
  Rows rows = connection.query(
      fmt::format("SELECT row_no, state, item_id, reason FROM release_mapping WHERE {} ORDER BY"
                  " row_no",
                  of_release(release)));
  std::vector<ReleaseMapping> mappings;
  while (rows.next()) {
    mappings.push_back({rows.integer(1), parse_mapping_state(rows.text(2)).value(),
                        optional_integer(rows, 3), rows.text(4)});
  }
  return mappings;
}

std::vector<MappingCandidate> load_candidates(Connection& connection, ReleaseRef release) {
  Rows rows = connection.query(
      fmt::format("SELECT row_no, item_id, basis FROM release_mapping_candidate WHERE {} ORDER BY"
                  " row_no, item_id, basis",
                  of_release(release)));
  std::vector<MappingCandidate> candidates;
  while (rows.next()) {
    candidates.push_back(
        {rows.integer(1), rows.integer(2), parse_mapping_basis(rows.text(3)).value()});
  }
  return candidates;
}

std::unordered_map<std::string, std::int64_t> load_confirmed_items(Connection& connection,
                                                                   std::int64_t county_id,
                                                                   ReleaseSource source) {
  Rows rows = connection.query(fmt::format(
      "SELECT s.code, m.item_id FROM catalogue_release r"
      " JOIN release_mapping m ON m.county_id = r.county_id AND m.release_id = r.release_id"
      " JOIN release_row s ON s.county_id = m.county_id AND s.release_id = m.release_id"
      " AND s.row_no = m.row_no"
      " WHERE r.county_id = {} AND r.source = {} AND m.state = 'confirmed'"
      " ORDER BY r.released_on, r.release_id, m.row_no",
      county_id, connection.quoted(to_string(source))));
  std::unordered_map<std::string, std::int64_t> items;
  while (rows.next()) items[rows.text(1)] = rows.integer(2);
  return items;
}

void remove_undecided_mappings(Connection& connection, ReleaseRef release) {
  connection.execute(fmt::format(
      "DELETE FROM release_mapping WHERE {} AND state IN ('proposed', 'ambiguous', 'unmapped')",
      of_release(release)));
  connection.execute(
      fmt::format("DELETE FROM release_mapping_candidate WHERE {0} AND row_no NOT IN"
                  " (SELECT row_no FROM release_mapping WHERE {0})",
                  of_release(release)));
}

void save_mappings(Connection& connection, ReleaseRef release,
                   const std::vector<ReleaseMapping>& mappings) {
  BulkInsert insert(connection,
                    "release_mapping (county_id, release_id, row_no, state, item_id, reason)",
                    "state = VALUES(state), item_id = VALUES(item_id), reason = VALUES(reason)");
  for (const ReleaseMapping& mapping : mappings) {
    insert.row(release.county_id, release.release_id, mapping.row_no, to_string(mapping.state),
               mapping.item_id, mapping.reason);
  }
  insert.finish();
}

void save_candidates(Connection& connection, ReleaseRef release,
                     const std::vector<MappingCandidate>& candidates) {
  BulkInsert insert(connection,
                    "release_mapping_candidate (county_id, release_id, row_no, item_id, basis)");
  for (const MappingCandidate& candidate : candidates) {
    insert.row(release.county_id, release.release_id, candidate.row_no, candidate.item_id,
               to_string(candidate.basis));
  }
  insert.finish();
}

void save_decisions(Connection& connection, ReleaseRef release,
                    const std::vector<MappingDecision>& decisions) {
  BulkInsert insert(connection,
                    "release_mapping_decision (county_id, release_id, row_no, decision_id, item_id,"
                    " reason, decided_by, decided_on)");
  std::vector<ReleaseMapping> mappings;
  for (const MappingDecision& decision : decisions) {
    insert.row(release.county_id, release.release_id, decision.row_no, decision.decision_id,
               decision.item_id, decision.reason, decision.decided_by, decision.decided_on);
    mappings.push_back(mapping_of(decision));
  }
  insert.finish();
  save_mappings(connection, release, mappings);
}

}  // namespace wutong::inventory
