#include "reporting/sheet/stored_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace wutong::reporting {
namespace {

/// A spreadsheet shows no more, and a binary fraction tells as many decimal digits apart.
constexpr std::size_t sure_digits = 15;
/// Beyond, a decimal point is not what anyone means.
constexpr int most_zeros = 30;

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_plain_decimal(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  return !whole.empty() && !fraction.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(fraction.begin(), fraction.end(), is_digit);
}

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

/// "8.72e+02" as {"872", 3}: 0.872 times ten to the third.
struct Digits {
  std::string digits;
  int point = 0;
};

Digits shortest_digits(double number) {
  constexpr std::size_t enough = 40;
  std::array<char, enough> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                 std::chars_format::scientific)
                       .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t exponent = text.find('e');
  Digits found;
  std::copy_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(exponent),
               std::back_inserter(found.digits), is_digit);
  const std::size_t sign = text[exponent + 1] == '+' ? 1 : 0;
  std::from_chars(text.data() + exponent + 1 + sign, text.data() + text.size(), found.point);
  ++found.point;
  return found;
}

std::string without_exponent(const Digits& number) {
  const int count = static_cast<int>(number.digits.size());
  if (number.point <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  }
  if (number.point >= count) {
    return number.digits + std::string(static_cast<std::size_t>(number.point - count), '0');
  }
  const auto point = static_cast<std::size_t>(number.point);
  return number.digits.substr(0, point) + "." + number.digits.substr(point);
}

}  // namespace

std::optional<std::string> exact_decimal(std::string_view stored) {
  if (is_plain_decimal(stored) && digit_count(stored) <= sure_digits) {
    return std::string(stored);
  }
  // The one place of the product where a binary fraction is a value: the file holds one.
  double number = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), number);
  if (error != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(number)) {
    return std::nullopt;
  }
  if (number == 0) {
    return "0";
  }
  const Digits digits = shortest_digits(std::fabs(number));
  if (std::abs(digits.point) > most_zeros) {
    return std::string(stored);
  }
  return (number < 0 ? "-" : "") + without_exponent(digits);
}

bool has_lost_digits(std::string_view decimal) {
  std::string_view whole = decimal.substr(0, decimal.find('.'));
  whole.remove_prefix(std::min(whole.find_first_not_of("-0"), whole.size()));
  return whole.size() > sure_digits || decimal.find_first_of("eE") != std::string_view::npos;
}

}  // namespace wutong::reporting
