#include "procurement/app/backup/checksums.h"

#include "procurement/app/backup/sha256.h"

namespace wutong::app {

std::string checksum_line(const std::filesystem::path& backup, const std::string& file) {
  return sha256_of_file(backup / file) + "  " + file + "\n";
}

std::string checksums(const std::filesystem::path& backup, const Manifest& manifest) {
  std::string lines = checksum_line(backup, manifest_file);
  for (const BackedUpTable& table : manifest.tables) {
    if (!table.file.empty()) lines += checksum_line(backup, table.file);
  }
  return lines;
}

}  // namespace wutong::app
