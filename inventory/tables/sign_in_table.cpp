#include "inventory/tables/sign_in_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view counter_columns =
    "sign_in_attempts (county_id, counter_hash, failures, last_at, wait_noted)";

std::string listed(Connection& connection, const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) {
    list += (list.empty() ? "" : ", ") + connection.quoted(text);
  }
  return list;
}

/// A row to lock where there was none; one that is there stays as it is.
void make_counters(Connection& connection, std::int64_t county_id,
                   const std::vector<std::string>& hashes) {
  BulkInsert insert(connection, counter_columns, "failures = failures");
  for (const std::string& hash : hashes) {
    insert.row(county_id, hash, 0, to_sql(Instant()), 0);
  }
  insert.finish();
}

void forget_origins(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                    const OriginBounds& bounds) {
  connection.execute(fmt::format(
      "DELETE FROM known_origin WHERE county_id = {} AND user_id = {} AND last_at < '{}'",
      county_id, user_id, to_sql(bounds.before)));
  std::vector<std::string> beyond;
  {
    Rows rows = connection.query(
        fmt::format("SELECT origin_hash FROM known_origin WHERE county_id = {} AND user_id = {}"
                    " ORDER BY last_at DESC, origin_hash LIMIT {}, 1000",
                    county_id, user_id, bounds.at_most));
    while (rows.next()) beyond.push_back(rows.text(1));
  }
  if (beyond.empty()) return;
  connection.execute(fmt::format(
      "DELETE FROM known_origin WHERE county_id = {} AND user_id = {} AND origin_hash IN ({})",
      county_id, user_id, listed(connection, beyond)));
}

}  // namespace

std::vector<AttemptCounter> lock_counters(Connection& connection, std::int64_t county_id,
                                          const std::vector<std::string>& hashes) {
  make_counters(connection, county_id, hashes);
  Rows rows = connection.query(
      fmt::format("SELECT counter_hash, failures, last_at, wait_noted FROM sign_in_attempts"
                  " WHERE county_id = {} AND counter_hash IN ({}) ORDER BY counter_hash FOR UPDATE",
                  county_id, listed(connection, hashes)));
  std::vector<AttemptCounter> counters;
  while (rows.next()) {
    counters.push_back({rows.text(1), rows.integer(2),
                        parse_sql_instant(rows.text(3)).value_or(Instant()), rows.integer(4) != 0});
  }
  return counters;
}

void save_counters(Connection& connection, std::int64_t county_id,
                   const std::vector<AttemptCounter>& counters) {
  BulkInsert insert(connection, counter_columns,
                    "failures = VALUES(failures), last_at = VALUES(last_at),"
                    " wait_noted = VALUES(wait_noted)");
  for (const AttemptCounter& counter : counters) {
    insert.row(county_id, counter.counter_hash, counter.failures, to_sql(counter.last_at),
               counter.wait_noted ? 1 : 0);
  }
  insert.finish();
}

void forget_counters(Connection& connection, std::int64_t county_id, Instant before) {
  connection.execute(
      fmt::format("DELETE FROM sign_in_attempts WHERE county_id = {} AND last_at < '{}' LIMIT 100",
                  county_id, to_sql(before)));
}

std::vector<std::string> known_origins(Connection& connection, std::int64_t county_id,
                                       std::int64_t user_id,
                                       const std::vector<std::string>& hashes) {
  Rows rows = connection.query(
      fmt::format("SELECT origin_hash FROM known_origin WHERE county_id = {} AND user_id = {}"
                  " AND origin_hash IN ({})",
                  county_id, user_id, listed(connection, hashes)));
  std::vector<std::string> known;
  while (rows.next()) known.push_back(rows.text(1));
  return known;
}

void note_origins(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                  const std::vector<std::string>& hashes, Instant now, const OriginBounds& bounds) {
  BulkInsert insert(connection, "known_origin (county_id, user_id, origin_hash, last_at)",
                    "last_at = VALUES(last_at)");
  for (const std::string& hash : hashes) insert.row(county_id, user_id, hash, to_sql(now));
  insert.finish();
  forget_origins(connection, county_id, user_id, bounds);
}

}  // namespace wutong::inventory
