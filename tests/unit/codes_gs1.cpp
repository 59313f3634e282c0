#include <catch2/catch.hpp>

#include "procurement/codes/element_string.h"
#include "procurement/codes/gtin.h"
#include "procurement/codes/trace_code.h"
#include "tests/unit/codes_support.h"

using namespace wutong::procurement::codes;
using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using wutong::test::BadCode;
using wutong::test::proposals;
using wutong::test::verdict;

namespace {

constexpr int this_year = 2026;

sys_days date(int y, unsigned m, unsigned d) {
  return sys_days(year(y) / month(m) / day(d));
}

}  // namespace

TEST_CASE("trade item numbers of every length are read", "[codes]") {
  for (const char* text : {"96385074", "036000291452", "6901234567892", "4006381333931",
                           "06901234567892", "16901234567899", "09501101530003"}) {
    INFO(text);
    const auto judged = parse_gtin(text);
    REQUIRE(verdict(judged) == "good");
    CHECK(judged.parts().digits == text);
    CHECK(judged.parts().fourteen.size() == 14);
    CHECK(parse_gtin(judged.parts().fourteen).good());
  }
  CHECK(parse_gtin("6901234567892").parts().fourteen == "06901234567892");
  CHECK(parse_gtin("6901234567892").parts().packaging_level == '0');
  CHECK(parse_gtin("16901234567899").parts().packaging_level == '1');
  CHECK(check_digit("690123456789") == '2');
  CHECK(check_digit("9638507") == '4');
}

