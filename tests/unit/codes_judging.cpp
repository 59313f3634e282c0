#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "procurement/codes/judge_code.h"

using namespace wutong::procurement::codes;

namespace {

constexpr int this_year = 2026;

CodeVerdict judged(std::string_view text) {
  return judge_code(text, std::nullopt, this_year);
}

}  // namespace

TEST_CASE("a code is told by its letters and its length", "[codes][judging]") {
  const std::map<std::string, CodeKind> kinds{
      {"XR05CBA198A001010100863", CodeKind::western_drug},
      {"ZA09FAF0148010403170", CodeKind::patent_medicine},
      {"C0101010010000100001", CodeKind::consumable},
      {"国药准字H20199001", CodeKind::approval_number},
      {"H20160001", CodeKind::approval_number},
      {"6901234567892", CodeKind::gtin},
      {"(01)06901234567892(10)A1", CodeKind::device_identity},
      {"010690123456789217271200", CodeKind::device_identity},
      {"81234567890123456789", CodeKind::trace_code},
  };
  for (const auto& [text, kind] : kinds) {
    INFO(text);
    const CodeVerdict verdict = judged(text);
    CHECK(verdict.kind == kind);
    CHECK(!verdict.fault);
    CHECK(!verdict.parts.empty());
    CHECK(!verdict.written.empty());
  }
}

TEST_CASE("a code that is misread is still told, with what it may have been", "[codes][judging]") {
  const CodeVerdict letter = judged("XRO5CBA198A001010100863");
  CHECK(letter.kind == CodeKind::western_drug);
  CHECK(letter.fault.value().proposals == std::vector<std::string>{"XR05CBA198A001010100863"});
  CHECK(letter.parts.empty());
  CHECK(judged("x r05cb a198 a001 0101 00863").kind == CodeKind::western_drug);
  CHECK(judged("O6901234567892").kind == CodeKind::gtin);
}

TEST_CASE("what looks like no code is said to be none", "[codes][judging]") {
  CHECK(judged("").fault.value().reason == CodeReason::empty_code);
  CHECK(judged("!?").fault.value().reason == CodeReason::unknown_number_kind);
  CHECK(judged("\xff").fault.value().reason == CodeReason::not_utf8);
  CHECK(!judged("!?").kind);
}

TEST_CASE("a kind that is asked for is the one that is judged", "[codes][judging]") {
  for (const CodeKind kind : all_code_kinds()) {
    CHECK(parse_code_kind(wire_name(kind)) == kind);
    const CodeVerdict verdict = judge_code("6901234567892", kind, this_year);
    CHECK(verdict.kind == kind);
    CHECK(verdict.fault.has_value() == (kind != CodeKind::gtin));
  }
  CHECK(!parse_code_kind("castle"));
}
