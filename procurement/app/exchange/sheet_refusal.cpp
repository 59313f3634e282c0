#include "procurement/app/exchange/sheet_refusal.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CellProblem;
using reporting::SheetProblem;

std::optional<Refusal> refusal_of(CellProblem problem) {
  switch (problem) {
    case CellProblem::none:
      break;
    case CellProblem::formula:
      return Refusal::cell_is_formula;
    case CellProblem::error_value:
      return Refusal::cell_is_error;
    case CellProblem::digits_lost:
      return Refusal::digits_lost;
    case CellProblem::impossible_date:
      return Refusal::bad_date;
  }
  return std::nullopt;
}

Refusal refusal_of(SheetProblem problem) {
  switch (problem) {
    case SheetProblem::unreadable:
      return Refusal::missing_file;
    case SheetProblem::not_a_sheet:
      return Refusal::not_a_table_file;
    case SheetProblem::old_format:
      return Refusal::workbook_of_old_format;
    case SheetProblem::encrypted:
      return Refusal::workbook_encrypted;
    case SheetProblem::has_macros:
      return Refusal::workbook_has_macros;
    case SheetProblem::too_large:
      return Refusal::workbook_too_large;
    case SheetProblem::bad_quoting:
      return Refusal::bad_quoting;
    case SheetProblem::cell_too_large:
      return Refusal::text_too_long;
    case SheetProblem::none:
    case SheetProblem::broken:
      break;
  }
  return Refusal::workbook_damaged;
}

}  // namespace wutong::app
