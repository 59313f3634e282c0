#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "reporting/sheet/cell_format.h"
#include "reporting/sheet/formula_guard.h"
#include "reporting/sheet/shared_texts.h"
#include "reporting/sheet/stored_number.h"
#include "reporting/sheet/xlsx_writer.h"

using namespace wutong::reporting;

TEST_CASE("a stored number is read as it was typed", "[sheet]") {
  const std::pair<const char*, const char*> cases[] = {
      {"8.72", "8.72"},
      {"8.7200000000000006", "8.72"},
      {"8.70", "8.70"},
      {"0.13", "0.13"},
      {"0.13000000000000001", "0.13"},
      {"1E-4", "0.0001"},
      {"1.0000000000000001E-5", "0.00001"},
      {"1.5E+3", "1500"},
      {"2E3", "2000"},
      {"-3", "-3"},
      {"-0", "0"},
      {"999999999.999999", "999999999.999999"},
      {"26.160000000000004", "26.160000000000004"},
      {"007", "007"},
      {"123456789012345", "123456789012345"},
      {"1.2345678901234568E+17", "123456789012345680"},
  };
  for (const auto& [stored, typed] : cases) {
    INFO(stored);
    CHECK(exact_decimal(stored) == std::string(typed));
  }
  for (const char* none : {"", "abc", "1,5", "nan", "inf", "1e999", " 1", "1 ", "0x10", "."}) {
    INFO(none);
    CHECK_FALSE(exact_decimal(none).has_value());
  }
}

TEST_CASE("every decimal of up to 15 digits comes back from 17 stored digits", "[sheet]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto digits = random() % 1'000'000'000'000'000ULL;
    const auto places = random() % 7;
    std::string typed = std::to_string(digits);
    typed = std::string(typed.size() <= places ? places + 1 - typed.size() : 0, '0') + typed;
    if (places > 0) {
      typed.insert(typed.size() - places, ".");
      typed.erase(typed.find_last_not_of('0') + 1);
      if (typed.back() == '.') typed.pop_back();
    }
    char stored[64];
    std::snprintf(stored, sizeof stored, "%.17g", std::stod(typed));
    if (exact_decimal(stored) != typed) {
      INFO(typed << " stored as " << stored);
      REQUIRE(exact_decimal(stored) == typed);
    }
  }
}

TEST_CASE("a whole part of more than 15 digits has lost some", "[sheet]") {
  CHECK_FALSE(has_lost_digits("123456789012345"));
  CHECK_FALSE(has_lost_digits("123456789012345.25"));
  CHECK_FALSE(has_lost_digits("0000123456789012345"));
  CHECK(has_lost_digits("1234567890123456"));
  CHECK(has_lost_digits("123456789012345680"));
  CHECK(has_lost_digits("-1234567890123456"));
  CHECK(has_lost_digits("1E+200"));
}

TEST_CASE("serial numbers are days in both systems", "[sheet]") {
  using enum DateSystem;
  CHECK(day_of_serial("1", from_1900) == "1900-01-01");
  CHECK(day_of_serial("59", from_1900) == "1900-02-28");
  CHECK(day_of_serial("60", from_1900).empty());
  CHECK(day_of_serial("61", from_1900) == "1900-03-01");
  CHECK(day_of_serial("45000", from_1900) == "2023-03-15");
  CHECK(day_of_serial("46348", from_1900) == "2026-11-22");
  CHECK(day_of_serial("2958465", from_1900) == "9999-12-31");
  CHECK(day_of_serial("2958466", from_1900).empty());
  CHECK(day_of_serial("0", from_1900).empty());
  CHECK(day_of_serial("-1", from_1900).empty());
  CHECK(day_of_serial("99999999999999999999", from_1900).empty());
  CHECK(day_of_serial("46348.5", from_1900) == "2026-11-22 12:00:00");
  CHECK(day_of_serial("46348.000000001", from_1900) == "2026-11-22");
  CHECK(day_of_serial("0", from_1904) == "1904-01-01");
  CHECK(day_of_serial("44886", from_1904) == "2026-11-22");
}