TEST_CASE("what is not a trade item number is told why", "[codes]") {
  const std::vector<BadCode> table{
      {"", "empty_code", 0},
      {"690123456789", "wrong_check_digit", 12},
      {"6901234567893", "wrong_check_digit", 13},
      {"690123456", "wrong_length", 0},
      {"00000000000000", "all_zeros", 0},
      {"00000000", "all_zeros", 0},
      {"69O1234567892", "look_alike_character", 3, {"6901234567892"}},
      {"6901234S67892", "look_alike_character", 8, {"6901234567892"}},
      {"69O1234567893", "look_alike_character", 3},
      {"6901-2345-67892", "space_or_hyphen", 5, {"6901234567892"}},
      {"６901234567892", "full_width_character", 1, {"6901234567892"}},
      {"690123456789X", "letter_where_digit_expected", 13},
      {"690123456789?", "character_not_allowed", 13},
      {"6901\xFF", "not_utf8", 0},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_gtin(bad.text);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
  CHECK(parse_gtin("6901234567893").fault().expected == "2");
  CHECK(verdict(parse_gtin_14("6901234567892")) == "wrong_length at 0");
}

TEST_CASE("a device's identity is read with brackets and as scanned", "[codes]") {
  const DeviceIdentity identity{parse_gtin_14("06901234567892").parts(), date(2025, 1, 31),
                                date(2028, 2, 29), "A-1/b", "SN(7)"};
  const std::string with_brackets = "(01)06901234567892(11)250131(17)280229(10)A-1/b(21)SN(7)";
  const std::string as_scanned =
      "01069012345678921125013117280229"
      "10A-1/b\x1d"
      "21SN(7)";
  CHECK(bracketed(identity) == with_brackets);
  CHECK(scanned(identity) == as_scanned);
  for (const std::string& text :
       {with_brackets, as_scanned, "]d2" + as_scanned, "]C1" + as_scanned, "\x1d" + as_scanned,
        as_scanned + "\x1d",
        std::string("(21)SN(7)(10)A-1/b(01)06901234567892(11)250131(17)280200")}) {
    INFO(text);
    const auto judged = parse_element_string(text, this_year);
    REQUIRE(verdict(judged) == "good");
    CHECK(judged.parts() == identity);
  }
}

TEST_CASE("a device's identity may lack everything but its number", "[codes]") {
  const auto judged = parse_element_string("(01)06901234567892", this_year);
  REQUIRE(judged.good());
  CHECK(judged.parts() == DeviceIdentity{parse_gtin("06901234567892").parts()});
  CHECK(parse_element_string("0106901234567892", this_year).good());
}

TEST_CASE("a day 00 is the last of its month", "[codes]") {
  struct Case {
    const char* digits;
    sys_days expected;
  };
  for (const Case& one : {Case{"271200", date(2027, 12, 31)}, Case{"280200", date(2028, 2, 29)},
                          Case{"270200", date(2027, 2, 28)}, Case{"270430", date(2027, 4, 30)}}) {
    INFO(one.digits);
    const auto judged =
        parse_element_string(std::string("(01)06901234567892(17)") + one.digits, this_year);
    REQUIRE(judged.good());
    CHECK(judged.parts().expires_on == one.expected);
  }
}

TEST_CASE("two-digit years are the nearest ones", "[codes]") {
  const auto year_of = [](const std::string& digits, int now) {
    const auto judged = parse_element_string("(01)06901234567892(11)" + digits + "0101", now);
    return static_cast<int>(std::chrono::year_month_day(judged.parts().made_on.value()).year());
  };
  CHECK(year_of("26", 2026) == 2026);
  CHECK(year_of("76", 2026) == 2076);
  CHECK(year_of("77", 2026) == 1977);
  CHECK(year_of("49", 2099) == 2149);
  CHECK(year_of("50", 2099) == 2050);
  CHECK(year_of("00", 2050) == 2100);
  CHECK(year_of("01", 2050) == 2001);
}

TEST_CASE("what is not a device's identity is told why and where", "[codes]") {
  const std::string di = "(01)06901234567892";
  const std::string raw = "0106901234567892";
  const std::vector<BadCode> table{
      {"", "empty_code", 0},
      {"\xff", "not_utf8", 0},
      {"(17)271200", "missing_identifier", 0},
      {"(01)06901234567893", "wrong_check_digit", 18},
      {"(01)6901234567892", "wrong_length", 0},
      {"(01)O6901234567892", "look_alike_character", 5},
      {di + "(15)271200", "unknown_identifier", 20},
      {raw + "15271200", "unknown_identifier", 17},
      {di + "(10)A(30)5", "unknown_identifier", 25},
      {di + "(10)A(10)A", "repeated_identifier", 25},
      {di + "(17)271301", "impossible_date", 23},
      {di + "(17)270230", "impossible_date", 23},
      {di + "(17)270000", "impossible_date", 23},
      {di + "(17)27I200", "look_alike_character", 25},
      {di + "(17)27120", "wrong_length", 0},
      {raw + "1727120", "wrong_length", 0},
      {di + "(10)", "empty_value", 20},
      {raw + "10\x1d"
             "21A",
       "empty_value", 17},
      {di + "(10)123456789012345678901", "value_too_long", 23},
      {di + "(10)A#1", "character_not_allowed", 24},
      {di + "(10)批1", "character_not_allowed", 23},
      {di + "(17", "malformed_brackets", 19},
      {"(01" + raw, "malformed_brackets", 1},
      {"（01）06901234567892", "full_width_character", 1, {di}},
      {"(01) 06901234567892", "space_or_hyphen", 5, {di}},
      {di + "(10)A\xEF\xBC\x8D"
            "1",
       "full_width_character",
       24,
       {di + "(10)A-1"}},
      {"01069012345678９2", "full_width_character", 15, {raw}},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_element_string(bad.text, this_year);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
}

TEST_CASE("a trace code's first seven digits identify the product", "[codes]") {
  const auto judged = parse_trace_code("81234567890123456789");
  REQUIRE(judged.good());
  CHECK(judged.parts() == TraceCode{"8123456", "7890123456789"});
  const std::vector<BadCode> table{
      {"8123456789012345678", "wrong_length", 0},
      {"00000007890123456789", "all_zeros", 0},
      {"8123456789O123456789", "look_alike_character", 11, {"81234567890123456789"}},
      {"8123 4567 8901 2345 6789", "space_or_hyphen", 5, {"81234567890123456789"}},
      {"8123456789A123456789", "letter_where_digit_expected", 11},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    CHECK(verdict(parse_trace_code(bad.text)) == verdict(bad));
    CHECK(proposals(parse_trace_code(bad.text)) == bad.proposals);
  }
}
