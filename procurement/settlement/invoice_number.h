#pragma once

#include <string>
#include <string_view>

namespace wutong::procurement {

/// What is the same in two numbers that a person would take for one: letters without case,
/// full-width characters as plain ones, no spaces and nothing invisible (Unicode NFKC case folding,
/// white space left out). "ＦＰ 001" and "fp001" are one number; O and 0 are not.
std::string invoice_number_key(std::string_view number);

}  // namespace wutong::procurement
