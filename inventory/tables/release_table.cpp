#include "inventory/tables/release_table.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {
namespace {

constexpr std::string_view release_columns =
    "release_id, source, batch, released_on, taken_in_on, column_names, row_count,"
    " quarantined_rows";
constexpr std::string_view row_columns =
    "row_no, code, form, unit, approval_no, strength, pack_size";
constexpr std::string_view quarantine_columns =
    "row_no, reason, code_reason, found, sentence_zh, sentence_en";

std::string of_release(ReleaseRef release) {
  return fmt::format("county_id = {} AND release_id = {}", release.county_id, release.release_id);
}

std::vector<StoredRelease> read_releases(Connection& connection, const std::string& condition) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM catalogue_release WHERE {}", release_columns, condition));
  std::vector<StoredRelease> releases;
  while (rows.next()) {
    releases.push_back({rows.integer(1), parse_release_source(rows.text(2)).value(), rows.text(3),
                        rows.date(4), rows.date(5), cells_of(rows.text(6)), rows.integer(7),
                        rows.integer(8)});
  }
  return releases;
}

std::optional<StoredRelease> only_one(std::vector<StoredRelease> releases) {
  if (releases.empty()) return std::nullopt;
  return std::move(releases.front());
}

}  // namespace

std::vector<StoredRelease> load_releases(Connection& connection, std::int64_t county_id) {
  return read_releases(
      connection, fmt::format("county_id = {} ORDER BY source, released_on, batch", county_id));
}

std::optional<StoredRelease> load_release(Connection& connection, ReleaseRef release) {
  return only_one(read_releases(connection, of_release(release)));
}

std::optional<StoredRelease> lock_release(Connection& connection, ReleaseRef release) {
  return only_one(read_releases(connection, of_release(release) + " FOR UPDATE"));
}

std::int64_t find_release(Connection& connection, std::int64_t county_id, ReleaseSource source,
                          const std::string& batch) {
  return connection
      .query_integer(fmt::format("SELECT release_id FROM catalogue_release WHERE county_id = {} AND"
                                 " source = {} AND batch = {}",
                                 county_id, connection.quoted(to_string(source)),
                                 connection.quoted(batch)))
      .value_or(0);
}

void save_release(Connection& connection, std::int64_t county_id, const StoredRelease& release) {
  BulkInsert insert(connection, fmt::format("catalogue_release (county_id, {})", release_columns));
  insert.row(county_id, release.release_id, to_string(release.source), release.batch,
             release.released_on, release.taken_in_on, stored_cells(release.columns),
             release.row_count, release.quarantined_rows);
  insert.finish();
}

void save_release_rows(Connection& connection, ReleaseRef release,
                       const std::vector<ReleaseRow>& rows,
                       const std::vector<std::vector<std::string>>& cells) {
  BulkInsert insert(connection,
                    fmt::format("release_row (county_id, release_id, {}, cells)", row_columns));
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const ReleaseRow& row = rows[index];
    insert.row(release.county_id, release.release_id, row.row_no, row.code, row.form, row.unit,
               row.approval_no, row.strength, row.pack_size, stored_cells(cells.at(index)));
  }
  insert.finish();
}

std::vector<ReleaseRow> load_release_rows(Connection& connection, ReleaseRef release) {
  Rows rows = connection.query(fmt::format("SELECT {} FROM release_row WHERE {} ORDER BY row_no",
                                           row_columns, of_release(release)));
  std::vector<ReleaseRow> found;
  while (rows.next()) {
    found.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                     rows.text(6), rows.text(7)});
  }
  return found;
}

std::vector<ReleaseCells> load_release_cells(Connection& connection, ReleaseRef release) {
  Rows rows =
      connection.query(fmt::format("SELECT row_no, code, cells FROM release_row WHERE {} ORDER BY"
                                   " row_no",
                                   of_release(release)));
  std::vector<ReleaseCells> found;
  while (rows.next()) found.push_back({rows.integer(1), rows.text(2), rows.text(3)});
  return found;
}

std::string stored_cells(const std::vector<std::string>& cells) {
  return nlohmann::json(cells).dump();
}

std::vector<std::string> cells_of(const std::string& stored) {
  return nlohmann::json::parse(stored).get<std::vector<std::string>>();
}

void save_quarantine(Connection& connection, ReleaseRef release,
                     const std::vector<QuarantinedRow>& rows) {
  BulkInsert insert(connection, fmt::format("release_quarantine (county_id, release_id, {})",
                                            quarantine_columns));
  for (const QuarantinedRow& row : rows) {
    insert.row(release.county_id, release.release_id, row.row_no, to_string(row.reason),
               row.code_reason, row.found, row.sentence_zh, row.sentence_en);
  }
  insert.finish();
}

std::vector<QuarantinedRow> load_quarantine(Connection& connection, ReleaseRef release) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM release_quarantine WHERE {} AND lifted_on IS NULL ORDER BY"
                  " row_no, reason",
                  quarantine_columns, of_release(release)));
  std::vector<QuarantinedRow> found;
  while (rows.next()) {
    found.push_back({rows.integer(1), parse_quarantine_reason(rows.text(2)).value(), rows.text(3),
                     rows.text(4), rows.text(5), rows.text(6)});
  }
  return found;
}

std::unordered_set<std::int64_t> load_quarantined_row_numbers(Connection& connection,
                                                              ReleaseRef release) {
  Rows rows = connection.query(
      fmt::format("SELECT DISTINCT row_no FROM release_quarantine WHERE {} AND lifted_on IS NULL",
                  of_release(release)));
  std::unordered_set<std::int64_t> numbers;
  while (rows.next()) numbers.insert(rows.integer(1));
  return numbers;
}

void lift_quarantine(Connection& connection, ReleaseRef release,
                     const std::vector<QuarantinedRow>& rows, Date lifted_on) {
  BulkInsert insert(
      connection,
      fmt::format("release_quarantine (county_id, release_id, {}, lifted_on)", quarantine_columns),
      "lifted_on = VALUES(lifted_on)");
  for (const QuarantinedRow& row : rows) {
    insert.row(release.county_id, release.release_id, row.row_no, to_string(row.reason),
               row.code_reason, row.found, row.sentence_zh, row.sentence_en, lifted_on);
  }
  insert.finish();
}

std::unordered_set<std::string> load_terms(Connection& connection, std::int64_t county_id,
                                           TermKind kind) {
  Rows rows = connection.query(
      fmt::format("SELECT term FROM catalogue_term WHERE county_id = {} AND kind = {}", county_id,
                  connection.quoted(to_string(kind))));
  std::unordered_set<std::string> terms;
  while (rows.next()) terms.insert(rows.text(1));
  return terms;
}

void save_terms(Connection& connection, std::int64_t county_id, const AcceptedTerms& terms) {
  BulkInsert insert(connection, "catalogue_term (county_id, kind, term, accepted_by, accepted_on)",
                    "term = VALUES(term)");
  for (const std::string& term : terms.terms) {
    insert.row(county_id, to_string(terms.kind), term, terms.accepted_by, terms.accepted_on);
  }
  insert.finish();
}

}  // namespace wutong::inventory
