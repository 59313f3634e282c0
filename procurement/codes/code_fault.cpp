#include "procurement/codes/code_fault.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace wutong::procurement::codes {
namespace {

struct ReasonText {
  CodeReason reason;
  std::string_view wire_name;
  std::string_view zh;
  std::string_view en;
};

// In the order of the enum. {0} position  {1} what stands there  {2} what is expected.
constexpr std::array table{
    ReasonText{CodeReason::empty_code, "empty_code", "没有填写编码", "there is no code"},
    ReasonText{CodeReason::not_utf8, "not_utf8", "编码不是 UTF-8 文本",
               "the code is not UTF-8 text"},
    ReasonText{CodeReason::wrong_length, "wrong_length", "长度应为 {2} 位，实际为 {1} 位",
               "it has {1} characters, {2} are expected"},
    ReasonText{CodeReason::wrong_prefix, "wrong_prefix", "第 {0} 位起应为“{2}”，现为“{1}”",
               "from character {0} on it should read \"{2}\", there stands \"{1}\""},
    ReasonText{CodeReason::letter_where_digit_expected, "letter_where_digit_expected",
               "第 {0} 位应为数字，现为字母“{1}”",
               "character {0} should be a digit, there stands the letter \"{1}\""},
    ReasonText{CodeReason::digit_where_letter_expected, "digit_where_letter_expected",
               "第 {0} 位应为大写字母，现为数字“{1}”",
               "character {0} should be a capital letter, there stands the digit \"{1}\""},
    ReasonText{CodeReason::character_not_allowed, "character_not_allowed",
               "第 {0} 位不能是“{1}”，应为{2}",
               "character {0} cannot be \"{1}\", it should be {2}"},
    ReasonText{CodeReason::look_alike_character, "look_alike_character",
               "第 {0} 位的“{1}”与“{2}”形近，疑为误写",
               "character {0} is \"{1}\", which looks like \"{2}\""},
    ReasonText{CodeReason::full_width_character, "full_width_character",
               "第 {0} 位是全角字符“{1}”，应为半角“{2}”",
               "character {0} is the full-width \"{1}\" instead of \"{2}\""},
    ReasonText{CodeReason::lower_case_letter, "lower_case_letter",
               "第 {0} 位是小写字母“{1}”，应为大写", "character {0} is the small letter \"{1}\""},
    ReasonText{CodeReason::space_or_hyphen, "space_or_hyphen", "第 {0} 位是空白或连字符“{1}”",
               "character {0} is a space or a hyphen: \"{1}\""},
    ReasonText{CodeReason::wrong_check_digit, "wrong_check_digit",
               "校验位是“{1}”，按前面各位计算应为“{2}”",
               "the check digit is {1}, the digits before it give {2}"},
    ReasonText{CodeReason::all_zeros, "all_zeros", "全部是 0，不是真实的编码",
               "nothing but zeros identifies nothing"},
    ReasonText{CodeReason::unknown_number_kind, "unknown_number_kind",
               "“{1}”不是已知的文号类别；可用：{2}",
               "\"{1}\" is not a known kind of number; known are {2}"},
    ReasonText{CodeReason::unknown_origin, "unknown_origin",
               "文号前两位“{1}”不是批准来源；应为：{2}",
               "the number begins {1}, which is no known origin; known are {2}"},
    ReasonText{CodeReason::impossible_year, "impossible_year", "年份“{1}”不可能；应为：{2}",
               "the year {1} is impossible; expected: {2}"},
    ReasonText{CodeReason::class_not_of_authority, "class_not_of_authority",
               "“{1}”类的器械不由该机关以此形式批准；应为：{2}",
               "a device of class {1} does not get a number of this kind; expected: {2}"},
    ReasonText{CodeReason::impossible_date, "impossible_date", "第 {0} 位起的日期“{1}”不存在",
               "the date \"{1}\" from character {0} on does not exist"},
    ReasonText{CodeReason::unknown_identifier, "unknown_identifier",
               "第 {0} 位起的标识符“{1}”不是：{2}",
               "the identifier \"{1}\" at character {0} is none of {2}"},
    ReasonText{CodeReason::repeated_identifier, "repeated_identifier",
               "第 {0} 位起的标识符“{1}”已经出现过",
               "the identifier \"{1}\" at character {0} was there before"},
    ReasonText{CodeReason::missing_identifier, "missing_identifier", "缺少标识符“{2}”",
               "the identifier \"{2}\" is missing"},
    ReasonText{CodeReason::empty_value, "empty_value", "第 {0} 位：标识符“{1}”没有内容",
               "the identifier \"{1}\" at character {0} has no value"},
    ReasonText{CodeReason::value_too_long, "value_too_long",
               "第 {0} 位起的内容有 {1} 个字符，最多 {2} 个",
               "the value from character {0} on has {1} characters, at most {2} are allowed"},
    ReasonText{CodeReason::malformed_brackets, "malformed_brackets", "第 {0} 位的括号没有正确配对",
               "the brackets at character {0} do not match"},
};

constexpr bool table_is_in_order() {
  std::size_t position = 0;
  for (const ReasonText& text : table) {
    if (static_cast<std::size_t>(text.reason) != position++) return false;
  }
  return position == static_cast<std::size_t>(CodeReason::malformed_brackets) + 1;
}
static_assert(table_is_in_order(), "an entry for each reason, in the order of the enum");

const ReasonText& text_of(CodeReason reason) {
  return table.at(static_cast<std::size_t>(reason));
}

std::string with_figures(std::string_view sentence, const CodeFault& fault) {
  return fmt::format(fmt::runtime(sentence), fault.position, fault.found, fault.expected);
}

std::vector<CodeReason> collect_reasons() {
  std::vector<CodeReason> reasons;
  for (const ReasonText& text : table) reasons.push_back(text.reason);
  return reasons;
}

}  // namespace

std::string_view wire_name(CodeReason reason) {
  return text_of(reason).wire_name;
}

const std::vector<CodeReason>& all_code_reasons() {
  static const std::vector<CodeReason> reasons = collect_reasons();
  return reasons;
}

std::string sentence_zh(const CodeFault& fault) {
  std::string sentence = with_figures(text_of(fault.reason).zh, fault);
  if (fault.proposals.empty()) return sentence;
  return sentence + fmt::format("（是否为：{}）", fmt::join(fault.proposals, "、"));
}

std::string sentence_en(const CodeFault& fault) {
  std::string sentence = with_figures(text_of(fault.reason).en, fault);
  if (fault.proposals.empty()) return sentence;
  return sentence + fmt::format(" (perhaps {})", fmt::join(fault.proposals, " or "));
}

}  // namespace wutong::procurement::codes
