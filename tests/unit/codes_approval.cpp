#include <catch2/catch.hpp>

#include "procurement/codes/approval_number.h"
#include "tests/unit/codes_support.h"

using namespace wutong::procurement::codes;
using wutong::test::BadCode;
using wutong::test::proposals;
using wutong::test::verdict;

namespace {

struct GoodNumber {
  std::string text;
  ApprovalNumber parts;
  std::string spelled;
};

}  // namespace

TEST_CASE("an approval number falls into its parts", "[codes]") {
  const std::vector<GoodNumber> table{
      {"国药准字H20199001", {ApprovalKind::drug, "", "", "H", "2019", "", "9001"}, ""},
      {"国药准字Z32020001", {ApprovalKind::drug, "", "", "Z", "3202", "", "0001"}, ""},
      {"国药准字H10930001", {ApprovalKind::drug, "", "", "H", "1093", "", "0001"}, ""},
      {"国药准字S19980001", {ApprovalKind::drug, "", "", "S", "1998", "", "0001"}, ""},
      {"国药准字B20020001", {ApprovalKind::drug, "", "", "B", "2002", "", "0001"}, ""},
      {"国药准字J20140001", {ApprovalKind::repacked_import, "", "", "J", "2014", "", "0001"}, ""},
      {"国药准字HJ20140344",
       {ApprovalKind::drug_from_abroad, "", "", "HJ", "2014", "", "0344"},
       ""},
      {"国药准字ZC20171003",
       {ApprovalKind::drug_from_outer_region, "", "", "ZC", "2017", "", "1003"},
       ""},
      {"注册证号H20140386",
       {ApprovalKind::import_licence, "", "", "H", "2014", "", "0386"},
       "H20140386"},
      {"H20140386", {ApprovalKind::import_licence, "", "", "H", "2014", "", "0386"}, ""},
      {"BHC20140386", {ApprovalKind::import_licence, "", "", "BHC", "2014", "", "0386"}, ""},
      {"国械注准20153650001",
       {ApprovalKind::device_registration, "国", "准", "", "2015", "365", "0001"},
       ""},
      {"国械注进20182070123",
       {ApprovalKind::device_registration, "国", "进", "", "2018", "207", "0123"},
       ""},
      {"国械注许20193140123",
       {ApprovalKind::device_registration, "国", "许", "", "2019", "314", "0123"},
       ""},
      {"粤械注准20182070123",
       {ApprovalKind::device_registration, "粤", "准", "", "2018", "207", "0123"},
       ""},
      {"国械备20151134号",
       {ApprovalKind::device_filing, "国", "", "", "2015", "", "1134"},
       "国械备20151134"},
      {"浙温械备20140027", {ApprovalKind::device_filing, "浙温", "", "", "2014", "", "0027"}, ""},
  };
  for (const GoodNumber& good : table) {
    INFO(good.text);
    const auto judged = parse_approval_number(good.text);
    REQUIRE(verdict(judged) == "good");
    CHECK(judged.parts() == good.parts);
    CHECK(to_string(judged.parts()) == (good.spelled.empty() ? good.text : good.spelled));
  }
}

TEST_CASE("what is not an approval number is told why and what it may be", "[codes]") {
  const std::vector<BadCode> table{
      {"", "empty_code", 0},
      {"\xe5\x9b", "not_utf8", 0},
      {"20199001", "wrong_prefix", 1},
      {"卫药健字2019001", "wrong_prefix", 1},
      {"国药准字H2019900", "wrong_length", 0},
      {"国药准字H201990011", "wrong_length", 0},
      {"国药准字H2019900l", "look_alike_character", 13, {"国药准字H20199001"}},
      {"国药准字H2O199001", "look_alike_character", 7, {"国药准字H20199001"}},
      {"国药准字HJ2014034", "wrong_length", 0},
      {"国药准字HO1990001", "look_alike_character", 6},
      {"国药准字HI0930001", "look_alike_character", 6, {"国药准字H10930001"}},
      {"国药准字h20199001", "lower_case_letter", 5, {"国药准字H20199001"}},
      {"国药准字Ｈ20199001", "full_width_character", 5, {"国药准字H20199001"}},
      {"国药准字 H20199001", "space_or_hyphen", 5, {"国药准字H20199001"}},
      {"国药准字520199001", "look_alike_character", 5, {"国药准字S20199001"}},
      {"国药准字X20199001", "unknown_number_kind", 0},
      {"国药准字HX20199001", "unknown_number_kind", 0},
      {"国药准字H99199001", "unknown_origin", 0},
      {"国药准字HJ32020001", "impossible_year", 0},
      {"注册证号X20140386", "unknown_number_kind", 0},
      {"注册证号H30140386", "impossible_year", 0},
      {"粤械注准2018207012", "wrong_length", 0},
      {"粤械注准20183070123", "class_not_of_authority", 0},
      {"国械注准20182070123", "class_not_of_authority", 0},
      {"国械注进20181070123", "class_not_of_authority", 0},
      {"粤械注进20182070123", "wrong_prefix", 1},
      {"国械注好20182070123", "unknown_number_kind", 4},
      {"美械注准20182070123", "wrong_prefix", 1},
      {"粤械注准19992070123", "impossible_year", 0},
      {"粤械注准2018207O123", "look_alike_character", 12, {"粤械注准20182070123"}},
      {"国京械备20151134", "wrong_prefix", 1},
      {"国械备19991134", "impossible_year", 0},
  };
  for (const BadCode& bad : table) {
    INFO(bad.text);
    const auto judged = parse_approval_number(bad.text);
    CHECK(verdict(judged) == verdict(bad));
    CHECK(proposals(judged) == bad.proposals);
  }
}
