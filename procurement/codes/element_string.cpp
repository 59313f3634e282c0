#include "procurement/codes/element_string.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <variant>
#include <vector>

#include "procurement/codes/code_shape.h"
#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

constexpr char separator = '\x1d';
constexpr std::string_view all_identifiers = "01/10/11/17/21";
constexpr std::size_t longest_text_value = 20;
constexpr std::size_t identifier_length = 2;

/// Length of the value of an identifier; 0: up to 20 characters.
std::optional<std::size_t> fixed_length(std::string_view identifier) {
  if (identifier == "01") return 14;
  if (identifier == "11" || identifier == "17") return 6;
  if (identifier == "10" || identifier == "21") return 0;
  return std::nullopt;
}

struct Element {
  std::string identifier;
  std::string value;
  std::size_t identifier_at;  ///< bytes from 0
  std::size_t value_at;
};
using Elements = std::variant<std::vector<Element>, CodeFault>;

CodeFault unknown_identifier(std::size_t at, std::string_view identifier) {
  return {CodeReason::unknown_identifier, at + 1, std::string(identifier),
          std::string(all_identifiers)};
}

/// "(nn)" to "(nnnn)" at this place: an identifier, known or not. A lot may hold other brackets.
bool is_bracketed_number(std::string_view text, std::size_t at) {
  const std::size_t close = text.find(')', at);
  if (close == std::string_view::npos || close - at < 3 || close - at > 5) return false;
  const std::string_view number = text.substr(at + 1, close - at - 1);
  return number.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Where the value that begins at `from` ends.
std::size_t end_of_value(std::string_view text, std::size_t from, bool is_fixed) {
  for (std::size_t at = text.find('(', from); at != std::string_view::npos;
       at = text.find('(', at + 1)) {
    if (is_fixed || is_bracketed_number(text, at)) return at;
  }
  return text.size();
}

Elements elements_in_brackets(std::string_view text) {
  std::vector<Element> elements;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t close = text.find(')', at);
    if (text[at] != '(' || close == std::string_view::npos) {
      return CodeFault{CodeReason::malformed_brackets, at + 1};
    }
    const std::string_view identifier = text.substr(at + 1, close - at - 1);
    const auto length = fixed_length(identifier);
    if (!length) return unknown_identifier(at + 1, identifier);
    const std::size_t end = end_of_value(text, close + 1, *length != 0);
    elements.push_back({std::string(identifier),
                        std::string(text.substr(close + 1, end - close - 1)), at + 1, close + 1});
    at = end;
  }
  return elements;
}

/// "]d2" and the like: which kind of bar code it was.
std::size_t symbology_identifier(std::string_view text) {
  constexpr std::array<std::string_view, 4> known{"]C1", "]e0", "]d2", "]Q3"};
  for (const std::string_view identifier : known) {
    if (text.starts_with(identifier)) return identifier.size();
  }
  return 0;
}

Elements elements_as_scanned(std::string_view text) {
  std::vector<Element> elements;
  std::size_t at = symbology_identifier(text);
  while (at < text.size()) {
    if (text[at] == separator) {
      ++at;
      continue;
    }
    const std::string_view identifier = text.substr(at, identifier_length);
    const auto length = fixed_length(identifier);
    if (!length) return unknown_identifier(at, identifier);
    const std::size_t from = at + identifier_length;
    std::string_view value = text.substr(from);
    value = *length != 0 ? value.substr(0, *length) : value.substr(0, value.find(separator));
    elements.push_back({std::string(identifier), std::string(value), at, from});
    at = from + value.size();
  }
  return elements;
}

/// Two digits stand for the year that is nearest: at most 50 ahead and 49 back.
int full_year(int two_digits, int this_year) {
  const int century = this_year - this_year % 100;
  const int difference = two_digits - this_year % 100;
  if (difference > 50) return century - 100 + two_digits;
  if (difference < -49) return century + 100 + two_digits;
  return century + two_digits;
}

