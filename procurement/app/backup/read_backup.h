#pragma once

#include <filesystem>

#include "procurement/app/backup/manifest.h"

namespace wutong::app {

/// Reads what a backup says about itself, and every byte of it, and compares: whatever was changed
/// or is missing since it was written is found. Throws Refused: backup_not_readable,
/// backup_damaged, backup_format_unknown, backup_newer_than_program.
Manifest read_backup(const std::filesystem::path& backup, int newest_schema);

}  // namespace wutong::app
