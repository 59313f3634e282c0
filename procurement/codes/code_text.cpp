#include "procurement/codes/code_text.h"

#include <utf8.h>

#include <iterator>

namespace wutong::procurement::codes {
namespace {

constexpr char32_t full_width_first = 0xFF01;
constexpr char32_t full_width_last = 0xFF5E;
constexpr char32_t full_width_shift = 0xFEE0;

bool is_between(char32_t first, char32_t character, char32_t last) {
  return first <= character && character <= last;
}

}  // namespace

std::optional<std::u32string> characters_of(std::string_view text) {
  if (!is_utf8(text)) return std::nullopt;
  std::u32string characters;
  utf8::utf8to32(text.begin(), text.end(), std::back_inserter(characters));
  return characters;
}

bool is_utf8(std::string_view text) {
  return utf8::is_valid(text.begin(), text.end());
}

std::string utf8_of(std::u32string_view characters) {
  std::string text;
  utf8::utf32to8(characters.begin(), characters.end(), std::back_inserter(text));
  return text;
}

std::string utf8_of(char32_t character) {
  return utf8_of(std::u32string_view(&character, 1));
}

bool is_digit(char32_t character) {
  return is_between('0', character, '9');
}

bool is_capital(char32_t character) {
  return is_between('A', character, 'Z');
}

bool is_small(char32_t character) {
  return is_between('a', character, 'z');
}

bool is_ideograph(char32_t character) {
  return is_between(0x4E00, character, 0x9FFF);
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x3000 ||
         c == 0xFEFF || is_between(0x2000, c, 0x200F) || c == 0x202F || c == 0x2060;
}

bool is_hyphen(char32_t c) {
  return c == '-' || c == 0xAD || c == 0x2212 || c == 0xFF0D || is_between(0x2010, c, 0x2015);
}

bool is_space_or_hyphen(char32_t character) {
  return is_space(character) || is_hyphen(character);
}

bool is_full_width(char32_t character) {
  return is_between(full_width_first, character, full_width_last);
}

char32_t half_width(char32_t character) {
  return is_full_width(character) ? character - full_width_shift : character;
}

std::u32string folded(std::u32string_view characters) {
  std::u32string result;
  for (const char32_t character : characters) {
    if (!is_space_or_hyphen(character)) result.push_back(half_width(character));
  }
  return result;
}

}  // namespace wutong::procurement::codes
