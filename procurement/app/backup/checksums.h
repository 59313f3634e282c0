#pragma once

#include <filesystem>
#include <string>

#include "procurement/app/backup/manifest.h"

namespace wutong::app {

constexpr const char* manifest_file = "manifest.json";
constexpr const char* checksum_file = "SHA256SUMS";

/// The line of a file, as `sha256sum` writes it: the digest, two spaces, the name.
std::string checksum_line(const std::filesystem::path& backup, const std::string& file);

/// The lines of all files of a backup, the manifest's first: what `SHA256SUMS` must hold.
std::string checksums(const std::filesystem::path& backup, const Manifest& manifest);

}  // namespace wutong::app
