#include "reporting/sheet/formula_guard.h"

#include <algorithm>
#include <array>

namespace wutong::reporting {
namespace {

/// The full-width forms are taken for formulas by Chinese and Japanese versions.
constexpr std::array<std::string_view, 11> formula_beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                              "\n", "＝", "＋", "－", "＠"};

bool begins_a_formula(std::string_view text) {
  return std::any_of(formula_beginnings.begin(), formula_beginnings.end(),
                     [text](std::string_view beginning) { return text.starts_with(beginning); });
}

/// Looks like a formula once its apostrophes are taken off.
bool is_dangerous(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos && begins_a_formula(text.substr(first));
}

}  // namespace

std::string guarded_for_csv(std::string_view text) {
  return is_dangerous(text) ? "'" + std::string(text) : std::string(text);
}

std::string guarded_for_workbook(std::string_view text) {
  return text.starts_with('\'') ? guarded_for_csv(text) : std::string(text);
}

std::string_view without_guard(std::string_view text) {
  return text.starts_with('\'') && is_dangerous(text) ? text.substr(1) : text;
}

}  // namespace wutong::reporting
