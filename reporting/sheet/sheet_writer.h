#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "reporting/sheet/sheet_reader.h"

namespace wutong::reporting {

/// The stream or the machine's temporary folder did not take what was written; CSV throws
/// CsvNotWritten (csv_writer.h), which is one too.
class SheetNotWritten : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// More rows than a sheet of a workbook can have.
class SheetTooLong : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes a table row by row; every cell is a text, valid UTF-8 without zero bytes, of at most
/// 32,000 bytes. A file is written only when `finish` has returned.
class SheetWriter {
 public:
  static constexpr std::int64_t most_rows_of_workbook = 1'048'576;

  virtual ~SheetWriter() = default;
  virtual void row(std::span<const std::string_view> cells) = 0;
  virtual void finish() = 0;
};

/// CSV: RFC 4180, with the guard of formula_guard.h. XLSX: one sheet of the name given (at most 31
/// characters); texts even where they look like numbers, so that 007 stays 007 and 8.70 stays 8.70;
/// never a formula or a link. The rows wait in a temporary file, one row in memory; the same rows
/// give the same bytes.
std::unique_ptr<SheetWriter> make_sheet_writer(SheetFormat format, std::ostream& out,
                                               const std::string& sheet_name);

}  // namespace wutong::reporting
