#include <catch2/catch.hpp>

#include "procurement/catalogue/releases/decide_mappings.h"
#include "tests/store/releases_support.h"

using namespace wutong;
using inventory::ReleaseSource;
using procurement::RowDecision;
using test::acetylcysteine;
using test::amoxicillin;
using test::drug_release;
using test::patent_medicine;
using test::ReleaseDesk;

namespace {

using Lines = std::vector<std::string>;

constexpr const char* abroad = "国药准字HJ20140344";

/// Rows of which one is proposed by number, strength and pack, one ambiguous, two unmapped, one
/// proposed by its code, one where code and number disagree, and one in quarantine.
const std::vector<std::vector<std::string>> rows_of_all_kinds{
    {"XJ01CAA040A001010102699", "甲", "胶囊剂", "0.25g", "36", "粒", "国药准字H20199001"},
    {"XJ01CAA040A001010102700", "乙", "胶囊剂", "0.5g", "24", "粒", "国药准字H20199002"},
    {"XJ01CAA040A001010102701", "丙", "胶囊剂", "0.5g", "48", "粒", "国药准字H20199002"},
    {patent_medicine, "丁", "", "", "", "", ""},
    {acetylcysteine, "戊", "", "0.6g", "12", "", abroad},
    {"XJ01CAA040A00101010270I", "己", "", "", "", "", ""},
};

struct MappedRelease : ReleaseDesk {
  inventory::ReleaseRef reference;

  explicit MappedRelease(const std::vector<std::vector<std::string>>& rows = rows_of_all_kinds) {
    take_in(drug_release("2026-10", rows));
    reference = release(ReleaseSource::national_drug_code, "2026-10");
  }
  std::string decide(const std::vector<RowDecision>& decisions) {
    return run([&](inventory::Connection& connection) {
      return procurement::decide_mappings(
          connection, reference,
          {decisions, "药师甲", inventory::parse_date("2026-11-21").value()});
    });
  }
  Lines mappings() {
    return rows(
        "SELECT m.row_no, m.state, i.code, m.reason FROM release_mapping m LEFT JOIN item i"
        " ON i.county_id = m.county_id AND i.item_id = m.item_id WHERE m.release_id = " +
        std::to_string(reference.release_id) + " ORDER BY m.row_no");
  }
};

}  // namespace

TEST_CASE("what rows mean is proposed where it is clear, and said to be unclear where not",
          "[releases]") {
  MappedRelease desk;
  CHECK_THAT(desk.propose(desk.reference),
             Catch::Contains("\"ambiguous\":1") && Catch::Contains("\"proposed\":2") &&
                 Catch::Contains("\"unmapped\":2") && Catch::Contains("\"quarantined_rows\":1"));
  CHECK(desk.mappings() == Lines{"1|proposed|I2|", "2|ambiguous|NULL|several_items_match",
                                 "3|unmapped|NULL|strength_or_pack_differs",
                                 "4|unmapped|NULL|no_item_matches",
                                 "5|proposed|" + acetylcysteine + "|"});
  CHECK(desk.rows("SELECT c.row_no, i.code, c.basis FROM release_mapping_candidate c JOIN item i ON"
                  " i.item_id = c.item_id ORDER BY c.row_no, i.code, c.basis") ==
        Lines{"1|I2|approval_strength_pack", "2|I3|approval_strength_pack",
              "2|I4|approval_strength_pack", "5|" + acetylcysteine + "|approval_strength_pack",
              "5|" + acetylcysteine + "|same_code"});
  CHECK(desk.broken().empty());
  const auto first = desk.mappings();
  desk.propose(desk.reference);
  CHECK(desk.mappings() == first);
  CHECK(desk.propose({ReleaseDesk::county, 42}) == "release_unknown|42");
}

