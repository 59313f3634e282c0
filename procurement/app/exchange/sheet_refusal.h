#pragma once

#include <optional>

#include "procurement/refusal/refusal.h"
#include "reporting/sheet/sheet_reader.h"

namespace wutong::app {

/// What a reader of sheets found, as we refuse it.
procurement::Refusal refusal_of(reporting::SheetProblem problem);
/// Nothing: the cell's text can be trusted.
std::optional<procurement::Refusal> refusal_of(reporting::CellProblem problem);

}  // namespace wutong::app
