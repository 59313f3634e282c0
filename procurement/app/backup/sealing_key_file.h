#pragma once

#include <filesystem>
#include <string>

#include "procurement/app/backup/manifest.h"

namespace wutong::app {

/// Where the key is that seals the secrets of authenticators: beside the database folder.
std::filesystem::path sealing_key_path(const std::filesystem::path& data_folder);

/// What tells keys apart and nothing else about them; empty when there is no file.
std::string fingerprint_of_key(const std::filesystem::path& file);

/// The key in the data folder that is restored into, and the one that came with the command.
struct SealingKeyChoice {
  std::filesystem::path in_place;
  std::filesystem::path given;  ///< empty: none
  bool do_without = false;
};

/// Throws Refused when the sealed secrets of a backup could not be opened afterwards:
/// sealing_key_needed, sealing_key_wrong.
void require_sealing_key(const SealingKeyChoice& choice, const Manifest& manifest,
                         const std::filesystem::path& backup);

/// Copies the given key into its place, for its owner alone.
void put_sealing_key(const SealingKeyChoice& choice);

}  // namespace wutong::app
