#include "reporting/csv/csv_reader.h"

#include <csv.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace wutong::reporting {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t smallest_growth = 4096;

void* grow_within_limit(void* block, std::size_t bytes) {
  return bytes > CsvReader::largest_cell_bytes ? nullptr : std::realloc(block, bytes);
}

/// libcsv trims white space unless told that there is none.
int never_space(unsigned char) {
  return 0;
}

}  // namespace

/// The only user of libcsv. Its callbacks come from C, which no exception may cross: what a row
/// handler throws waits in `thrown_` until libcsv has returned.
class CsvReader::Parser {
 public:
  Parser(OnRow on_row, CsvLimits limits) : on_row_(std::move(on_row)), limits_(limits) {
    if (csv_init(&csv_, CSV_STRICT | CSV_STRICT_FINI) != 0) {
      throw std::bad_alloc();
    }
    csv_set_space_func(&csv_, never_space);
    csv_set_realloc_func(&csv_, grow_within_limit);
  }
  ~Parser() { csv_free(&csv_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool feed(std::string_view bytes);
  bool finish();
  CsvProblem problem() const { return problem_; }
  std::size_t cells_in_row() const { return cell_count_; }

 private:
  static void on_cell(void* text, std::size_t size, void* self) {
    static_cast<Parser*>(self)->take_cell({static_cast<const char*>(text), size});
  }
  static void on_row_end(int, void* self) { static_cast<Parser*>(self)->end_row(); }

  std::string_view without_byte_order_mark(std::string_view bytes);
  bool parse(std::string_view bytes);
  bool judge(bool succeeded);
  void take_cell(std::string_view text);
  void end_row();
  std::span<const CsvCell> cells_of_row();

  struct KeptCell {
    std::size_t size;
    bool is_cut;
  };

  csv_parser csv_{};
  OnRow on_row_;
  CsvLimits limits_;
  std::size_t matched_mark_ = 0;  ///< bytes of the mark seen so far, while at the start of the file
  bool at_start_ = true;
  CsvProblem problem_ = CsvProblem::none;
  std::exception_ptr thrown_;
  std::string row_text_;
  std::vector<KeptCell> kept_;
  std::vector<CsvCell> cells_;
  std::size_t cell_count_ = 0;
};

bool CsvReader::Parser::feed(std::string_view bytes) {
  if (problem_ != CsvProblem::none) {
    return false;
  }
  if (at_start_) {
    bytes = without_byte_order_mark(bytes);
  }
  return problem_ == CsvProblem::none && parse(bytes);
}

/// What remains of the first bytes of a file, which may come one by one. What looked like the
/// mark's beginning and was not is parsed first.
std::string_view CsvReader::Parser::without_byte_order_mark(std::string_view bytes) {
  while (!bytes.empty() && matched_mark_ < byte_order_mark.size() &&
         bytes.front() == byte_order_mark[matched_mark_]) {
    ++matched_mark_;
    bytes.remove_prefix(1);
  }
  if (matched_mark_ == byte_order_mark.size()) {
    at_start_ = false;
  } else if (!bytes.empty()) {
    at_start_ = false;
    parse(byte_order_mark.substr(0, matched_mark_));
  }
  return bytes;
}

bool CsvReader::Parser::parse(std::string_view bytes) {
  if (bytes.empty()) {
    return true;
  }
  // Grows by its own size, so that a cell of many megabytes is not copied at every few bytes.
  csv_set_blk_size(&csv_, std::max(smallest_growth, csv_get_buffer_size(&csv_)));
  const std::size_t read =
      csv_parse(&csv_, bytes.data(), bytes.size(), &on_cell, &on_row_end, this);
  return judge(read == bytes.size());
}

bool CsvReader::Parser::finish() {
  if (problem_ != CsvProblem::none) {
    return false;
  }
  if (at_start_) {
    at_start_ = false;
    if (matched_mark_ < byte_order_mark.size() &&
        !parse(byte_order_mark.substr(0, matched_mark_))) {
      return false;
    }
  }
  return judge(csv_fini(&csv_, &on_cell, &on_row_end, this) == 0);
}

bool CsvReader::Parser::judge(bool succeeded) {
  if (thrown_) {
    std::rethrow_exception(std::exchange(thrown_, nullptr));
  }
  if (!succeeded) {
    // A quoted cell that outgrows the limit is, for all anyone can tell, one that was never closed.
    const bool is_quoting = csv_error(&csv_) == CSV_EPARSE || csv_.quoted != 0;
    problem_ = is_quoting ? CsvProblem::bad_quoting : CsvProblem::cell_too_large;
  }
  return succeeded;
}

void CsvReader::Parser::take_cell(std::string_view text) {
  if (cell_count_++ >= limits_.cells || thrown_) {
    return;
  }
  try {
    const std::string_view kept = text.substr(0, limits_.cell_bytes);
    row_text_.append(kept);
    kept_.push_back({kept.size(), kept.size() < text.size()});
  } catch (...) {
    thrown_ = std::current_exception();
  }
}

void CsvReader::Parser::end_row() {
  if (!thrown_) {
    try {
      on_row_(CsvRow{cells_of_row(), cell_count_});
    } catch (...) {
      thrown_ = std::current_exception();
    }
  }
  cell_count_ = 0;
  row_text_.clear();
  kept_.clear();
}

std::span<const CsvCell> CsvReader::Parser::cells_of_row() {
  cells_.clear();
  std::string_view rest = row_text_;
  for (const KeptCell& cell : kept_) {
    cells_.push_back({rest.substr(0, cell.size), cell.is_cut});
    rest.remove_prefix(cell.size);
  }
  return cells_;
}

CsvReader::CsvReader(OnRow on_row, CsvLimits limits)
    : parser_(std::make_unique<Parser>(std::move(on_row), limits)) {}

CsvReader::~CsvReader() = default;

bool CsvReader::feed(std::string_view bytes) {
  return parser_->feed(bytes);
}

bool CsvReader::finish() {
  return parser_->finish();
}

CsvProblem CsvReader::problem() const {
  return parser_->problem();
}

std::size_t CsvReader::cells_before_problem() const {
  return parser_->cells_in_row();
}

}  // namespace wutong::reporting
