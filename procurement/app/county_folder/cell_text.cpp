#include "procurement/app/county_folder/cell_text.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace wutong::app {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Control characters, and format characters that show nothing or turn the direction of the text.
constexpr std::array invisible{
    Range{0x00, 0x1F},     Range{0x7F, 0x9F},       Range{0xAD, 0xAD},     Range{0x180E, 0x180E},
    Range{0x200B, 0x200F}, Range{0x2028, 0x202E},   Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF},
    Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F},
};

constexpr std::array white_space{
    Range{0x20, 0x20},     Range{0xA0, 0xA0},     Range{0x1680, 0x1680}, Range{0x2000, 0x200A},
    Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000},
};

template <std::size_t count>
bool is_among(const std::array<Range, count>& ranges, char32_t character) {
  return std::any_of(ranges.begin(), ranges.end(), [character](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

void append_shown(std::string& shown, char32_t character) {
  if (is_among(invisible, character)) {
    fmt::format_to(std::back_inserter(shown), "\\u{:04X}", static_cast<unsigned>(character));
  } else {
    utf8::unchecked::append(character, std::back_inserter(shown));
  }
}

}  // namespace

std::string shown_value(std::string_view text, std::size_t longest) {
  constexpr std::size_t most_bytes_a_character = 4;
  // Only so much can be shown; the spare character keeps the cut out of sight.
  const std::string_view head = text.substr(0, most_bytes_a_character * (longest + 1));
  std::string shown;
  std::size_t characters = 0;
  const char* at = head.data();
  const char* const end = at + head.size();
  const char* invalid = utf8::find_invalid(at, end);
  while (at != end && characters < longest) {
    if (at == invalid) {
      fmt::format_to(std::back_inserter(shown), "\\x{:02X}", static_cast<unsigned char>(*at++));
      invalid = utf8::find_invalid(at, end);
    } else {
      append_shown(shown, utf8::unchecked::next(at));
    }
    ++characters;
  }
  if (at != end || head.size() < text.size()) {
    shown += "…";
  }
  return shown;
}

bool is_utf8(std::string_view text) {
  return utf8::is_valid(text.data(), text.data() + text.size());
}

std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      utf8::unchecked::distance(utf8.data(), utf8.data() + utf8.size()));
}

bool is_clean_code(std::string_view utf8) {
  const char* at = utf8.data();
  const char* const end = at + utf8.size();
  bool is_first = true;
  bool is_white = false;
  while (at != end) {
    const char32_t character = utf8::unchecked::next(at);
    is_white = is_among(white_space, character);
    if (is_among(invisible, character) || (is_first && is_white)) {
      return false;
    }
    is_first = false;
  }
  return !is_first && !is_white;
}

}  // namespace wutong::app