int two_digits_at(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::optional<std::chrono::sys_days> day_of(std::string_view digits, int this_year) {
  using std::chrono::day;
  const auto month = std::chrono::year(full_year(two_digits_at(digits, 0), this_year)) /
                     std::chrono::month(static_cast<unsigned>(two_digits_at(digits, 2)));
  const auto number = static_cast<unsigned>(two_digits_at(digits, 4));
  const std::chrono::year_month_day date =
      number == 0 ? std::chrono::year_month_day(month / std::chrono::last) : month / day(number);
  if (!month.month().ok() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

/// The 82 characters that GS1 allows in lots and serial numbers.
bool is_text_character(char32_t character) {
  constexpr std::u32string_view signs = U"!\"%&'()*+,-./:;<=>?_";
  return is_digit(character) || is_capital(character) || is_small(character) ||
         signs.find(character) != std::u32string_view::npos;
}

CodeFault moved(CodeFault fault, std::size_t by) {
  if (fault.position != 0) fault.position += by;
  fault.proposals.clear();
  return fault;
}

std::optional<CodeFault> text_fault(const Element& element) {
  if (element.value.empty()) {
    return CodeFault{CodeReason::empty_value, element.identifier_at + 1, element.identifier};
  }
  const auto characters = characters_of(element.value).value();
  for (std::size_t index = 0; index < characters.size(); ++index) {
    if (!is_text_character(characters[index])) {
      return CodeFault{CodeReason::character_not_allowed, element.value_at + index + 1,
                       utf8_of(characters[index]), "GS1 82"};
    }
  }
  if (characters.size() <= longest_text_value) return std::nullopt;
  return CodeFault{CodeReason::value_too_long, element.value_at + 1,
                   std::to_string(characters.size()), std::to_string(longest_text_value)};
}

/// Collects the elements into an identity; the first fault ends it.
class Collector {
 public:
  explicit Collector(int this_year) : this_year_(this_year) {}

  std::optional<CodeFault> take(const Element& element) {
    if (std::find(seen_.begin(), seen_.end(), element.identifier) != seen_.end()) {
      return CodeFault{CodeReason::repeated_identifier, element.identifier_at + 1,
                       element.identifier};
    }
    seen_.push_back(element.identifier);
    if (element.identifier == "01") return take_gtin(element);
    if (element.identifier == "11") return take_date(element, identity_.made_on);
    if (element.identifier == "17") return take_date(element, identity_.expires_on);
    return take_text(element, element.identifier == "10" ? identity_.lot : identity_.serial);
  }
  Judged<DeviceIdentity> result() const {
    if (identity_.gtin.digits.empty()) {
      return CodeFault{CodeReason::missing_identifier, 0, {}, "01"};
    }
    return identity_;
  }

 private:
  std::optional<CodeFault> take_gtin(const Element& element) {
    const auto gtin = parse_gtin_14(element.value);
    if (!gtin.good()) return moved(gtin.fault(), element.value_at);
    identity_.gtin = gtin.parts();
    return std::nullopt;
  }
  std::optional<CodeFault> take_date(const Element& element,
                                     std::optional<std::chrono::sys_days>& date) const {
    const auto characters = characters_of(element.value).value();
    if (auto fault = fault_against(characters, U"######")) {
      return moved(*fault, element.value_at);
    }
    date = day_of(element.value, this_year_);
    if (date) return std::nullopt;
    return CodeFault{CodeReason::impossible_date, element.value_at + 1, element.value};
  }
  static std::optional<CodeFault> take_text(const Element& element, std::string& text) {
    if (auto fault = text_fault(element)) return fault;
    text = element.value;
    return std::nullopt;
  }

  int this_year_;
  std::vector<std::string> seen_;
  DeviceIdentity identity_;
};

/// GS1 writes in ASCII alone; past this, bytes are characters.
std::optional<CodeFault> check_ascii(const std::u32string& characters) {
  for (std::size_t index = 0; index < characters.size(); ++index) {
    const char32_t character = characters[index];
    if (character < 0x80) continue;
    const char32_t narrow = half_width(character);
    if (narrow == character) {
      return CodeFault{CodeReason::character_not_allowed, index + 1, utf8_of(character), "GS1 82"};
    }
    return CodeFault{CodeReason::full_width_character, index + 1, utf8_of(character),
                     utf8_of(narrow)};
  }
  return std::nullopt;
}

/// What a typist may have meant: half-width, without spaces; hyphens belong into lots and stay.
std::string narrowed(const std::u32string& characters) {
  std::u32string narrow;
  for (const char32_t character : characters) {
    if (is_hyphen(character)) {
      narrow += U'-';
    } else if (!is_space(character)) {
      narrow += half_width(character);
    }
  }
  return utf8_of(narrow);
}

Judged<DeviceIdentity> judge(std::string_view text, int this_year) {
  const Elements elements =
      text.starts_with('(') ? elements_in_brackets(text) : elements_as_scanned(text);
  if (const auto* fault = std::get_if<CodeFault>(&elements)) return *fault;
  Collector collector(this_year);
  for (const Element& element : std::get<std::vector<Element>>(elements)) {
    if (auto fault = collector.take(element)) return *fault;
  }
  return collector.result();
}

std::string yymmdd(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:02}{:02}{:02}", static_cast<int>(date.year()) % 100,
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

Judged<DeviceIdentity> parse_element_string(std::string_view text, int this_year) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  if (text.empty()) return CodeFault{CodeReason::empty_code};
  const auto not_ascii = check_ascii(*characters);
  Judged<DeviceIdentity> judged =
      not_ascii ? Judged<DeviceIdentity>(*not_ascii) : judge(text, this_year);
  if (judged.good()) return judged;
  CodeFault fault = judged.fault();
  const std::string proposal = narrowed(*characters);
  if (proposal != text && !check_ascii(characters_of(proposal).value()) &&
      judge(proposal, this_year).good()) {
    fault.proposals = {proposal};
  }
  return fault;
}

std::string bracketed(const DeviceIdentity& identity) {
  std::string text = "(01)" + identity.gtin.fourteen;
  if (identity.made_on) text += "(11)" + yymmdd(*identity.made_on);
  if (identity.expires_on) text += "(17)" + yymmdd(*identity.expires_on);
  if (!identity.lot.empty()) text += "(10)" + identity.lot;
  if (!identity.serial.empty()) text += "(21)" + identity.serial;
  return text;
}

std::string scanned(const DeviceIdentity& identity) {
  std::string text = "01" + identity.gtin.fourteen;
  if (identity.made_on) text += "11" + yymmdd(*identity.made_on);
  if (identity.expires_on) text += "17" + yymmdd(*identity.expires_on);
  if (!identity.lot.empty()) text += "10" + identity.lot;
  if (!identity.lot.empty() && !identity.serial.empty()) text += separator;
  if (!identity.serial.empty()) text += "21" + identity.serial;
  return text;
}

}  // namespace wutong::procurement::codes
