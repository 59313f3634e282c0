#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/unit/search_support.h"

using namespace wutong;
using procurement::MatchField;
using procurement::MatchKind;

namespace {

/// What somebody types into the seed catalogue, and what must come of it. Each text is looked for
/// in "code name trade strength maker"; an empty one asks for nothing.
struct Typed {
  const char* typed;
  const char* first;   ///< the first hit has it
  const char* among;   ///< one of the hits has it
  const char* absent;  ///< no hit has it
};

constexpr std::size_t page = 20;

bool has(const std::string& hit, const char* text) {
  return hit.find(text) != std::string::npos;
}

bool some_has(const std::vector<std::string>& hits, const char* text) {
  return std::any_of(hits.begin(), hits.end(),
                     [text](const std::string& hit) { return has(hit, text); });
}

void check(const Typed& row) {
  const auto hits = test::found(row.typed, page);
  INFO("typed: " << row.typed << ", first: " << (hits.empty() ? "nothing" : hits.front()));
  if (*row.first != 0) CHECK((!hits.empty() && has(hits.front(), row.first)));
  if (*row.among != 0) CHECK(some_has(hits, row.among));
  if (*row.absent != 0) CHECK_FALSE(some_has(hits, row.absent));
}

}  // namespace

TEST_CASE("what is typed in Chinese, pinyin, Latin or code is found", "[catalogue_search]") {
  const std::vector<Typed> table{
      // Characters.
      {"阿莫", "阿莫西林胶囊", "阿莫西林颗粒", "阿奇霉素"},
      {"阿莫西林", "阿莫西林", "注射用阿莫西林钠克拉维酸钾", "阿莫罗芬"},
      {"西林", "", "阿莫西林", "布洛芬"},
      {"丹参", "Y0011 丹参", "复方丹参滴丸", ""},
      {"丹参片", "复方丹参片", "", "丹参滴丸"},
      {"地黄丸", "", "六味地黄丸", "大黄"},
      // Initials.
      {"amxl", "阿莫西林胶囊", "阿莫西林克拉维酸钾片", "布洛芬"},
      {"amxljn", "阿莫西林胶囊", "", "阿莫西林颗粒"},
      {"lwdhw", "六味地黄丸", "", "知柏地黄丸"},
      {"blf", "布洛芬", "布洛芬混悬液", ""},
      {"zsyamxln", "注射用阿莫西林钠克拉维酸钾", "", "阿莫西林胶囊"},
      // Pinyin in full, in part, and mixed with initials and characters.
      {"amoxilin", "阿莫西林胶囊", "", "布洛芬"},
      {"amoxi", "阿莫西林胶囊", "", "布洛芬"},
      {"amoxl", "阿莫西林胶囊", "", "布洛芬"},
      {"amxilin", "阿莫西林胶囊", "", ""},
      {"阿mxl", "阿莫西林胶囊", "", "布洛芬"},
      {"阿莫xilin", "阿莫西林胶囊", "", "布洛芬"},
      {"buluofen", "布洛芬", "", "阿莫西林"},
      {"weishengsuc", "维生素C", "", ""},
      // Latin names, with and without errors.
      {"amoxicillin", "阿莫西林", "", "布洛芬"},
      {"amoxicilin", "阿莫西林", "", "布洛芬"},
      {"amoxycillin", "阿莫西林", "", "布洛芬"},
      {"ibuprofn", "布洛芬", "", "阿莫西林"},
      {"ibuporfen", "布洛芬", "", "阿莫西林"},
      {"asprin", "阿司匹林", "", "布洛芬"},
      {"metfromin", "二甲双胍", "", "布洛芬"},
      {"cefuroxime", "头孢呋辛", "", ""},
      {"amoxiling", "阿莫西林", "", "布洛芬"},
      // Codes.
      {"X0001", "X0001 ", "", "X0002"},
      {"x0001", "X0001 ", "", "X0002"},
      {"X-0001", "X0001 ", "", "X0002"},
      {"X001", "X001", "X0019", "X0021"},
      // Trade names and makers.
      {"芬必得", "芬必得", "", "美林"},
      {"fbd", "芬必得", "", ""},
      {"阿莫仙", "X0001", "", "X0002"},
      {"珠海联邦", "珠海联邦", "", "华北制药"},
      {"zhlb", "珠海联邦", "", "华北制药"},
      // Several words.
      {"阿莫 胶囊 0.25", "X0001", "X0002", "颗粒"},
      {"0.25 胶囊 阿莫", "X0001", "X0002", "颗粒"},
      {"amxl zhlb", "X0001", "X0005", "华北制药"},
      {"amxl 0.125", "X0003", "", "X0001"},
      {"阿莫，胶囊、0.25", "X0001", "X0002", "颗粒"},
      {"amoxicilin 颗粒", "X0003", "", "X0001"},
      // Upper case and full width.
      {"AMXL", "阿莫西林胶囊", "", "布洛芬"},
      {"ＡＭＸＬ", "阿莫西林胶囊", "", "布洛芬"},
      {"ａｍｏｘｉ　０．２５", "X0001", "X0002", "颗粒"},
      {"Ｘ０００１", "X0001 ", "", "X0002"},
      // Roman figures, Greek letters, numbers.
      {"复方氨基酸 18aa-ii", "复方氨基酸注射液(18AA-Ⅱ)", "", ""},
      {"复方a酮酸", "复方α-酮酸片", "", ""},
      {"0.25", "", "0.25g", "0.125g"},
      {"375g", "", "", "0.375g"},
      {"cillin", "", "阿莫西林", "布洛芬"},
      {"il", "", "", "阿莫西林"},
  };
  for (const Typed& row : table) check(row);
}

