#include "inventory/tables/version_note_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

void insert_version_note(Connection& connection, const Recording& recording,
                         const VersionedRecord& record, std::string_view reason) {
  insert_version_notes(connection, recording, {record}, reason);
}

void insert_version_notes(Connection& connection, const Recording& recording,
                          const std::vector<VersionedRecord>& records, std::string_view reason) {
  BulkInsert insert(connection,
                    "version_note (county_id, noun, record_id, version, recorded_at, actor,"
                    " reason)");
  for (const VersionedRecord& record : records) {
    insert.row(recording.county_id, record.noun, record.record_id, record.version,
               to_string(recording.now), recording.actor, reason);
  }
  insert.finish();
}

std::string join_version_notes(std::string_view noun, std::int64_t county_id) {
  return fmt::format(
      " LEFT JOIN (SELECT record_id AS {0}_id, version AS note_version, recorded_at, actor, reason"
      " FROM version_note WHERE county_id = {1} AND noun = '{0}') AS n"
      " ON n.{0}_id = v.{0}_id AND n.note_version = v.version",
      noun, county_id);
}

VersionNote read_version_note(const Rows& rows, unsigned first) {
  if (rows.is_null(first)) return {};
  return {rows.text(first), rows.text(first + 1), rows.text(first + 2)};
}

}  // namespace wutong::inventory
