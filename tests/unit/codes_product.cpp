#include <catch2/catch.hpp>

#include "procurement/codes/product_code.h"
#include "tests/unit/codes_support.h"

using namespace wutong::procurement::codes;
using wutong::test::BadCode;
using wutong::test::proposals;
using wutong::test::verdict;

TEST_CASE("a western drug's code falls into its segments", "[codes]") {
  const auto judged = parse_western_drug_code("XR05CBA198A001010100863");
  REQUIRE(judged.good());
  CHECK(judged.parts() == WesternDrugCode{"R05CB", "A198", "A001", "0101", "00863"});
  CHECK(to_string(judged.parts()) == "XR05CBA198A001010100863");
  CHECK(parse_western_drug_code("XJ01CAA040A001010102699").good());
}

TEST_CASE("what is not a western drug's code is told why and what it may be", "[codes]") {
  const std::string good = "XR05CBA198A001010100863";
  const std::vector<BadCode> table{
      {"", "empty_code", 0},
      {"\xff\xfe", "not_utf8", 0},
      {"XR05CBA198A00101010086", "wrong_length", 0},
      {"XR05CBA198A0010101008633", "wrong_length", 0},
      {"YR05CBA198A001010100863", "wrong_prefix", 1},
      {"XRO5CBA198A001010100863", "look_alike_character", 3, {good}},
      {"XR05CBA198A0010101OO863", "look_alike_character", 19, {good}},
      {"XR0SCBA198A001010100863", "look_alike_character", 4, {good}},
      {"XR05CBA198A00l010100863", "look_alike_character", 14, {good}},
      {"XR05CBA19BA001010100863", "look_alike_character", 10, {good}},
      {"XR05C8A198A001010100863", "look_alike_character", 6, {good}},
      {"XR05CBAI98A00I0I0I00863", "look_alike_character", 8, {good}},
      {"X205CBA198A001010100863", "look_alike_character", 2, {"XZ05CBA198A001010100863"}},
      {"X105CBA198A001010100863",
       "look_alike_character",
       2,
       {"XI05CBA198A001010100863", "XL05CBA198A001010100863"}},
      {"xr05cba198a001010100863", "lower_case_letter", 1, {good}},
      {"ＸR05CBA198A001010100863", "full_width_character", 1, {good}},
      {"XR05CBA198A00１010100863", "full_width_character", 14, {good}},
      {"XR05CB-A198-A001-0101-00863", "space_or_hyphen", 7, {good}},
      {" XR05CBA198A001010100863", "space_or_hyphen", 1, {good}},
      {"XR05CBA198A001010100863\xE3\x80\x80", "space_or_hyphen", 24, {good}},
      {"X R05CBA198A0010101OO86３", "space_or_hyphen", 2, {good}},
      {"XRK5CBA198A001010100863", "letter_where_digit_expected", 3},
      {"X305CBA198A001010100863", "digit_where_letter_expected", 2},
      {"XR05CBA198A001010100_63", "character_not_allowed", 21},
      {"XR05CBA198A001010100药63", "character_not_allowed", 21},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_western_drug_code(bad.text);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
}

TEST_CASE("more look-alikes than a person can choose from are not proposed", "[codes]") {
  // Four letters written as 1 could be I or L each.
  CHECK(proposals(parse_western_drug_code("X10511119811010101 00863")).empty());
  const auto judged = parse_western_drug_code("X1051111981001010100863");
  CHECK(verdict(judged) == "look_alike_character at 2");
  CHECK(proposals(judged).empty());
}

TEST_CASE("a Chinese patent medicine's code falls into its segments", "[codes]") {
  const auto judged = parse_patent_medicine_code("ZA09FAF0148010403170");
  REQUIRE(judged.good());
  CHECK(judged.parts() == PatentMedicineCode{"A09FA", "F0148", "0104", "03170"});
  CHECK(to_string(judged.parts()) == "ZA09FAF0148010403170");
}

TEST_CASE("what is not a Chinese patent medicine's code is told why", "[codes]") {
  const std::string good = "ZA09FAF0148010403170";
  const std::vector<BadCode> table{
      {"ZA09FAF01480104031700", "wrong_length", 0},
      {"2A09FAF0148010403170", "look_alike_character", 1, {good}},
      {"ZA09FAF014801O403170", "look_alike_character", 14, {good}},
      {"ZA09FAFF148010403170", "letter_where_digit_expected", 8},
      {"XA09FAF0148010403170", "wrong_prefix", 1},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_patent_medicine_code(bad.text);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
}

TEST_CASE("a consumable's code has 20 characters, or 27 with a serial number", "[codes]") {
  const auto plain = parse_consumable_code("C0101010010100100123");
  REQUIRE(plain.good());
  CHECK(plain.parts() == ConsumableCode{"010101", "001", "01001", "00123", ""});
  const auto numbered = parse_consumable_code("C01010100101001001230000042");
  REQUIRE(numbered.good());
  CHECK(numbered.parts() == ConsumableCode{"010101", "001", "01001", "00123", "0000042"});
  CHECK(to_string(numbered.parts()) == "C01010100101001001230000042");
}

TEST_CASE("what is not a consumable's code is told why", "[codes]") {
  const std::vector<BadCode> table{
      {"C010101001010010012", "wrong_length", 0},
      {"C010101001010010012300", "wrong_length", 0},
      {"C010101001010010O123", "look_alike_character", 17, {"C0101010010100100123"}},
      {"C0101010010100100123-0000042", "space_or_hyphen", 21, {"C01010100101001001230000042"}},
      {"c0101010010100100123", "lower_case_letter", 1, {"C0101010010100100123"}},
      {"CA101010010100100123", "letter_where_digit_expected", 2},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_consumable_code(bad.text);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
  CHECK(parse_consumable_code("C01").fault().expected == "20/27");
}

TEST_CASE("a product's code is judged by the letter that it begins with", "[codes]") {
  CHECK(std::holds_alternative<WesternDrugCode>(
      parse_product_code("XR05CBA198A001010100863").parts()));
  CHECK(std::holds_alternative<PatentMedicineCode>(
      parse_product_code("ZA09FAF0148010403170").parts()));
  CHECK(std::holds_alternative<ConsumableCode>(parse_product_code("C0101010010100100123").parts()));
  CHECK(verdict(parse_product_code("T0101010010100100123")) == "wrong_prefix at 1");
  CHECK(verdict(parse_product_code("")) == "empty_code at 0");
  CHECK(verdict(parse_product_code(" ")) == "empty_code at 0");
  CHECK(verdict(parse_product_code("\xC0")) == "not_utf8 at 0");
  CHECK(proposals(parse_product_code("Ｃ0101010010100100123")) ==
        std::vector<std::string>{"C0101010010100100123"});
  CHECK(verdict(parse_drug_code("C0101010010100100123")) == "wrong_prefix at 1");
  CHECK(
      std::holds_alternative<PatentMedicineCode>(parse_drug_code("ZA09FAF0148010403170").parts()));
  CHECK(parse_drug_code("XR05CBA198A001010100863").good());
}
