#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "procurement/codes/code_fault.h"

namespace wutong::procurement::codes {

enum class CodeKind {
  western_drug,
  patent_medicine,
  consumable,
  approval_number,
  gtin,
  device_identity,
  trace_code,
};
std::string_view wire_name(CodeKind kind);
std::optional<CodeKind> parse_code_kind(std::string_view name);
const std::vector<CodeKind>& all_code_kinds();

struct CodePart {
  std::string name;  ///< as in the structs of the kinds: "drug_class", "serial"
  std::string value;
  friend bool operator==(const CodePart&, const CodePart&) = default;
};

/// What a text is: a code of a kind with its parts, or what is wrong with it.
struct CodeVerdict {
  std::optional<CodeKind> kind;   ///< nothing: it looks like none of them
  std::string written{};          ///< a good one in its one spelling
  std::vector<CodePart> parts{};  ///< of a good one; what it has not is left out
  std::optional<CodeFault> fault{};
};

/// The kind that a text was most likely meant to be: by its first letter, its characters and its
/// length, with look-alikes and spaces let pass.
std::optional<CodeKind> likely_kind(std::string_view text);

/// Judges a text as a code of a kind; without one, as that of its likely kind. `this_year` decides
/// the century of a device's dates (parse_element_string).
CodeVerdict judge_code(std::string_view text, std::optional<CodeKind> kind, int this_year);

}  // namespace wutong::procurement::codes
