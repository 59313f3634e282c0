#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <span>
#include <string_view>

#include "reporting/csv/csv_writer.h"

namespace wutong::reporting {

/// A file that appears under its name only when it is complete: it is written beside it, flushed,
/// and renamed.
class ResultFile {
 public:
  ResultFile(const std::filesystem::path& folder, std::string_view name,
             std::span<const std::string_view> columns);
  ResultFile(const std::filesystem::path& folder, std::string_view name,
             std::initializer_list<std::string_view> columns)
      : ResultFile(folder, name,
                   std::span<const std::string_view>(columns.begin(), columns.size())) {}
  ~ResultFile();
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;

  void row(std::span<const std::string_view> cells);
  void row(std::initializer_list<std::string_view> cells) {
    row(std::span<const std::string_view>(cells.begin(), cells.size()));
  }
  /// Answers the number of data rows.
  std::int64_t finish();

 private:
  const std::filesystem::path path_;
  const std::filesystem::path unfinished_;
  std::ofstream stream_;
  CsvWriter writer_;
  std::int64_t rows_ = 0;
};

/// Removes the unfinished files of processes that are gone.
void remove_leftovers(const std::filesystem::path& folder);

/// Writes one text under its name, whole or not at all.
void write_whole_file(const std::filesystem::path& path, std::string_view content);

}  // namespace wutong::reporting