TEST_CASE("characters with several readings are found by what people type", "[catalogue_search]") {
  const std::vector<Typed> table{
      {"danshen", "丹参", "", ""},
      {"renshen", "人参", "", ""},
      {"baizhu", "", "白术", ""},
      {"baishu", "", "白术", ""},
      {"slbz", "参苓白术颗粒", "", ""},
      {"fufangejiao", "复方阿胶浆", "", ""},
      {"fufangajiao", "复方阿胶浆", "", ""},
      {"ffej", "复方阿胶浆", "", ""},
      {"aqms", "阿奇霉素", "", ""},
      {"eqms", "", "", "阿奇霉素"},
      {"changchun", "长春", "", "长效"},
      {"ccbx", "长春博讯", "", ""},
      {"changxiulin", "长秀霖", "", ""},
      {"chongqing", "重庆", "", ""},
      {"chongzu", "", "重组", ""},
      {"zhongzu", "", "重组", ""},
      {"xuesaitong", "", "血塞通", ""},
      {"danxiaosuan", "单硝酸", "", ""},
      {"yinqiao", "", "银翘", ""},
      {"huoxiangzhengqi", "藿香正气", "", ""},
      {"chuanxiong", "川芎", "", ""},
      {"dihuang", "", "地黄", ""},
      {"liuweidihuang", "六味地黄丸", "", ""},
      {"zhike", "", "止咳", ""},
      {"quenuotong", "", "炔诺酮", ""},
      {"xizang", "西藏", "", ""},
      {"xiamen", "", "厦门", ""},
      {"chengdubeite", "成都倍特", "", ""},
      {"lvhuana", "氯化钠", "", ""},
      {"luhuana", "氯化钠", "", ""},
      {"lhn", "氯化钠", "", ""},
      {"tanxing", "弹性绷带", "", ""},
      {"zhibaidihuang", "知柏地黄丸", "", ""},
      {"fusaimi", "呋塞米", "", ""},
      {"diaoxi", "", "", "调"},
      {"dongee", "", "东阿", ""},
  };
  for (const Typed& row : table) check(row);
}

