#include "procurement/app/backup/read_backup.h"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "procurement/app/backup/checksums.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;
namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse_damaged(const fs::path& backup, const std::string& file) {
  throw Refused(Refusal::backup_damaged, {backup.string(), file});
}

std::string text_of(const fs::path& backup, const char* name) {
  errno = 0;
  std::ifstream stream(backup / name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (stream.bad() || !stream.is_open()) {
    throw Refused(Refusal::backup_not_readable,
                  {backup.string(), name, std::generic_category().message(errno)});
  }
  return text;
}

std::string line_of(const fs::path& backup, const std::string& file) try {
  return checksum_line(backup, file);
} catch (const std::system_error& error) {
  throw Refused(Refusal::backup_not_readable, {backup.string(), file, error.code().message()});
}

/// Takes the line of a file from the front of `lines`.
void require_line(const fs::path& backup, const std::string& file, std::string_view& lines) {
  const std::string line = line_of(backup, file);
  if (!lines.starts_with(line)) refuse_damaged(backup, file);
  lines.remove_prefix(line.size());
}

Manifest manifest_of(const fs::path& backup) try {
  return parse_manifest(text_of(backup, manifest_file), backup);
} catch (const Refused&) {
  throw;
} catch (const std::exception&) {
  refuse_damaged(backup, manifest_file);
}

}  // namespace

Manifest read_backup(const fs::path& backup, int newest_schema) {
  const std::string sums = text_of(backup, checksum_file);
  std::string_view lines = sums;
  require_line(backup, manifest_file, lines);
  Manifest manifest = manifest_of(backup);
  for (const BackedUpTable& table : manifest.tables) {
    if (!table.file.empty()) require_line(backup, table.file, lines);
  }
  if (!lines.empty()) refuse_damaged(backup, checksum_file);
  if (manifest.schema_version > newest_schema) {
    throw Refused(
        Refusal::backup_newer_than_program,
        {backup.string(), std::to_string(manifest.schema_version), std::to_string(newest_schema)});
  }
  return manifest;
}

}  // namespace wutong::app
