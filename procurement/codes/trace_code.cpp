#include "procurement/codes/trace_code.h"

#include "procurement/codes/code_shape.h"
#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

constexpr std::size_t product_digits = 7;
const Shape trace_code_shape(20, U'#');

Judged<TraceCode> judge(const std::string& digits) {
  const std::string product = digits.substr(0, product_digits);
  if (product.find_first_not_of('0') == std::string::npos) return CodeFault{CodeReason::all_zeros};
  return TraceCode{product, digits.substr(product_digits)};
}

Judged<TraceCode> judge_shape(const std::string& text, std::u32string_view characters) {
  if (auto fault = fault_against(characters, trace_code_shape)) return *fault;
  return judge(text);
}

}  // namespace

Judged<TraceCode> parse_trace_code(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  return with_proposals(judge_shape(std::string(text), *characters), *characters, trace_code_shape,
                        judge);
}

}  // namespace wutong::procurement::codes
