#include "procurement/catalogue/search/fold_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace wutong::procurement::search {

namespace {

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found =
      icu::Normalizer2::getInstance(nullptr, "nfkc_cf", UNORM2_DECOMPOSE, status);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data for nfkc_cf");
  return *found;
}

icu::UnicodeString normalized(std::string_view utf8) {
  const icu::UnicodeString given =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result = normalizer().normalize(given, status);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot fold a text");
  return result;
}

bool is_digit_at(const icu::UnicodeString& text, std::int32_t position) {
  return position >= 0 && position < text.length() && u_isdigit(text.char32At(position)) != 0;
}

bool is_point_in_number(const icu::UnicodeString& text, std::int32_t position) {
  return text.charAt(position) == u'.' && is_digit_at(text, position - 1) &&
         is_digit_at(text, position + 1);
}

bool is_mark(UChar32 letter) {
  return u_charType(letter) == U_NON_SPACING_MARK;
}

bool is_space(UChar32 letter) {
  return u_isUWhiteSpace(letter) != 0 || u_iscntrl(letter) != 0;
}

/// A gap becomes one separator, and white space is the stronger one.
void add_gap(std::u32string& folded, UChar32 letter) {
  const char32_t separator = is_space(letter) ? U' ' : U'|';
  if (folded.empty() || (folded.back() != U' ' && folded.back() != U'|')) {
    folded.push_back(separator);
  } else if (separator == U' ') {
    folded.back() = U' ';
  }
}

constexpr UChar32 greek_mu = 0x3BC;  // a microgram is typed "ug"

}  // namespace

std::u32string fold_text(std::string_view utf8) {
  const icu::UnicodeString text = normalized(utf8);
  std::u32string folded;
  for (std::int32_t position = 0; position < text.length();
       position = text.moveIndex32(position, 1)) {
    const UChar32 letter = text.char32At(position);
    if (letter == greek_mu) {
      folded.push_back(U'u');
    } else if (u_isalnum(letter) != 0 || is_point_in_number(text, position)) {
      folded.push_back(static_cast<char32_t>(letter));
    } else if (!is_mark(letter)) {
      add_gap(folded, letter);
    }
  }
  return folded;
}

std::vector<std::u32string> split_folded(std::u32string_view folded,
                                         std::u32string_view separators) {
  std::vector<std::u32string> parts;
  while (!folded.empty()) {
    const auto end = std::min(folded.find_first_of(separators), folded.size());
    if (end > 0) parts.emplace_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return parts;
}

}  // namespace wutong::procurement::search
