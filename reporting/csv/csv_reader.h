#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace wutong::reporting {

/// A cell as it stands in the file: nothing trimmed, quotation marks resolved, bytes not judged.
struct CsvCell {
  std::string_view text;  ///< its first bytes, up to CsvLimits::cell_bytes
  bool is_cut = false;    ///< the cell goes on beyond `text`
};

struct CsvRow {
  std::span<const CsvCell> cells;  ///< the first ones, up to CsvLimits::cells
  std::size_t cell_count = 0;      ///< how many there are
};

/// What is kept of a row, so that a hostile one needs no more memory than this.
struct CsvLimits {
  std::size_t cell_bytes = 64 * 1024;
  std::size_t cells = 1024;
};

enum class CsvProblem {
  none,
  bad_quoting,  ///< a quotation mark inside a plain cell, text after a closing one, or none closing
  cell_too_large,  ///< a single cell of more than CsvReader::largest_cell_bytes
};

/// Reads CSV (RFC 4180) piece by piece: quoted cells may hold commas, quotation marks and line
/// breaks; lines end with CRLF, LF or CR; a BOM at the start and blank lines are passed over.
/// It knows nothing of headers, columns or text encodings.
class CsvReader {
 public:
  /// No single cell may need more memory than this. An unclosed quotation mark swallows the rest of
  /// its file, which would otherwise be buffered whole.
  static constexpr std::size_t largest_cell_bytes = 64 * 1024 * 1024;

  /// Called once a row, in order; the row lives until it returns. It may throw.
  using OnRow = std::function<void(const CsvRow&)>;

  explicit CsvReader(OnRow on_row, CsvLimits limits = {});
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// False: what follows cannot be read, see `problem`; nothing more may be fed.
  bool feed(std::string_view bytes);
  /// Ends the file: a last line without a line break is still a row. False as above.
  bool finish();

  CsvProblem problem() const;
  /// Where the problem is: so many cells of its row were read before it.
  std::size_t cells_before_problem() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace wutong::reporting
