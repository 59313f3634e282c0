#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/sheet/zip_archive.h"

namespace wutong::reporting {

/// What a number format makes of a number, as far as the value is concerned.
struct NumberFormat {
  bool is_date = false;          ///< shows a day: has a year or a day in it
  std::size_t zero_padding = 0;  ///< "00000" shows 42 as 00042: so many digits at least
};

/// A format's code, such as yyyy"年"m"月"d"日" or [$-F800]dddd or 0.00_ ;[Red]\-0.00
NumberFormat judge_format_code(std::string_view code);

/// The formats that a file uses by number without telling their codes (ISO/IEC 29500-1, 18.8.30,
/// with those of the Chinese versions).
NumberFormat built_in_format(int number);

/// The formats of a workbook's cells by the `s` of a cell: its part of styles.
std::vector<NumberFormat> read_cell_formats(const ZipArchive& archive, const std::string& part);

/// The day of a spreadsheet's serial number, YYYY-MM-DD; with a time of day, "YYYY-MM-DD HH:MM:SS".
/// Empty when there is no such day. `decimal` is a plain decimal. The system of 1900 has a 29
/// February 1900 that never was; that of 1904 counts from its first of January.
enum class DateSystem { from_1900, from_1904 };
std::string day_of_serial(std::string_view decimal, DateSystem system);

}  // namespace wutong::reporting
