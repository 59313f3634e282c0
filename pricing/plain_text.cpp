#include "pricing/plain_text.h"

#include <algorithm>

namespace wutong::pricing {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Int128 with_digits(Int128 value, std::string_view digits) {
  for (const char digit : digits) {
    if (value >= power_of_ten(37)) throw Overflow("the number has more than 38 digits");
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// 19 digits a half, because that is what a 64-bit number prints fast.
std::string digits_of(UInt128 value) {
  const auto half = static_cast<UInt128>(power_of_ten(19));
  if (value < half) return std::to_string(static_cast<std::uint64_t>(value));
  const std::string low = std::to_string(static_cast<std::uint64_t>(value % half));
  const std::string high = std::to_string(static_cast<std::uint64_t>(value / half));
  return high + std::string(19 - low.size(), '0') + low;
}

}  // namespace

PlainNumber parse_plain(std::string_view text, Minus minus, int max_places) {
  const bool negative = minus == Minus::allowed && text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto decimals = text.substr(std::min(point + 1, text.size()));
  // The text is not quoted back: it may be anything, and the caller knows where it came from.
  if (!is_digits(whole) || (point < text.size() && !is_digits(decimals))) {
    throw BadNumber("not a plain decimal number");
  }
  if (decimals.size() > static_cast<std::size_t>(max_places)) throw BadNumber("too many decimals");
  const Int128 coefficient = with_digits(with_digits(0, whole), decimals);
  return {negative ? -coefficient : coefficient, static_cast<int>(decimals.size())};
}

std::int64_t coefficient_in_64(PlainNumber number, int places) {
  return narrowed_to_64(exact_product(number.coefficient, power_of_ten(places - number.places)));
}

std::string print_plain(Int128 coefficient, int places) {
  std::string text = digits_of(magnitude(coefficient));
  const auto decimals = static_cast<std::size_t>(places);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  if (coefficient < 0) text.insert(0, 1, '-');
  return text;
}

}  // namespace wutong::pricing
