#pragma once

#include <initializer_list>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wutong::reporting {

/// The stream did not take what was written (full disk, lost folder). `what` is the system's
/// reason.
class CsvNotWritten : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes CSV (RFC 4180) rows to a stream, lines ended by LF. Cells of letters, digits and _.:+-
/// are written plain, all others between quotation marks, so that the same cells always give the
/// same bytes. Errors of the stream are thrown as CsvNotWritten, by the row that met them or, since
/// streams buffer, by `finish`: a file is written only when `finish` has returned.
class CsvWriter {
 public:
  explicit CsvWriter(std::ostream& out) : out_(out) {}

  void row(std::span<const std::string_view> cells);
  void row(std::initializer_list<std::string_view> cells) {
    row(std::span<const std::string_view>(cells.begin(), cells.size()));
  }
  void finish();

 private:
  void append_cell(std::string_view cell);
  void refuse_failed_stream() const;

  std::ostream& out_;
  std::string line_;
};

}  // namespace wutong::reporting
