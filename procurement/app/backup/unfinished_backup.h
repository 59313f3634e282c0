#pragma once

#include <filesystem>

#include "inventory/database/server_descriptor.h"

namespace wutong::app {

/// The folder of a backup while it is being written: under its own name with `.partial` after it,
/// for its owner alone. It gets its name when it is complete and on the disk, and goes when it is
/// given up. What a killed backup left under that name is cleared away first.
class UnfinishedBackup {
 public:
  /// Throws Refused: backup_target_taken, backup_under_way, output_not_writable.
  explicit UnfinishedBackup(const std::filesystem::path& target);
  ~UnfinishedBackup();
  UnfinishedBackup(const UnfinishedBackup&) = delete;
  UnfinishedBackup& operator=(const UnfinishedBackup&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Waits until everything is on the disk, then gives the folder its name.
  void finish();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  inventory::OwnedDescriptor lock_;
  bool is_finished_ = false;
};

/// Writes what the system still holds back of a file or a folder to the disk. Throws Refused
/// (output_not_writable).
void write_to_disk(const std::filesystem::path& path);

}  // namespace wutong::app