TEST_CASE("a code that says one item and a number that says another are ambiguous", "[releases]") {
  MappedRelease desk({{acetylcysteine, "戊", "", "0.25g", "36", "", "国药准字H20199001"}});
  desk.propose(desk.reference);
  CHECK(desk.mappings() == Lines{"1|ambiguous|NULL|code_and_approval_disagree"});
  CHECK(desk.broken().empty());
}

TEST_CASE("an approval number is the same in either spelling", "[releases]") {
  MappedRelease desk({{patent_medicine, "", "", "1支", "1", "", "国械备20151134号"}});
  desk.register_item({"D1",
                      "刷子",
                      "",
                      "",
                      "1支",
                      "支",
                      pricing::Quantity(1),
                      "",
                      "device",
                      "",
                      pricing::VatRate::parse("0.13"),
                      "",
                      "国械备20151134",
                      {}});
  desk.propose(desk.reference);
  CHECK(desk.mappings() == Lines{"1|proposed|D1|"});
}

TEST_CASE("a person confirms, chooses or says none, and it stays so", "[releases]") {
  MappedRelease desk;
  desk.propose(desk.reference);
  CHECK(desk.decide({{1, "I2", ""}, {2, "I4", ""}, {4, "", "不采购"}}) ==
        "{\"confirmed\":2,\"rejected\":1,\"unchanged\":0}");
  const Lines decided{"1|confirmed|I2|", "2|confirmed|I4|",
                      "3|unmapped|NULL|strength_or_pack_differs", "4|rejected|NULL|",
                      "5|proposed|" + acetylcysteine + "|"};
  CHECK(desk.mappings() == decided);
  CHECK_THAT(desk.propose(desk.reference), Catch::Contains("\"decided_rows\":3"));
  CHECK(desk.mappings() == decided);
  CHECK(desk.rows("SELECT d.row_no, i.code, d.reason, d.decided_by, d.decided_on FROM"
                  " release_mapping_decision d LEFT JOIN item i ON i.item_id = d.item_id ORDER BY"
                  " d.row_no") == Lines{"1|I2||药师甲|2026-11-21", "2|I4||药师甲|2026-11-21",
                                        "4|NULL|不采购|药师甲|2026-11-21"});
  CHECK(desk.broken().empty());
}

TEST_CASE("a decision is changed only with a reason, and both are kept", "[releases]") {
  MappedRelease desk;
  desk.propose(desk.reference);
  desk.decide({{2, "I4", ""}});
  CHECK(desk.decide({{2, "I4", ""}}) == "{\"confirmed\":0,\"rejected\":0,\"unchanged\":1}");
  CHECK(desk.decide({{2, "I3", ""}}) == "mapping_needs_reason|2");
  CHECK(desk.decide({{2, "I3", "看错厂家"}}) == "{\"confirmed\":1,\"rejected\":0,\"unchanged\":0}");
  CHECK(desk.mappings().at(1) == "2|confirmed|I3|");
  CHECK(desk.rows("SELECT COUNT(*) FROM release_mapping_decision") == Lines{"2"});
  CHECK(desk.broken().empty());
}

TEST_CASE("decisions that cannot be taken change nothing", "[releases]") {
  MappedRelease desk;
  desk.propose(desk.reference);
  const auto before = desk.mappings();
  CHECK(desk.decide({{1, "I2", ""}, {0, "I2", ""}}) == "release_row_unknown|0|6");
  CHECK(desk.decide({{1, "I2", ""}, {7, "I2", ""}}) == "release_row_unknown|7|6");
  CHECK(desk.decide({{1, "I2", ""}, {6, "I2", ""}}) == "release_row_in_quarantine|6");
  CHECK(desk.decide({{1, "I2", ""}, {2, "I9", ""}}) ==
        "unknown_code|decisions|2|item_code|I9|items");
  CHECK(desk.decide({{1, "I2", ""}, {2, "", ""}}) == "mapping_needs_reason|2");
  CHECK(desk.decide({{1, "I2", ""}, {1, "I2", ""}}) == "duplicate_key|decisions|1|row|1");
  CHECK_THAT(desk.decide({{1, "", std::string(501, 'x')}}),
             Catch::StartsWith("text_too_long|decisions|1|reason|"));
  desk.reference.release_id = 42;
  CHECK(desk.decide({{1, "I2", ""}}) == "release_unknown|42");
  desk.reference = desk.release(ReleaseSource::national_drug_code, "2026-10");
  CHECK(desk.mappings() == before);
  CHECK(desk.rows("SELECT COUNT(*) FROM release_mapping_decision") == Lines{"0"});
}

