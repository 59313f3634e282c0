#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "procurement/refusal/refusal.h"

using namespace wutong::procurement;

namespace {

/// The figures that a sentence asks for: "{0} row {1}" gives "01".
std::set<char> figures_in(std::string_view sentence) {
  std::set<char> figures;
  for (std::size_t at = sentence.find('{'); at != std::string_view::npos;
       at = sentence.find('{', at + 1)) {
    REQUIRE(at + 2 < sentence.size());
    REQUIRE(sentence[at + 2] == '}');
    figures.insert(sentence[at + 1]);
  }
  return figures;
}

bool is_wire_name(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

bool has_chinese(std::string_view text) {
  // The lead bytes of the CJK block in UTF-8.
  return text.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9") != std::string_view::npos;
}

}  // namespace

TEST_CASE("every refusal has a wire name of its own", "[refusal]") {
  std::set<std::string_view> names;
  for (const Refusal refusal : all_refusals()) {
    INFO(wire_name(refusal));
    CHECK(is_wire_name(wire_name(refusal)));
    CHECK(names.insert(wire_name(refusal)).second);
  }
  CHECK(names.size() == 302);
}

TEST_CASE("the list of refusals is the enum, in its order", "[refusal]") {
  int position = 0;
  for (const Refusal refusal : all_refusals()) {
    CHECK(static_cast<int>(refusal) == position++);
  }
  CHECK(all_refusals().back() == Refusal::audit_chain_broken);
  CHECK(wire_name(Refusal::missing_file) == "missing_file");
  CHECK(wire_name(Refusal::opening_stock_already_known) == "opening_stock_already_known");
  CHECK(wire_name(Refusal::over_delivered) == "over_delivered");
  CHECK(wire_name(Refusal::output_not_writable) == "output_not_writable");
}

TEST_CASE("every refusal has a sentence in both languages with the same figures", "[refusal]") {
  for (const Refusal refusal : all_refusals()) {
    const RefusalText& text = refusal_text(refusal);
    INFO(text.wire_name);
    CHECK(has_chinese(text.sentence_zh));
    CHECK_FALSE(text.sentence_en.empty());
    CHECK_FALSE(has_chinese(text.sentence_en));
    CHECK(figures_in(text.sentence_zh) == figures_in(text.sentence_en));
    CHECK(text.http_status >= 400);
    CHECK(text.http_status < 600);
  }
}

TEST_CASE("the figures stand in the sentences, whatever they hold", "[refusal]") {
  const std::vector<std::string> figures{"YYSC", "A{0}x", "B{", "3", "5"};
  const std::string english = sentence_en(Refusal::stock_insufficient, figures);
  const std::string chinese = sentence_zh(Refusal::stock_insufficient, figures);
  for (const std::string& figure : figures) {
    CHECK(english.find(figure) != std::string::npos);
    CHECK(chinese.find(figure) != std::string::npos);
  }
}

TEST_CASE("figures that are not given leave the sentence readable", "[refusal]") {
  for (const Refusal refusal : all_refusals()) {
    CHECK(sentence_en(refusal, {}).find('{') == std::string::npos);
    CHECK(sentence_zh(refusal, {}).find('{') == std::string::npos);
  }
}

TEST_CASE("a refused command says by which rule and with which figures", "[refusal]") {
  const Refused refused(Refusal::period_already_settled, {"2026-11"});
  CHECK(refused.refusal() == Refusal::period_already_settled);
  CHECK(refused.figures() == std::vector<std::string>{"2026-11"});
  CHECK(std::string(refused.what()).find("period_already_settled: ") == 0);
  CHECK(std::string(refused.what()).find("2026-11") != std::string::npos);
}

TEST_CASE("a retry helps only where the same command may succeed later", "[refusal]") {
  CHECK(refusal_text(Refusal::earlier_cycle_unfinished).retry_helps);
  CHECK(refusal_text(Refusal::output_not_writable).retry_helps);
  CHECK_FALSE(refusal_text(Refusal::period_already_settled).retry_helps);
  CHECK_FALSE(refusal_text(Refusal::bad_number).retry_helps);
}
