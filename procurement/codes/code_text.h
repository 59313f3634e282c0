#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wutong::procurement::codes {

/// The characters of a UTF-8 text: positions in codes count characters. Nothing: not UTF-8.
std::optional<std::u32string> characters_of(std::string_view text);
bool is_utf8(std::string_view text);
std::string utf8_of(std::u32string_view characters);
std::string utf8_of(char32_t character);

bool is_digit(char32_t character);      ///< 0 to 9, half-width
bool is_capital(char32_t character);    ///< A to Z, half-width
bool is_small(char32_t character);      ///< a to z, half-width
bool is_ideograph(char32_t character);  ///< of the main block of Chinese characters
bool is_space(char32_t character);      ///< of any width, also those without any
bool is_hyphen(char32_t character);     ///< and dashes that are taken for one
bool is_space_or_hyphen(char32_t character);
bool is_full_width(char32_t character);  ///< of the forms that have a half-width one

/// The half-width form of a full-width character; any other stays.
char32_t half_width(char32_t character);
/// Without spaces and hyphens, half-width: what look-alikes are sought in.
std::u32string folded(std::u32string_view characters);

}  // namespace wutong::procurement::codes
