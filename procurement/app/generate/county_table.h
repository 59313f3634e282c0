#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string_view>

#include "reporting/csv/csv_writer.h"

namespace wutong::app {

/// One file of the county folder being written, row by row. Throws std::runtime_error, naming the
/// file, when it cannot be opened or written.
class CountyTable {
 public:
  CountyTable(const std::filesystem::path& path, std::initializer_list<std::string_view> header);

  void row(std::initializer_list<std::string_view> cells);
  /// The file is complete only when this has returned.
  void finish();
  std::int64_t rows() const { return rows_; }

 private:
  std::filesystem::path path_;
  std::ofstream stream_;
  reporting::CsvWriter writer_;
  std::int64_t rows_ = 0;
};

}  // namespace wutong::app
