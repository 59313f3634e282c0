#include "procurement/app/generate/seed_table.h"

#include <stdexcept>
#include <utility>

#include "reporting/csv/csv_reader.h"
#include "sql/embedded_files.h"

namespace wutong::app {

SeedRow::SeedRow(std::string where, const std::vector<std::string>& header,
                 std::vector<std::string> cells)
    : where_(std::move(where)) {
  if (cells.size() != header.size()) {
    throw std::runtime_error(where_ + ": not as many cells as the header has");
  }
  for (std::size_t column = 0; column < cells.size(); ++column) {
    cells_[header[column]] = std::move(cells[column]);
  }
}

const std::string& SeedRow::text(const std::string& column) const {
  const auto found = cells_.find(column);
  if (found == cells_.end()) {
    throw std::runtime_error(where_ + ": no column " + column);
  }
  return found->second;
}

void SeedRow::refuse(const std::string& column) const {
  throw std::runtime_error(where_ + ": " + column + " cannot be \"" + text(column) + '"');
}

std::vector<SeedRow> read_seed_table(std::string_view path) {
  std::vector<std::string> header;
  std::vector<SeedRow> rows;
  reporting::CsvReader reader([&](const reporting::CsvRow& row) {
    std::vector<std::string> cells;
    for (const reporting::CsvCell& cell : row.cells) {
      cells.emplace_back(cell.text);
    }
    if (header.empty()) {
      header = std::move(cells);
    } else {
      const std::string where = std::string(path) + " row " + std::to_string(rows.size() + 1);
      rows.emplace_back(where, header, std::move(cells));
    }
  });
  if (!reader.feed(embedded_file(path)) || !reader.finish()) {
    throw std::runtime_error(std::string(path) + " is not CSV");
  }
  return rows;
}

}  // namespace wutong::app
