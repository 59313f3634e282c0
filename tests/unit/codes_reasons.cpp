#include <catch2/catch.hpp>
#include <set>

#include "procurement/codes/approval_number.h"
#include "procurement/codes/element_string.h"
#include "procurement/codes/product_code.h"

using namespace wutong::procurement::codes;

namespace {

template <typename Parts>
void note(std::set<CodeReason>& seen, const Judged<Parts>& judged) {
  if (!judged.good()) seen.insert(judged.fault().reason);
}

}  // namespace

TEST_CASE("every reason has a name of its own and a sentence in both languages", "[codes]") {
  std::set<std::string_view> names;
  for (const CodeReason reason : all_code_reasons()) {
    CHECK(names.insert(wire_name(reason)).second);
    const CodeFault fault{reason, 3, "FOUND", "EXPECTED", {"P1", "P2"}};
    INFO(wire_name(reason));
    CHECK(sentence_zh(fault).find("P1、P2") != std::string::npos);
    CHECK(sentence_en(fault).find("perhaps P1 or P2") != std::string::npos);
    CHECK(sentence_en(fault).find('{') == std::string::npos);
  }
  CHECK(names.size() == 24);
}

TEST_CASE("a sentence names place, what stands there and what was expected", "[codes]") {
  const auto judged = parse_western_drug_code("XRO5CBA198A001010100863");
  CHECK(sentence_en(judged.fault()) ==
        "character 3 is \"O\", which looks like \"0\" (perhaps XR05CBA198A001010100863)");
  CHECK(sentence_zh(judged.fault()) ==
        "第 3 位的“O”与“0”形近，疑为误写（是否为：XR05CBA198A001010100863）");
  CHECK(sentence_en(parse_gtin("6901234567893").fault()) ==
        "the check digit is 3, the digits before it give 2");
}

TEST_CASE("every reason comes from some text", "[codes]") {
  std::set<CodeReason> seen;
  for (const char* text :
       {"", "\xff", "X", "YR05CBA198A001010100863", "XRK5CBA198A001010100863",
        "X305CBA198A001010100863", "XR05CBA198A001010100_63", "XRO5CBA198A001010100863",
        "ＸR05CBA198A001010100863", "xR05CBA198A001010100863", " XR05CBA198A001010100863"}) {
    note(seen, parse_western_drug_code(text));
  }
  for (const char* text :
       {"国药准字X20199001", "国药准字H99199001", "国药准字HJ32020001", "国械注准20182070123"}) {
    note(seen, parse_approval_number(text));
  }
  const std::string di = "(01)06901234567892";
  for (const std::string& text :
       {std::string("(01)06901234567893"), std::string("(01)00000000000000"), di + "(17)271301",
        di + "(99)1", di + di, std::string("(10)A"), di + "(10)", di + "(",
        di + "(10)123456789012345678901"}) {
    note(seen, parse_element_string(text, 2026));
  }
  CHECK(seen.size() == all_code_reasons().size());
}
