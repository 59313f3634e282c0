#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement::codes {

/// Why a text is not the code that it should be: the closed list of domain.md section 2.
enum class CodeReason {
  empty_code,
  not_utf8,
  wrong_length,
  wrong_prefix,
  letter_where_digit_expected,
  digit_where_letter_expected,
  character_not_allowed,
  look_alike_character,
  full_width_character,
  lower_case_letter,
  space_or_hyphen,
  wrong_check_digit,
  all_zeros,
  unknown_number_kind,
  unknown_origin,
  impossible_year,
  class_not_of_authority,
  impossible_date,
  unknown_identifier,
  repeated_identifier,
  missing_identifier,
  empty_value,
  value_too_long,
  malformed_brackets,
};

/// The first thing that is wrong with a code, and what it may have been meant to be.
struct CodeFault {
  CodeReason reason{};
  std::size_t position = 0;  ///< of the character, from 1; 0: the code as a whole
  std::string found{};
  std::string expected{};
  /// Codes that look the same, or nearly, and are well-formed; at most eight. A person chooses:
  /// nothing here is ever taken in place of what was written.
  std::vector<std::string> proposals{};
};

std::string_view wire_name(CodeReason reason);
const std::vector<CodeReason>& all_code_reasons();

/// The fault for a person: position, figures and proposals stand in it.
std::string sentence_zh(const CodeFault& fault);
std::string sentence_en(const CodeFault& fault);

}  // namespace wutong::procurement::codes
