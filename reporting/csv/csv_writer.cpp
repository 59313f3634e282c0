#include "reporting/csv/csv_writer.h"

#include <csv.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace wutong::reporting {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == ':' || c == '+' || c == '-';
}

}  // namespace

void CsvWriter::row(std::span<const std::string_view> cells) {
  line_.clear();
  bool is_first = true;
  for (const std::string_view cell : cells) {
    if (!is_first) {
      line_.push_back(',');
    }
    is_first = false;
    append_cell(cell);
  }
  if (cells.size() == 1 && cells.front().empty()) {
    line_ = "\"\"";  // a blank line would not be read back as a row
  }
  line_.push_back('\n');
  errno = 0;
  out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  refuse_failed_stream();
}

void CsvWriter::append_cell(std::string_view cell) {
  if (std::all_of(cell.begin(), cell.end(), is_plain)) {
    line_.append(cell);
    return;
  }
  const std::size_t start = line_.size();
  line_.resize(start + csv_write(nullptr, 0, cell.data(), cell.size()));
  csv_write(line_.data() + start, line_.size() - start, cell.data(), cell.size());
}

void CsvWriter::finish() {
  errno = 0;
  out_.flush();
  refuse_failed_stream();
}

void CsvWriter::refuse_failed_stream() const {
  if (!out_) {
    throw CsvNotWritten(errno == 0 ? "write error" : std::generic_category().message(errno));
  }
}

}  // namespace wutong::reporting
