#include <catch2/catch.hpp>
#include <sstream>

#include "procurement/catalogue/releases/diff_releases.h"
#include "procurement/refusal/refusal.h"
#include "tests/store/releases_support.h"

using namespace wutong;
using inventory::ReleaseSource;
using procurement::diff_releases;
using procurement::ReleaseChange;
using procurement::ReleaseChangeKind;
using procurement::ReleaseDifference;
using test::acetylcysteine;
using test::amoxicillin;
using test::drug_release;
using test::patent_medicine;
using test::ReleaseDesk;

namespace {

using Names = std::vector<std::string>;

ReleaseDifference difference(ReleaseDesk& desk, const std::string& older,
                             const std::string& newer) {
  return diff_releases(desk.database.session(), ReleaseDesk::county,
                       {desk.release(ReleaseSource::national_drug_code, older).release_id,
                        desk.release(ReleaseSource::national_drug_code, newer).release_id});
}

}  // namespace

TEST_CASE("two releases differ in what was added, removed and changed", "[releases]") {
  ReleaseDesk desk;
  const std::string other = "XA02BCA217B002010179473";
  desk.take_in(drug_release("old", {{amoxicillin, "阿莫西林", "胶囊剂", "0.25g", "24", "粒", ""},
                                    {acetylcysteine, "乙酰半胱氨酸", "", "0.6g", "12", "粒", ""},
                                    {patent_medicine, "参芪", "", "", "", "", ""},
                                    {"", "无编码", "", "", "", "", ""}}));
  desk.take_in(drug_release("new", {{other, "奥美拉唑", "", "", "", "", ""},
                                    {amoxicillin, "阿莫西林", "胶囊剂", "0.25g", "48", "盒", ""},
                                    {amoxicillin, "重复", "", "", "", "", ""},
                                    {patent_medicine, "参芪", "", "", "", "", ""}}));
  const auto found = difference(desk, "old", "new");
  CHECK(found.columns_added.empty());
  CHECK(found.columns_removed.empty());
  CHECK(found.unchanged == 1);
  CHECK(found.not_compared == 2);
  REQUIRE(found.changes.size() == 3);
  CHECK(found.changes[0] == ReleaseChange{ReleaseChangeKind::added, other, 0, 1});
  CHECK(found.changes[1] ==
        ReleaseChange{ReleaseChangeKind::changed,
                      amoxicillin,
                      1,
                      2,
                      {{"包装数量", "24", "48"}, {"最小制剂单位", "粒", "盒"}}});
  CHECK(found.changes[2] == ReleaseChange{ReleaseChangeKind::removed, acetylcysteine, 2, 0});
}

TEST_CASE("columns are compared by name, wherever they stand", "[releases]") {
  ReleaseDesk desk;
  const auto day = inventory::parse_date("2026-10-01").value();
  desk.take_in({ReleaseSource::national_drug_code,
                "old",
                day,
                {"code", "甲乙", "备注", "规格"},
                {{amoxicillin, "甲", "x", "0.25g"}, {patent_medicine, "乙", "y", "10g"}}});
  desk.take_in({ReleaseSource::national_drug_code,
                "new",
                day,
                {"规格", "支付标准", "code", "甲乙"},
                {{"0.25g", "1.00", amoxicillin, "甲"}, {"10g", "2.00", patent_medicine, "甲"}}});
  const auto found = difference(desk, "old", "new");
  CHECK(found.columns_added == Names{"支付标准"});
  CHECK(found.columns_removed == Names{"备注"});
  CHECK(found.unchanged == 1);
  REQUIRE(found.changes.size() == 1);
  CHECK(found.changes[0].cells == std::vector<procurement::CellChange>{{"甲乙", "乙", "甲"}});
}

TEST_CASE("a release does not differ from itself, and only from its own kind", "[releases]") {
  ReleaseDesk desk;
  desk.take_in(drug_release("old", {{amoxicillin, "", "", "", "", "", ""}}));
  CHECK(difference(desk, "old", "old").changes.empty());
  CHECK(difference(desk, "old", "old").unchanged == 1);
  auto other = drug_release("list");
  other.source = ReleaseSource::insurance_list;
  desk.take_in(other);
  const auto drugs = desk.release(ReleaseSource::national_drug_code, "old").release_id;
  const auto list = desk.release(ReleaseSource::insurance_list, "list").release_id;
  const auto told = [&](std::int64_t older, std::int64_t newer) {
    return desk.run([&](inventory::Connection& connection) {
      diff_releases(connection, ReleaseDesk::county, {older, newer});
      return std::string("{}");
    });
  };
  CHECK(told(drugs, list) == "releases_of_different_sources|national_drug_code|insurance_list");
  CHECK(told(drugs, 42) == "release_unknown|42");
  CHECK(told(42, drugs) == "release_unknown|42");
}
