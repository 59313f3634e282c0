#include "procurement/codes/gtin.h"

#include <algorithm>
#include <array>

#include "procurement/codes/code_shape.h"
#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

constexpr std::size_t longest = 14;
constexpr std::array<std::size_t, 4> lengths{8, 12, 13, longest};

bool is_length(std::size_t length) {
  return std::find(lengths.begin(), lengths.end(), length) != lengths.end();
}

Shape digits_of_length(std::size_t length) {
  return Shape(length, U'#');
}

Judged<Gtin> judge(const std::string& digits) {
  if (digits.find_first_not_of('0') == std::string::npos) return CodeFault{CodeReason::all_zeros};
  const char expected = check_digit(std::string_view(digits).substr(0, digits.size() - 1));
  if (digits.back() != expected) {
    return CodeFault{CodeReason::wrong_check_digit, digits.size(), std::string(1, digits.back()),
                     std::string(1, expected)};
  }
  std::string fourteen = std::string(longest - digits.size(), '0') + digits;
  const char level = fourteen.front();
  return Gtin{digits, std::move(fourteen), level};
}

Judged<Gtin> judge_with_shape(const std::string& text, std::u32string_view characters,
                              const Shape& shape) {
  if (auto fault = fault_against(characters, shape)) return *fault;
  return judge(text);
}

Judged<Gtin> parse_with_shape(std::string_view text, std::u32string_view characters,
                              const Shape& shape) {
  return with_proposals(judge_with_shape(std::string(text), characters, shape), characters, shape,
                        judge);
}

}  // namespace

char check_digit(std::string_view digits_before) {
  int sum = 0;
  int weight = 3;
  for (auto digit = digits_before.rbegin(); digit != digits_before.rend(); ++digit) {
    sum += weight * (*digit - '0');
    weight = 4 - weight;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

Judged<Gtin> parse_gtin(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  const std::size_t length = folded(*characters).size();
  const Shape shape = digits_of_length(is_length(length) ? length : longest);
  auto judged = parse_with_shape(text, *characters, shape);
  if (judged.good() || judged.fault().reason != CodeReason::wrong_length) return judged;
  CodeFault fault = judged.fault();
  fault.expected = "8/12/13/14";
  return fault;
}

Judged<Gtin> parse_gtin_14(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  return parse_with_shape(text, *characters, digits_of_length(longest));
}

}  // namespace wutong::procurement::codes
