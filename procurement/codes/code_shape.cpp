#include "procurement/codes/code_shape.h"

#include <algorithm>
#include <array>
#include <utility>

#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

constexpr std::size_t most_proposals = 8;

/// Letter and digit that are taken for each other, on paper and on the keyboard.
constexpr std::array<std::pair<char32_t, char32_t>, 7> look_alike_pairs{
    {{'O', '0'}, {'I', '1'}, {'L', '1'}, {'B', '8'}, {'S', '5'}, {'Z', '2'}, {'|', '1'}}};

char32_t capital(char32_t character) {
  return is_small(character) ? character - 'a' + 'A' : character;
}

std::optional<char32_t> digit_like(char32_t character) {
  for (const auto& [letter, digit] : look_alike_pairs) {
    if (capital(character) == letter) return digit;
  }
  return std::nullopt;
}

std::u32string letters_like(char32_t character) {
  std::u32string letters;
  for (const auto& [letter, digit] : look_alike_pairs) {
    if (character == digit && is_capital(letter)) letters.push_back(letter);
  }
  return letters;
}

bool fits(char32_t character, char32_t place) {
  switch (place) {
    case '#':
      return is_digit(character);
    case '@':
      return is_capital(character);
    case '*':
      return is_ideograph(character);
    default:
      return character == place;
  }
}

/// What a character that does not fit may have been meant to be at this place.
std::u32string meant_by(char32_t character, char32_t place) {
  if (fits(character, place)) return std::u32string(1, character);
  if (fits(capital(character), place)) return std::u32string(1, capital(character));
  if (place == '#') {
    const auto digit = digit_like(character);
    return digit ? std::u32string(1, *digit) : std::u32string();
  }
  std::u32string letters = letters_like(character);
  std::erase_if(letters, [place](char32_t letter) { return !fits(letter, place); });
  return letters;
}

/// "X" for a place that takes only X.
std::string expected_at(char32_t place) {
  switch (place) {
    case '#':
      return "0-9";
    case '@':
      return "A-Z";
    case '*':
      return "汉字";
    default:
      return utf8_of(place);
  }
}

CodeReason reason_at(char32_t character, char32_t place) {
  const bool is_fixed = place != '#' && place != '@' && place != '*';
  if (is_small(character) && fits(capital(character), place)) return CodeReason::lower_case_letter;
  if (!meant_by(character, place).empty()) return CodeReason::look_alike_character;
  if (is_fixed) return CodeReason::wrong_prefix;
  const bool is_letter = is_capital(character) || is_small(character);
  if (place == '#' && is_letter) return CodeReason::letter_where_digit_expected;
  if (place == '@' && is_digit(character)) return CodeReason::digit_where_letter_expected;
  return CodeReason::character_not_allowed;
}

CodeFault fault_at(std::size_t index, char32_t character, char32_t place) {
  const CodeReason reason = reason_at(character, place);
  std::string expected = expected_at(place);
  if (reason == CodeReason::look_alike_character) expected = utf8_of(meant_by(character, place));
  return {reason, index + 1, utf8_of(character), expected};
}

/// A space or a full-width form explains a wrong length, so it is named first.
std::optional<CodeFault> foreign_form(std::u32string_view text) {
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char32_t character = text[index];
    if (is_space_or_hyphen(character)) {
      return CodeFault{CodeReason::space_or_hyphen, index + 1, utf8_of(character)};
    }
    if (is_full_width(character)) {
      return CodeFault{CodeReason::full_width_character, index + 1, utf8_of(character),
                       utf8_of(half_width(character))};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<CodeFault> fault_against(std::u32string_view text, const Shape& shape) {
  if (text.empty()) return CodeFault{CodeReason::empty_code};
  if (auto fault = foreign_form(text)) return fault;
  if (text.size() != shape.size()) {
    return CodeFault{CodeReason::wrong_length, 0, std::to_string(text.size()),
                     std::to_string(shape.size())};
  }
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (!fits(text[index], shape[index])) return fault_at(index, text[index], shape[index]);
  }
  return std::nullopt;
}

std::vector<std::string> look_alikes(std::u32string_view text, const Shape& shape) {
  const std::u32string plain = folded(text);
  if (plain.size() != shape.size()) return {};
  std::vector<std::u32string> candidates{U""};
  for (std::size_t index = 0; index < plain.size(); ++index) {
    std::vector<std::u32string> longer;
    for (const std::u32string& candidate : candidates) {
      for (const char32_t meant : meant_by(plain[index], shape[index])) {
        longer.push_back(candidate + meant);
      }
    }
    if (longer.empty() || longer.size() > most_proposals) return {};
    candidates = std::move(longer);
  }
  std::vector<std::string> proposals;
  for (const std::u32string& candidate : candidates) {
    if (candidate != text) proposals.push_back(utf8_of(candidate));
  }
  return proposals;
}

}  // namespace wutong::procurement::codes
