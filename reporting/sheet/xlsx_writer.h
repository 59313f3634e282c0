#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "reporting/sheet/sheet_writer.h"

namespace wutong::reporting {

/// The workbook half of make_sheet_writer.
std::unique_ptr<SheetWriter> make_workbook_writer(std::ostream& out, const std::string& sheet_name);

/// `text` with what XML cannot carry as _x0001_, and an underscore before such as _x005F_.
std::string escaped_text(std::string_view text);

}  // namespace wutong::reporting
