#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::app {

/// A row of a seed table, by column name.
class SeedRow {
 public:
  SeedRow(std::string where, const std::vector<std::string>& header,
          std::vector<std::string> cells);

  /// Throws std::runtime_error when there is no such column.
  const std::string& text(const std::string& column) const;
  [[noreturn]] void refuse(const std::string& column) const;

 private:
  std::string where_;
  std::map<std::string, std::string> cells_;
};

/// Every row of an embedded table, such as "sql/seed/drugs.csv".
std::vector<SeedRow> read_seed_table(std::string_view path);

}  // namespace wutong::app
