#include "reporting/sheet/xlsx_reader.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reporting/sheet/cell_format.h"
#include "reporting/sheet/formula_guard.h"
#include "reporting/sheet/shared_texts.h"
#include "reporting/sheet/stored_number.h"
#include "reporting/sheet/workbook_parts.h"
#include "reporting/sheet/xml_part.h"

namespace wutong::reporting {
namespace {

constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_merged = 100'000;

/// "BC12": column 54 (from 0), row 12.
struct CellPlace {
  std::size_t column = 0;
  std::int64_t row = 0;
};

std::optional<CellPlace> parse_place(std::string_view text) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && column <= most_columns; ++at) {
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A') + 1;
  }
  std::int64_t row = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (column == 0 || column > most_columns || error != std::errc{} ||
      end != text.data() + text.size() || row < 1) {
    return std::nullopt;
  }
  return CellPlace{column - 1, row};
}

std::optional<std::size_t> parse_index(std::string_view text) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return index;
}

/// What a cell refers to.
struct Book {
  SharedTexts texts;
  std::vector<NumberFormat> formats;
  DateSystem date_system;
};

struct CellValue {
  std::string text;
  CellProblem problem = CellProblem::none;
};

CellValue value_of_number(const std::string& stored, const NumberFormat& format,
                          DateSystem date_system) {
  const auto decimal = exact_decimal(stored);
  if (!decimal) {
    return {stored};  // the rule of the column says what is wrong with it
  }
  if (format.is_date) {
    std::string day = day_of_serial(*decimal, date_system);
    return day.empty() ? CellValue{*decimal, CellProblem::impossible_date}
                       : CellValue{std::move(day)};
  }
  if (has_lost_digits(*decimal)) {
    return {*decimal, CellProblem::digits_lost};
  }
  const bool is_whole = decimal->find_first_not_of("0123456789") == std::string::npos;
  if (is_whole && decimal->size() < format.zero_padding) {
    return {std::string(format.zero_padding - decimal->size(), '0') + *decimal};
  }
  return {*decimal};
}

/// 2026-11-22T00:00:00 without its midnight.
std::string value_of_iso_date(std::string text) {
  constexpr std::size_t day_size = 10;
  if (text.size() > day_size && text[day_size] == 'T' &&
      text.find_first_not_of("0:.Z", day_size + 1) == std::string::npos) {
    text.resize(day_size);
  }
  return text;
}

/// Streams the rows of one sheet. Cells may name their place or follow each other.
class SheetReading : public XmlHandler {
 public:
  SheetReading(const std::string& part, const Book& book, const SheetLimits& limits,
               const std::function<void(const SheetRow&)>& on_row, SheetOutcome& outcome)
      : part_(part), book_(book), limits_(limits), on_row_(on_row), outcome_(outcome) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

 private:
  struct KeptCell {
    std::size_t size = 0;
    bool is_cut = false;
    CellProblem problem = CellProblem::none;
  };

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_cell();
  void end_row();
  void take_merged(const XmlAttributes& attributes);
  CellValue value() const;
  void keep(const CellValue& value);
  [[noreturn]] void refuse(const std::string& what) const {
    throw WorkbookProblem(SheetProblem::broken,
                          part_ + ": row " + std::to_string(row_) + ": " + what);
  }

  const std::string& part_;
  const Book& book_;
  const SheetLimits& limits_;
  const std::function<void(const SheetRow&)>& on_row_;
  SheetOutcome& outcome_;

  std::int64_t row_ = 0;
  std::size_t column_ = 0;  ///< of the next cell
  std::size_t cell_count_ = 0;
  std::string row_text_;
  std::vector<KeptCell> kept_;
  std::vector<CsvCell> cells_;
  std::vector<CellProblem> problems_;

  std::string type_;
  std::size_t style_ = 0;
  std::string stored_;  ///< of v, or of the t of a text in the cell
  bool has_formula_ = false;
  bool is_inside_value_ = false;
  bool is_reading_aid_ = false;
};

void SheetReading::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "c") {
    begin_cell(attributes);
  } else if (name == "v" || name == "t") {
    is_inside_value_ = !is_reading_aid_;
  } else if (name == "rPh") {
    is_reading_aid_ = true;
  } else if (name == "f") {
    has_formula_ = true;
  } else if (name == "row") {
    begin_row(attributes);
  } else if (name == "mergeCell") {
    take_merged(attributes);
  }
}

void SheetReading::end(std::string_view name) {
  if (name == "c") {
    end_cell();
  } else if (name == "v" || name == "t") {
    is_inside_value_ = false;
  } else if (name == "rPh") {
    is_reading_aid_ = false;
  } else if (name == "row") {
    end_row();
  }
}

void SheetReading::text(std::string_view text) {
  // An escape of seven bytes stands for one: a text is cut only after it has been unescaped.
  if (is_inside_value_ && stored_.size() <= 8 * limits_.row.cell_bytes) {
    stored_.append(text);
  }
}

