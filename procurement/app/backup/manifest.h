#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "procurement/app/backup/table_layout.h"
#include "procurement/app/backup/table_rows.h"

namespace wutong::app {

/// A table in a backup: the file, what is in it, and how it is made again.
struct BackedUpTable {
  TableLayout layout;
  TableDigest digest;
  std::string file;  ///< inside the backup, "tables/county.ndjson.gz"; empty for an empty table
};

/// Where a county's audit chain ended.
struct CountyHead {
  std::int64_t county_id = 0;
  std::string code;
  std::int64_t audit_sequence = 0;
  std::string audit_hash;
  friend bool operator==(const CountyHead&, const CountyHead&) = default;
};

/// What a backup says about itself, in `manifest.json`.
struct Manifest {
  static constexpr int newest_format = 1;
  int format = newest_format;
  int schema_version = 0;
  std::string made_at;  ///< UTC, the moment of which everything is
  std::vector<CountyHead> counties;
  /// Users whose authenticator's secret is sealed with a key that is not in the backup.
  std::int64_t sealed_secrets = 0;
  std::string sealing_key_fingerprint;  ///< of that key; empty when there was none
  /// Public keys (PEM) that signed the audit's checkpoints; empty: none has, or an older backup.
  std::string audit_public_keys;
  std::vector<BackedUpTable> tables;

  std::int64_t rows() const;
};

std::string manifest_json(const Manifest& manifest);
/// Throws Refused (backup_format_unknown) for another format, std::exception when it is none.
Manifest parse_manifest(const std::string& json, const std::filesystem::path& backup);

/// The counties of the database with the ends of their audit chains, by code.
std::vector<CountyHead> load_county_heads(inventory::Connection& connection);

}  // namespace wutong::app
