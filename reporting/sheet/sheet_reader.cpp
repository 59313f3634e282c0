#include "reporting/sheet/sheet_reader.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "reporting/sheet/formula_guard.h"
#include "reporting/sheet/xlsx_reader.h"
#include "reporting/sheet/zip_archive.h"

namespace wutong::reporting {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::string_view zip_mark("PK\x03\x04", 4);
/// Compound documents: workbooks of Excel 97-2003, and today's that are encrypted.
constexpr std::string_view compound_mark("\xD0\xCF\x11\xE0", 4);
constexpr std::string_view encrypted_stream_name("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                                                 32);

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileBytes {
 public:
  explicit FileBytes(const std::filesystem::path& path) : buffer_(piece_bytes) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::directory) {
      refuse(EISDIR);
    }
    // Opening a pipe would wait for its writer.
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
      throw WorkbookProblem(SheetProblem::unreadable, "Not a regular file");
    }
    file_.reset(std::fopen(path.c_str(), "rbe"));
    if (!file_) {
      refuse(errno);
    }
  }
  /// The next bytes, none at the end.
  std::string_view next() {
    const std::size_t read = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (std::ferror(file_.get()) != 0) {
      refuse(errno);
    }
    return {buffer_.data(), read};
  }

 private:
  [[noreturn]] static void refuse(int error) {
    throw WorkbookProblem(SheetProblem::unreadable, std::generic_category().message(error));
  }
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::vector<char> buffer_;
};

SheetProblem problem_of_compound(FileBytes& file, std::string_view first) {
  // The directory of streams may stand anywhere; the name may cross the border of two pieces.
  std::string window(first);
  for (;;) {
    if (window.find(encrypted_stream_name) != std::string::npos) {
      return SheetProblem::encrypted;
    }
    const std::string_view piece = file.next();
    if (piece.empty()) {
      return SheetProblem::old_format;
    }
    window.erase(0, window.size() - std::min(window.size(), encrypted_stream_name.size()));
    window.append(piece);
  }
}

SheetProblem problem_of(CsvProblem problem) {
  switch (problem) {
    case CsvProblem::none:
      return SheetProblem::none;
    case CsvProblem::bad_quoting:
      return SheetProblem::bad_quoting;
    case CsvProblem::cell_too_large:
      break;
  }
  return SheetProblem::cell_too_large;
}

/// The CSV half: takes the guard off, and passes over rows without any text.
class CsvSheet {
 public:
  CsvSheet(const SheetRequest& request, const std::function<void(const SheetRow&)>& on_row,
           SheetOutcome& outcome)
      : on_row_(on_row),
        outcome_(outcome),
        csv_([this](const CsvRow& row) { take(row); }, request.limits.row) {}

  void read(FileBytes& file, std::string_view first) {
    bool is_readable = true;
    for (std::string_view piece = first; is_readable && !piece.empty(); piece = file.next()) {
      is_readable = csv_.feed(piece);
    }
    if (!is_readable || !csv_.finish()) {
      outcome_.problem = problem_of(csv_.problem());
      outcome_.cells_before_problem = csv_.cells_before_problem();
    }
  }

 private:
  void take(const CsvRow& row) {
    ++outcome_.row;
    cells_.assign(row.cells.begin(), row.cells.end());
    std::size_t filled = 0;
    for (std::size_t at = 0; at < cells_.size(); ++at) {
      cells_[at].text = without_guard(cells_[at].text);
      filled = cells_[at].text.empty() ? filled : at + 1;
    }
    // Beyond what is kept nobody has looked.
    filled = row.cell_count > cells_.size() ? row.cell_count : filled;
    if (filled > 0) {
      on_row_({outcome_.row, cells_, filled, row.cell_count, {}});
    }
  }

  const std::function<void(const SheetRow&)>& on_row_;
  SheetOutcome& outcome_;
  CsvReader csv_;
  std::vector<CsvCell> cells_;
};

void read_either(const std::filesystem::path& path, const SheetRequest& request,
                 const std::function<void(const SheetRow&)>& on_row, SheetOutcome& outcome) {
  FileBytes file(path);
  const std::string_view first = file.next();
  if (first.starts_with(compound_mark)) {
    outcome.format = SheetFormat::xlsx;
    outcome.problem = problem_of_compound(file, first);
  } else if (first.starts_with(zip_mark)) {
    outcome.format = SheetFormat::xlsx;
    read_workbook(path, request, on_row, outcome);
  } else {
    CsvSheet(request, on_row, outcome).read(file, first);
  }
}

}  // namespace

SheetOutcome read_sheet(const std::filesystem::path& file, const SheetRequest& request,
                        const std::function<void(const SheetRow&)>& on_row) {
  SheetOutcome outcome;
  try {
    read_either(file, request, on_row, outcome);
  } catch (const WorkbookProblem& problem) {
    outcome.problem = problem.problem();
    outcome.detail = problem.what();
  }
  return outcome;
}

}  // namespace wutong::reporting