TEST_CASE("a format code tells whether it shows a day", "[sheet]") {
  for (const char* code : {"yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "d-mmm",
                           "YYYY/M/D h:mm", "[$-F800]dddd\\,\\ mmmm\\ dd", "mmm", "mmmm\\-"}) {
    INFO(code);
    CHECK(judge_format_code(code).is_date);
  }
  for (const char* code :
       {"General", "0.00", "#,##0.00_ ;[Red]\\-#,##0.00", "@", "0.00E+00", "h:mm:ss", "[h]:mm",
        "\"day\"0", "0\\d", "[Red]0", "\"¥\"#,##0", "0_d", "mm:ss.0"}) {
    INFO(code);
    CHECK_FALSE(judge_format_code(code).is_date);
  }
  CHECK(judge_format_code("00000").zero_padding == 5);
  CHECK(judge_format_code("0").zero_padding == 1);
  CHECK(judge_format_code("0.00").zero_padding == 0);
  for (const int number : {14, 15, 16, 17, 22, 27, 31, 36, 50, 57, 58}) {
    CHECK(built_in_format(number).is_date);
  }
  for (const int number : {0, 1, 2, 9, 10, 11, 18, 20, 21, 32, 37, 45, 49, 59}) {
    CHECK_FALSE(built_in_format(number).is_date);
  }
}

namespace {

const char* const hostile_texts[] = {
    "",        "a",       "=cmd()", "'=cmd()",   "''=cmd()", "'''=1",        "'",
    "''",      "'a",      "'a=1",   "+1",        "-1",       "@x",           "\tx",
    "\rx",     "\nx",     "'\t",    "＝1+1",     "'＝1",     "a=1",          " =1",
    "'+",      "-",       "=",      "''''-",     "'-'",      "“=1”",         "a,\"b\"\r\nc",
    "_x0041_", "_x005F_", "_x_",    "__x0041_x", "_x004_",   "_x00G1_",      "\x01\x1F\x7F",
    " lead",   "trail ",  "\n",     "a\rb",      "<&>]]>",   "\xEF\xBF\xBE", "\xEF\xBF\xBF",
    "𠮷😀",     "0012",    "8.70",   "1e5",       "TRUE",     "2026-11-22",   "#N/A"};

}  // namespace

TEST_CASE("the guard against formulas goes on and comes off without a trace", "[sheet]") {
  for (const std::string text : hostile_texts) {
    INFO(text);
    CHECK(without_guard(guarded_for_csv(text)) == text);
    CHECK(without_guard(guarded_for_workbook(text)) == text);
  }
  CHECK(guarded_for_csv("=cmd()") == "'=cmd()");
  CHECK(guarded_for_csv("'=cmd()") == "''=cmd()");
  CHECK(guarded_for_csv("'a") == "'a");
  CHECK(guarded_for_workbook("=cmd()") == "=cmd()");
  CHECK(without_guard("'quoted'") == "'quoted'");
}

TEST_CASE("every short text of dangerous characters survives the guard", "[sheet]") {
  const std::string alphabet = "'=+-@\t\r\na";
  std::vector<std::string> texts{""};
  for (std::size_t at = 0; at < texts.size() && texts[at].size() < 5; ++at) {
    for (const char character : alphabet) texts.push_back(texts[at] + character);
  }
  std::size_t wrong = 0;
  for (const std::string& text : texts) {
    wrong += without_guard(guarded_for_csv(text)) != text ? 1U : 0U;
    wrong += without_guard(guarded_for_workbook(text)) != text ? 1U : 0U;
    wrong += guarded_for_csv(text).find_first_of("=+-@\t\r\n") == 0 ? 1U : 0U;
  }
  CHECK(wrong == 0);
}

TEST_CASE("what XML cannot carry is escaped and comes back", "[sheet]") {
  for (const std::string text : hostile_texts) {
    INFO(text);
    CHECK(unescaped_text(escaped_text(text)) == text);
  }
  CHECK(escaped_text("a\x01") == "a_x0001_");
  CHECK(escaped_text("_x0041_") == "_x005F_x0041_");
  CHECK(unescaped_text("_x4E2D_") == "中");
}
