#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// Whose version a note is about.
struct VersionedRecord {
  std::string_view noun;  ///< "supplier", "facility" or "route"
  std::int64_t record_id{};
  std::int64_t version{};
};

/// Who recorded a version, when and why.
struct VersionNote {
  std::string recorded_at;  ///< "2026-11-22 22:43:18.123456", UTC; empty: came with a county folder
  std::string actor;
  std::string reason;
};

/// One note a record, all for the same reason.
void insert_version_notes(Connection& connection, const Recording& recording,
                          const std::vector<VersionedRecord>& records, std::string_view reason);
void insert_version_note(Connection& connection, const Recording& recording,
                         const VersionedRecord& record, std::string_view reason);

/// A derived table `n` of the notes on one noun, to be joined to its versions v by id; and the note
/// that its columns recorded_at, actor, reason make, from the `first` of them on.
std::string join_version_notes(std::string_view noun, std::int64_t county_id);
VersionNote read_version_note(const Rows& rows, unsigned first);

}  // namespace wutong::inventory
