#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wutong::reporting {

/// A number of a workbook as it stands in the file: a decimal fraction, perhaps with an exponent.
/// Spreadsheets compute with binary fractions and store up to 17 digits of them, so that what was
/// typed as 8.72 may stand there as 8.7200000000000006. `exact_decimal` gives what was typed: a
/// plain decimal of up to 15 digits as it stands, for others the shortest decimal that is the same
/// binary fraction, without an exponent. Nothing when it is no number.
std::optional<std::string> exact_decimal(std::string_view stored);

/// Spreadsheets keep 15 digits of what is typed: a longer whole part has lost its last ones.
bool has_lost_digits(std::string_view decimal);

}  // namespace wutong::reporting
