#pragma once

#include <array>
#include <filesystem>
#include <string>

namespace wutong::inventory {

/// A secret of the data folder.
using KeyBytes = std::array<unsigned char, 32>;

/// Reads the key of `file`, making a random one when there is none; one key, whoever comes first.
/// `what` names it in errors: "sealing key". Throws std::runtime_error when the file cannot be
/// read, is damaged, or is open to others than its owner.
KeyBytes key_of_file(const std::filesystem::path& file, const std::string& what);

}  // namespace wutong::inventory
