#include "reporting/order_documents/amount_in_words.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace wutong::reporting {

namespace {

constexpr std::array<std::string_view, 10> digits{"零", "壹", "贰", "叁", "肆",
                                                  "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> places{"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 5> groups{"", "万", "亿", "万亿", "亿亿"};
constexpr std::uint64_t ten = 10;
constexpr std::uint64_t group_size = 10'000;
constexpr std::uint64_t fen_in_yuan = 100;

/// Four digits, 1 to 9999; noughts between digits are said once.
std::string group_in_words(std::uint64_t group) {
  std::string words;
  bool owes_nought = false;
  std::uint64_t divisor = group_size / ten;
  for (std::size_t place = places.size(); place-- > 0; divisor /= ten) {
    const std::uint64_t digit = group / divisor % ten;
    if (digit == 0) {
      owes_nought = !words.empty();
      continue;
    }
    if (owes_nought) words += digits[0];
    owes_nought = false;
    words += digits.at(digit);
    words += places.at(place);
  }
  return words;
}

std::string yuan_in_words(std::uint64_t yuan) {
  std::array<std::uint64_t, groups.size()> parts{};
  for (std::uint64_t& part : parts) {
    part = yuan % group_size;
    yuan /= group_size;
  }
  std::string words;
  bool owes_nought = false;
  for (std::size_t group = groups.size(); group-- > 0;) {
    const std::uint64_t part = parts.at(group);
    if (part == 0) {
      owes_nought = !words.empty();
      continue;
    }
    const bool begins_with_nought = part < group_size / ten && !words.empty();
    if (owes_nought || begins_with_nought) words += digits[0];
    words += group_in_words(part);
    words += groups.at(group);
    owes_nought = part % ten == 0;
  }
  return words;
}

}  // namespace

std::string amount_in_words(pricing::Money amount) {
  const std::int64_t fen = amount.fen();
  const std::uint64_t size = fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(fen)
                                     : static_cast<std::uint64_t>(fen);
  std::string words = fen < 0 ? "负" : "";
  const std::uint64_t yuan = size / fen_in_yuan;
  const std::uint64_t jiao_digit = size % fen_in_yuan / ten;
  const std::uint64_t fen_digit = size % ten;
  if (yuan != 0) words += yuan_in_words(yuan) + "元";
  if (size == 0) words += "零元";
  if (jiao_digit == 0 && fen_digit == 0) return words + "整";
  if (jiao_digit != 0) words += std::string(digits.at(jiao_digit)) + "角";
  if (jiao_digit == 0 && yuan != 0) words += digits[0];
  if (fen_digit == 0) return words + "整";
  return words + std::string(digits.at(fen_digit)) + "分";
}

}  // namespace wutong::reporting