void SheetReading::begin_row(const XmlAttributes& attributes) {
  const auto number = attributes.find("r");
  const std::int64_t named =
      number ? static_cast<std::int64_t>(parse_index(*number).value_or(0)) : row_ + 1;
  if (named <= row_) {
    refuse("its rows are not in order");
  }
  row_ = named;
  if (row_ > limits_.rows) {
    throw WorkbookProblem(SheetProblem::too_large, std::to_string(limits_.rows) + " rows");
  }
  column_ = 0;
  cell_count_ = 0;
  row_text_.clear();
  kept_.clear();
}

void SheetReading::begin_cell(const XmlAttributes& attributes) {
  if (const auto text = attributes.find("r")) {
    const auto place = parse_place(*text);
    if (!place || place->row != row_ || place->column < column_) {
      refuse("a cell is out of place");
    }
    column_ = place->column;
  }
  if (column_ >= most_columns) {
    refuse("too many cells");
  }
  type_ = attributes.text("t");
  style_ = parse_index(attributes.find("s").value_or("0")).value_or(0);
  stored_.clear();
  has_formula_ = false;
}

CellValue SheetReading::value() const {
  if (has_formula_) {
    return {stored_, CellProblem::formula};
  }
  if (type_ == "s") {
    const auto index = parse_index(stored_);
    if (!index || *index >= book_.texts.size()) {
      refuse("a text is not in the list of texts");
    }
    return {std::string(without_guard(book_.texts.at(*index)))};
  }
  if (type_ == "inlineStr" || type_ == "str") {
    return {std::string(without_guard(unescaped_text(stored_)))};
  }
  if (type_ == "e") {
    return {stored_, CellProblem::error_value};
  }
  if (type_ == "b") {
    return {stored_ == "1" ? "TRUE" : "FALSE"};
  }
  if (type_ == "d") {
    return {value_of_iso_date(stored_)};
  }
  const NumberFormat plain;
  const bool has_format = style_ < book_.formats.size();
  return value_of_number(stored_, has_format ? book_.formats[style_] : plain, book_.date_system);
}

void SheetReading::end_cell() {
  const bool is_text_of_list = type_ == "s" && !stored_.empty();
  if (has_formula_ || is_text_of_list || !stored_.empty()) {
    keep(value());
  }
  ++column_;
}

void SheetReading::keep(const CellValue& value) {
  if (value.text.empty() && value.problem == CellProblem::none) {
    return;
  }
  cell_count_ = column_ + 1;
  if (column_ >= limits_.row.cells) {
    return;
  }
  kept_.resize(column_ + 1);
  const std::string_view kept = std::string_view(value.text).substr(0, limits_.row.cell_bytes);
  row_text_.append(kept);
  kept_[column_] = {kept.size(), kept.size() < value.text.size(), value.problem};
}

void SheetReading::end_row() {
  outcome_.row = row_;
  if (cell_count_ == 0) {
    return;
  }
  cells_.clear();
  problems_.clear();
  std::string_view rest = row_text_;
  for (const KeptCell& cell : kept_) {
    cells_.push_back({rest.substr(0, cell.size), cell.is_cut});
    problems_.push_back(cell.problem);
    rest.remove_prefix(cell.size);
  }
  on_row_({row_, cells_, cell_count_, cell_count_, problems_});
}

void SheetReading::take_merged(const XmlAttributes& attributes) {
  const std::string range = attributes.text("ref");
  const std::size_t colon = range.find(':');
  const auto first = parse_place(std::string_view(range).substr(0, colon));
  const auto last =
      parse_place(colon == std::string::npos ? std::string_view(range)
                                             : std::string_view(range).substr(colon + 1));
  if (!first || !last) {
    refuse("merged cells are out of place");
  }
  const bool is_one_cell = first->row == last->row && first->column == last->column;
  if (!is_one_cell && outcome_.merged.size() < most_merged) {
    outcome_.merged.push_back({first->row, last->row, first->column});
  }
}

}  // namespace

void read_workbook(const std::filesystem::path& file, const SheetRequest& request,
                   const std::function<void(const SheetRow&)>& on_row, SheetOutcome& outcome) {
  const ZipArchive archive(file);
  const WorkbookParts parts = find_workbook_parts(archive, request.sheet_names);
  Book book;
  book.date_system = parts.date_system;
  if (!parts.styles.empty()) {
    book.formats = read_cell_formats(archive, parts.styles);
  }
  if (!parts.shared_texts.empty() && archive.has(parts.shared_texts)) {
    book.texts = read_shared_texts(archive, parts.shared_texts, request.limits.shared_text_bytes);
  }
  SheetReading reading(parts.sheet, book, request.limits, on_row, outcome);
  read_xml(archive, parts.sheet, request.limits.sheet_bytes, reading);
}

}  // namespace wutong::reporting
