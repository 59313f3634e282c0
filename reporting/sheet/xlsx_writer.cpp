#include "reporting/sheet/xlsx_writer.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "reporting/sheet/formula_guard.h"

namespace wutong::reporting {
namespace {

constexpr std::size_t escape_size = 7;
/// A file tells when it was made; the same rows shall give the same bytes. 2020-01-01.
constexpr std::time_t fixed_time = 1'577'836'800;

bool is_hexadecimal(char character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
         (character >= 'A' && character <= 'F');
}

bool looks_escaped(std::string_view text) {
  return text.size() >= escape_size && text[1] == 'x' && text[6] == '_' &&
         is_hexadecimal(text[2]) && is_hexadecimal(text[3]) && is_hexadecimal(text[4]) &&
         is_hexadecimal(text[5]);
}

void append_escape(std::string& text, unsigned unit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  text += "_x";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    text.push_back(digits[(unit >> shift) & 0xFU]);
  }
  text.push_back('_');
}

/// A folder of its own that goes with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "wutong-sheet-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) {
      throw SheetNotWritten(path + ": " + std::generic_category().message(errno));
    }
    path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct CloseWorkbook {
  void operator()(lxw_workbook* workbook) const { workbook_close(workbook); }
};

/// The only user of libxlsxwriter.
class Workbook : public SheetWriter {
 public:
  Workbook(std::ostream& out, const std::string& sheet_name) : out_(out) {
    std::string folder = folder_.path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    options.use_zip64 = LXW_FALSE;
    workbook_.reset(workbook_new_opt(file().c_str(), &options));
    if (!workbook_) {
      throw SheetNotWritten(file().string());
    }
    lxw_doc_properties properties{};
    properties.created = fixed_time;
    workbook_set_properties(workbook_.get(), &properties);
    sheet_ = workbook_add_worksheet(workbook_.get(), sheet_name.c_str());
    if (sheet_ == nullptr) {
      throw SheetNotWritten(sheet_name);
    }
    lay_out();
  }

  void row(std::span<const std::string_view> cells) override;
  void finish() override;

 private:
  std::filesystem::path file() const { return folder_.path() / "workbook.xlsx"; }
  void lay_out();
  static void judge(lxw_error error) {
    if (error != LXW_NO_ERROR) {
      throw SheetNotWritten(lxw_strerror(error));
    }
  }

  std::ostream& out_;
  TemporaryFolder folder_;
  std::unique_ptr<lxw_workbook, CloseWorkbook> workbook_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* text_format_ = nullptr;
  lxw_row_t row_ = 0;
};

void Workbook::lay_out() {
  constexpr double column_width = 16;
  constexpr lxw_col_t columns = 64;
  text_format_ = workbook_add_format(workbook_.get());
  // What a person types into these columns later stays the text that was typed.
  format_set_num_format(text_format_, "@");
  worksheet_set_column(sheet_, 0, columns, column_width, text_format_);
  worksheet_freeze_panes(sheet_, 1, 0);
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:BL1048576");
}

void Workbook::row(std::span<const std::string_view> cells) {
  if (row_ == most_rows_of_workbook) {
    throw SheetTooLong(std::to_string(most_rows_of_workbook));
  }
  lxw_col_t column = 0;
  for (const std::string_view cell : cells) {
    if (!cell.empty()) {
      const std::string text = escaped_text(guarded_for_workbook(cell));
      judge(worksheet_write_string(sheet_, row_, column, text.c_str(), text_format_));
    }
    ++column;
  }
  ++row_;
}

void Workbook::finish() {
  judge(workbook_close(workbook_.release()));
  std::ifstream written(file(), std::ios::binary);
  errno = 0;
  if (!(out_ << written.rdbuf()) || !out_.flush()) {
    throw SheetNotWritten(errno == 0 ? "write error" : std::generic_category().message(errno));
  }
}

}  // namespace

std::string escaped_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char character = text[at];
    const auto byte = static_cast<unsigned char>(character);
    const std::string_view rest = text.substr(at);
    if ((byte < 0x20 && character != '\t' && character != '\n') ||
        (character == '_' && looks_escaped(rest))) {
      append_escape(escaped, byte);
    } else if (rest.starts_with("\uFFFE") || rest.starts_with("\uFFFF")) {
      append_escape(escaped, rest.starts_with("\uFFFE") ? 0xFFFE : 0xFFFF);
      at += 2;
    } else {
      escaped.push_back(character);
    }
  }
  return escaped;
}

std::unique_ptr<SheetWriter> make_workbook_writer(std::ostream& out,
                                                  const std::string& sheet_name) {
  return std::make_unique<Workbook>(out, sheet_name);
}

}  // namespace wutong::reporting