TEST_CASE("what was confirmed before is proposed for the same code of the next release",
          "[releases]") {
  MappedRelease desk;
  desk.decide({{4, "I3", "替代"}});
  desk.take_in(drug_release("2026-11", {{patent_medicine, "丁", "", "", "", "", ""},
                                        {amoxicillin, "甲", "", "", "", "", ""}}));
  const auto next = desk.release(ReleaseSource::national_drug_code, "2026-11");
  desk.propose(next);
  desk.reference = next;
  CHECK(desk.mappings() == Lines{"1|proposed|I3|", "2|unmapped|NULL|no_item_matches"});
  CHECK(desk.rows("SELECT basis FROM release_mapping_candidate") == Lines{"confirmed_before"});
  auto other = drug_release("2026-11", {{patent_medicine, "丁", "", "", "", "", ""}});
  other.source = ReleaseSource::insurance_list;
  desk.take_in(other);
  desk.reference = desk.release(ReleaseSource::insurance_list, "2026-11");
  desk.propose(desk.reference);
  CHECK(desk.mappings() == Lines{"1|unmapped|NULL|no_item_matches"});
  CHECK(desk.broken().empty());
}

TEST_CASE("the newest release says what a code was confirmed to be, whenever it was taken in",
          "[releases]") {
  MappedRelease desk;
  const auto confirm = [&desk](const std::string& batch, const char* day, const char* item) {
    auto release = drug_release(batch, {{patent_medicine, "丁", "", "", "", "", ""}});
    release.released_on = inventory::parse_date(day).value();
    desk.take_in(release);
    desk.reference = desk.release(ReleaseSource::national_drug_code, batch);
    desk.propose(desk.reference);
    const Lines proposed = desk.mappings();
    if (*item != '\0') desk.decide({{1, item, ""}});
    return proposed.at(0);
  };
  CHECK(confirm("november", "2026-11-01", "I4") == "1|unmapped|NULL|no_item_matches");
  CHECK(confirm("september", "2026-09-01", "I1") == "1|proposed|I4|");
  CHECK(confirm("december", "2026-12-01", "") == "1|proposed|I4|");
  CHECK(desk.broken().empty());
}

TEST_CASE("number, strength and pack must all be the item's", "[releases]") {
  const std::string number = "国药准字H20199001";
  MappedRelease desk({{"XJ01CAA040A001010102699", "", "", "0.25g", "24", "", number},
                      {"XJ01CAA040A001010102700", "", "", "0.5g", "24", "", number},
                      {"XJ01CAA040A001010102701", "", "", "0.25g", "12", "", number},
                      {"XJ01CAA040A001010102702", "", "", "", "24", "", number},
                      {"XJ01CAA040A001010102703", "", "", "0.25g", "", "", number},
                      {"XJ01CAA040A001010102704", "", "", "0.25g", "24", "", ""}});
  desk.propose(desk.reference);
  CHECK(desk.mappings() == Lines{"1|proposed|I1|", "2|unmapped|NULL|strength_or_pack_differs",
                                 "3|unmapped|NULL|strength_or_pack_differs",
                                 "4|unmapped|NULL|strength_or_pack_differs",
                                 "5|unmapped|NULL|strength_or_pack_differs",
                                 "6|unmapped|NULL|no_item_matches"});
}
