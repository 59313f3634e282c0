#include "reporting/sheet/cell_format.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>

#include "reporting/sheet/xml_part.h"

namespace wutong::reporting {
namespace {

constexpr std::uint64_t most_style_bytes = 64 * 1024 * 1024;

int number_of(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// [h], [mm] and [s] count a length of time; other brackets hold colours, conditions, languages.
bool is_duration(std::string_view bracket) {
  return bracket.size() > 1 && bracket.find_first_not_of("hHmMsS", 1) == std::string_view::npos;
}

/// The first section of a code without what is shown as it is: quoted texts, escaped characters,
/// brackets. Lower case; a length of time stands there as "s".
std::string active_letters(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char character = code[at];
    if (character == '"' || character == '[') {
      const std::size_t end =
          std::min(code.find(character == '"' ? '"' : ']', at + 1), code.size());
      letters += character == '[' && is_duration(code.substr(at, end - at)) ? "s" : "";
      at = end;
    } else if (character == '\\' || character == '_' || character == '*') {
      ++at;
    } else {
      const bool is_upper = character >= 'A' && character <= 'Z';
      letters.push_back(is_upper ? static_cast<char>(character - 'A' + 'a') : character);
    }
  }
  return letters;
}

class StyleReading : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      own_[number_of(attributes.text("numFmtId"), -1)] =
          judge_format_code(attributes.text("formatCode"));
    } else if (name == "cellXfs") {
      is_in_cell_formats_ = true;
    } else if (name == "xf" && is_in_cell_formats_) {
      formats.push_back(format_of(number_of(attributes.text("numFmtId"), 0)));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") {
      is_in_cell_formats_ = false;
    }
  }
  std::vector<NumberFormat> formats;

 private:
  NumberFormat format_of(int number) const {
    const auto own = own_.find(number);
    return own == own_.end() ? built_in_format(number) : own->second;
  }
  std::map<int, NumberFormat> own_;
  bool is_in_cell_formats_ = false;
};

std::string padded(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string shown_day(std::int64_t days_since_1970) {
  const std::chrono::year_month_day day{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(days_since_1970)))};
  return padded(static_cast<int>(day.year()), 4) + "-" +
         padded(static_cast<unsigned>(day.month()), 2) + "-" +
         padded(static_cast<unsigned>(day.day()), 2);
}

/// Seconds of a day from the digits after the point, rounded to the nearest.
std::int64_t seconds_of(std::string_view fraction) {
  constexpr std::size_t kept_digits = 12;
  constexpr std::int64_t scale = 1'000'000'000'000;
  constexpr std::int64_t seconds_a_day = 86'400;
  std::int64_t parts = 0;
  for (std::size_t at = 0; at < kept_digits; ++at) {
    parts = parts * 10 + (at < fraction.size() ? fraction[at] - '0' : 0);
  }
  return (parts * seconds_a_day + scale / 2) / scale;
}

std::string time_of(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" +
         padded(seconds % 60, 2);
}

}  // namespace

NumberFormat judge_format_code(std::string_view code) {
  const std::string letters = active_letters(code);
  const bool is_zeros = !letters.empty() && letters.find_first_not_of('0') == std::string::npos;
  if (letters == "general" || letters == "standard") {
    return {};
  }
  const bool has_day = letters.find_first_of("yde") != std::string::npos;
  const bool has_month_alone =
      letters.find('m') != std::string::npos && letters.find_first_of("hs0#?") == std::string::npos;
  // The e of 0.00E+00 is an exponent's, that of a Japanese or Chinese year stands without zeros.
  const bool is_exponent =
      letters.find("e+") != std::string::npos || letters.find("e-") != std::string::npos;
  return {!is_exponent && (has_day || has_month_alone), is_zeros ? letters.size() : 0};
}

NumberFormat built_in_format(int number) {
  const bool is_time_only = (number >= 18 && number <= 21) || (number >= 32 && number <= 35);
  const bool is_date = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
                       (number >= 50 && number <= 58);
  return {is_date && !is_time_only, 0};
}

std::vector<NumberFormat> read_cell_formats(const ZipArchive& archive, const std::string& part) {
  StyleReading reading;
  read_xml(archive, part, most_style_bytes, reading);
  return std::move(reading.formats);
}

std::string day_of_serial(std::string_view decimal, DateSystem system) {
  constexpr std::int64_t last_day = 2'958'465;  // 9999-12-31, in the system of 1900
  constexpr std::int64_t days_to_1970 = 25'569;
  constexpr std::int64_t days_1900_to_1904 = 1462;
  constexpr std::int64_t day_that_never_was = 60;
  const std::size_t point = decimal.find('.');
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view{} : decimal.substr(point + 1);
  std::int64_t serial = -1;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), serial);
  if (error != std::errc{} || end != whole.data() + whole.size() || serial < 0 ||
      serial > last_day) {
    return {};
  }
  serial += system == DateSystem::from_1904 ? days_1900_to_1904 : 0;
  if (serial < 1 || serial > last_day || serial == day_that_never_was) {
    return {};
  }
  const std::int64_t skipped = serial < day_that_never_was ? 1 : 0;
  const std::string day = shown_day(serial + skipped - days_to_1970);
  const std::int64_t seconds = seconds_of(fraction);
  return seconds == 0 ? day : day + " " + time_of(seconds);
}

}  // namespace wutong::reporting