TEST_CASE("a hit says why it matched", "[catalogue_search]") {
  using Reasons = std::vector<procurement::MatchReason>;
  const auto reasons = [](const char* typed) {
    return test::seed_index().search(typed, 1).at(0).reasons;
  };
  CHECK(reasons("x0001") == Reasons{{MatchField::code, MatchKind::code}});
  CHECK(reasons("x000") == Reasons{{MatchField::code, MatchKind::code_prefix}});
  CHECK(reasons("阿莫仙") == Reasons{{MatchField::trade_name, MatchKind::whole}});
  CHECK(reasons("amox") == Reasons{{MatchField::generic_name, MatchKind::prefix}});
  CHECK(reasons("lvhuana") == Reasons{{MatchField::generic_name, MatchKind::prefix}});
  CHECK(reasons("luhuana") == Reasons{{MatchField::generic_name, MatchKind::prefix}});
  CHECK(reasons("linkemeisu") == Reasons{{MatchField::generic_name, MatchKind::word_start}});
  CHECK(reasons("cillin") == Reasons{{MatchField::generic_name_en, MatchKind::inside}});
  CHECK(reasons("amxl") == Reasons{{MatchField::generic_name, MatchKind::initials}});
  CHECK(reasons("amoxicilin") ==
        Reasons{{MatchField::generic_name_en, MatchKind::one_typing_error}});
  CHECK(reasons("阿莫 胶囊 联邦") == Reasons{{MatchField::generic_name, MatchKind::prefix},
                                             {MatchField::form, MatchKind::word_start},
                                             {MatchField::manufacturer, MatchKind::inside}});
}

TEST_CASE("a filter keeps the items of one kind", "[catalogue_search]") {
  CHECK_FALSE(test::seed_index().search("danshen", page, {"patent"}).empty());
  for (const auto& hit : test::seed_index().search("danshen", page, {"patent"})) {
    CHECK(test::seed_catalogue().at(static_cast<std::size_t>(hit.item_id - 1)).kind == "patent");
  }
  CHECK(test::seed_index().search("danshen", page, {"no such kind"}).empty());
}

TEST_CASE("micrograms are typed with a u, accents and ligatures are nothing",
          "[catalogue_search]") {
  procurement::CatalogueItem item;
  item.item_id = 7;
  item.generic_name = "Café ﬁlm";
  item.strength = "50μg";
  const procurement::CatalogueIndex index({item});
  for (const char* typed : {"50ug", "50UG", "50μg", "50µg", "cafe", "CAFÉ", "film", "cafe 50ug"}) {
    INFO(typed);
    CHECK(index.search(typed, page).size() == 1);
  }
}

TEST_CASE("what others call an item finds it too, once enough of it is typed",
          "[catalogue_search]") {
  procurement::CatalogueItem tablets;
  tablets.item_id = 1;
  tablets.code = "X0001";
  tablets.generic_name = "阿莫西林片";
  tablets.other_codes = {"06901234567892", "6901234567892", "XR05CBA198A001010100863",
                         "国药准字H20059201", "H20059201"};
  procurement::CatalogueItem capsules;
  capsules.item_id = 2;
  capsules.code = "X0002";
  capsules.generic_name = "布洛芬胶囊";
  capsules.other_codes = {"06901234567908"};
  const procurement::CatalogueIndex index({tablets, capsules});
  const auto ids = [&](const char* typed) {
    std::vector<std::int64_t> found;
    for (const auto& hit : index.search(typed, page)) found.push_back(hit.item_id);
    return found;
  };
  using Ids = std::vector<std::int64_t>;
  for (const char* typed : {"6901234567892", "06901234567892", "xr05cba198", "国药准字H20059201",
                            "h20059201", "H2005-9201", "XR05CBA198A001010100863"}) {
    CAPTURE(typed);
    CHECK(ids(typed) == Ids{1});
  }
  CHECK(ids("069012345679") == Ids{2});
  CHECK(ids("0690123") == Ids{1, 2});
  CHECK(ids("06901").empty());  // so begins too much
  CHECK(ids("布洛芬 069012345679") == Ids{2});
  CHECK(ids("阿莫 069012345679").empty());
  CHECK(index.search("6901234567892", page).at(0).reasons ==
        std::vector<procurement::MatchReason>{{MatchField::code, MatchKind::code}});
}
