#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

#include "reporting/sheet/sheet_reader.h"

namespace wutong::app {

/// XLSX when the name ends so, whatever the case; else CSV.
reporting::SheetFormat format_by_name(const std::filesystem::path& file);

/// Gives `write` a stream; the file appears under its name when it is complete. What is no regular
/// file (a pipe, /dev/stdout) is written directly. Throws Refused (output_not_writable).
void write_output(const std::filesystem::path& file,
                  const std::function<void(std::ostream&)>& write);

}  // namespace wutong::app
