#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "procurement/catalogue/releases/accept_terms.h"
#include "procurement/catalogue/releases/rejudge_release.h"
#include "tests/store/releases_support.h"

using namespace wutong;
using inventory::ReleaseSource;
using inventory::TermKind;
using test::acetylcysteine;
using test::amoxicillin;
using test::drug_release;
using test::patent_medicine;
using test::ReleaseDesk;

namespace {

using Lines = std::vector<std::string>;

const std::vector<std::vector<std::string>> mixed_rows{
    {amoxicillin, "阿莫西林, \"胶囊\"", "胶囊剂", "0.25g", "24", "粒", "国药准字H20199001"},
    {"XJ01CAA040A0O1010102699", "看错了", "胶囊剂", "0.25g", "24", "粒", "国药准字H20199001"},
    {acetylcysteine, "乙酰半胱氨酸", "泡腾片", "0.6g", "0", "片", "国药准字HJ2014034"},
    {patent_medicine, "参芪", "", "", "", "", ""},
    {amoxicillin, "又一次", "胶囊剂", "0.25g", "24", "粒", ""},
    {"", "无编码\n两行", "胶囊剂", "0.25g", "24", "粒", ""},
};

std::string accept(ReleaseDesk& desk, TermKind kind, const std::vector<std::string>& terms) {
  return desk.run([&](inventory::Connection& connection) {
    return procurement::accept_terms(
        connection, ReleaseDesk::county,
        {kind, terms, "药师甲", inventory::parse_date("2026-11-21").value()});
  });
}

std::string rejudge(ReleaseDesk& desk, inventory::ReleaseRef release) {
  return desk.run([&](inventory::Connection& connection) {
    return procurement::rejudge_release(connection, release,
                                        inventory::parse_date("2026-11-21").value());
  });
}

constexpr const char* quarantine =
    "SELECT row_no, reason, code_reason, found FROM release_quarantine WHERE lifted_on IS NULL"
    " ORDER BY row_no, reason";

}  // namespace

TEST_CASE("a release is kept as it came, and what is not understood waits with its reason",
          "[releases]") {
  ReleaseDesk desk;
  const std::string items_before = desk.rows("SELECT COUNT(*), MAX(version) FROM item").front();
  const std::string answer = desk.take_in(drug_release("2026-10", mixed_rows));
  CHECK_THAT(answer, Catch::Contains("\"rows\":6"));
  CHECK_THAT(answer, Catch::Contains("\"quarantined_rows\":4"));
  CHECK_THAT(answer, Catch::Contains("\"bad_code\":2"));
  CHECK(desk.rows(quarantine) == Lines{"2|bad_code|look_alike_character|XJ01CAA040A0O1010102699",
                                       "3|bad_approval_number|wrong_length|国药准字HJ2014034",
                                       "3|bad_pack_size||0", "3|unknown_form||泡腾片",
                                       "3|unknown_unit||片", "5|duplicate_code||" + amoxicillin,
                                       "6|bad_code|empty_code|"});
  CHECK(desk.rows("SELECT sentence_en FROM release_quarantine WHERE row_no IN (2, 5) ORDER BY"
                  " row_no") ==
        Lines{"character 13 is \"O\", which looks like \"0\" (perhaps " + amoxicillin + ")",
              "the code \"" + amoxicillin + "\" is already in row 1"});
  const auto release = desk.release(ReleaseSource::national_drug_code, "2026-10");
  const auto kept = inventory::load_release_cells(desk.database.session(), release);
  REQUIRE(kept.size() == mixed_rows.size());
  for (std::size_t row = 0; row < kept.size(); ++row) {
    CHECK(kept[row].row_no == static_cast<std::int64_t>(row + 1));
    CHECK(inventory::cells_of(kept[row].cells) == mixed_rows[row]);
  }
  CHECK(inventory::load_release(desk.database.session(), release)->columns ==
        drug_release("2026-10").columns);
  CHECK(desk.rows("SELECT COUNT(*), MAX(version) FROM item").front() == items_before);
  CHECK(desk.rows("SELECT COUNT(*) FROM catalogue_term") == Lines{"0"});
  CHECK(desk.rows("SELECT COUNT(*) FROM release_mapping") == Lines{"0"});
  CHECK(desk.broken().empty());
}

TEST_CASE("a batch of a source is taken in once, another source may have the same", "[releases]") {
  ReleaseDesk desk;
  desk.take_in(drug_release("2026-10", mixed_rows));
  CHECK(desk.take_in(drug_release("2026-10")) ==
        "release_already_taken_in|national_drug_code|2026-10");
  auto other = drug_release("2026-10");
  other.source = ReleaseSource::vbp_result;
  CHECK_THAT(desk.take_in(other), Catch::Contains("\"rows\":0"));
  CHECK(desk.rows("SELECT source, batch, released_on, taken_in_on, row_count, quarantined_rows FROM"
                  " catalogue_release ORDER BY source") ==
        Lines{"national_drug_code|2026-10|2026-10-01|2026-11-20|6|4",
              "vbp_result|2026-10|2026-10-01|2026-11-20|0|0"});
  CHECK(inventory::load_releases(desk.database.session(), ReleaseDesk::county).size() == 2);
  CHECK(desk.broken().empty());
}

TEST_CASE("codes are judged by what the source publishes", "[releases]") {
  ReleaseDesk desk;
  const std::string consumable = "C0101010010100100123";
  struct Case {
    ReleaseSource source;
    std::string quarantined;
  };
  for (const Case& one :
       {Case{ReleaseSource::national_drug_code, "1"}, Case{ReleaseSource::insurance_list, "1"},
        Case{ReleaseSource::national_consumable_code, "2"},
        Case{ReleaseSource::listed_price, "0"}}) {
    INFO(to_string(one.source));
    const inventory::Release release{one.source,
                                     "b",
                                     inventory::parse_date("2026-10-01").value(),
                                     {"code"},
                                     {{amoxicillin}, {patent_medicine}, {consumable}}};
    CHECK_THAT(desk.take_in(release), Catch::Contains("\"bad_code\":" + one.quarantined));
  }
}

TEST_CASE("a release that cannot be kept as it is changes nothing", "[releases]") {
  ReleaseDesk desk;
  auto release = drug_release("");
  CHECK(desk.take_in(release) == "missing_value|release||batch||");
  release = drug_release(std::string(65, 'b'));
  CHECK_THAT(desk.take_in(release), Catch::StartsWith("text_too_long|release||batch|"));
  release = drug_release("b");
  release.columns[0] = "名称";
  CHECK(desk.take_in(release) == "missing_column|release||code|code");
  release.columns[0] = "注册名称";
  CHECK(desk.take_in(release) == "duplicate_column|release||注册名称|注册名称");
  release.columns[0] = "code";
  release.columns[1] = "医保编码";
  CHECK(desk.take_in(release) == "duplicate_column|release||医保编码|医保编码");
  release = drug_release("b", mixed_rows);
  release.rows[2].pop_back();
  CHECK(desk.take_in(release) == "wrong_cell_count|release|3||6|7");
  release = drug_release("b", mixed_rows);
  release.rows[1][1] = "\xff";
  CHECK(desk.take_in(release) == "not_utf8|release|2|注册名称||");
  release.rows[1][1] = std::string("a\0b", 3);
  CHECK(desk.take_in(release) == "nul_byte|release|2|注册名称||");
  release.rows[1][1] = std::string(300'000, 'x');
  CHECK_THAT(desk.take_in(release), Catch::StartsWith("text_too_long|release|2|注册名称|"));
  release = drug_release("b", mixed_rows);
  release.rows[0][0] = std::string(191, 'X');
  CHECK_THAT(desk.take_in(release), Catch::StartsWith("text_too_long|release|1|code|"));
  release.rows[0][0] = std::string(190, 'X');
  CHECK_THAT(desk.take_in(release), Catch::Contains("\"bad_code\":3"));
  CHECK(desk.rows("SELECT COUNT(*) FROM catalogue_release") == Lines{"1"});
  CHECK(desk.broken().empty());
}

TEST_CASE("accepted words lift the rows that waited for them, and only those", "[releases]") {
  ReleaseDesk desk;
  auto rows = mixed_rows;
  rows[2] = {acetylcysteine, "乙酰半胱氨酸", "泡腾片", "0.6g", "12", "片", "国药准字HJ20140344"};
  desk.take_in(drug_release("2026-10", rows));
  const auto release = desk.release(ReleaseSource::national_drug_code, "2026-10");
  CHECK(accept(desk, TermKind::form, {"泡腾片", "泡腾片", "胶囊剂"}) == "{\"accepted\":2}");
  CHECK(rejudge(desk, release) == "{\"lifted\":1,\"quarantined_rows\":4}");
  CHECK(accept(desk, TermKind::unit, {"片"}) == "{\"accepted\":1}");
  CHECK(accept(desk, TermKind::unit, {"片"}) == "{\"accepted\":0}");
  CHECK(rejudge(desk, release) == "{\"lifted\":1,\"quarantined_rows\":3}");
  CHECK(rejudge(desk, release) == "{\"lifted\":0,\"quarantined_rows\":3}");
  CHECK(desk.rows("SELECT row_no, reason, lifted_on FROM release_quarantine ORDER BY row_no,"
                  " reason") == Lines{"2|bad_code|NULL", "3|unknown_form|2026-11-21",
                                      "3|unknown_unit|2026-11-21", "5|duplicate_code|NULL",
                                      "6|bad_code|NULL"});
  CHECK(desk.rows("SELECT kind, term, accepted_by FROM catalogue_term ORDER BY kind, term") ==
        Lines{"form|泡腾片|药师甲", "form|胶囊剂|药师甲", "unit|片|药师甲"});
  CHECK(desk.rows("SELECT quarantined_rows FROM catalogue_release") == Lines{"4"});
  CHECK(desk.broken().empty());
}

TEST_CASE("a word with white space around it is no word", "[releases]") {
  ReleaseDesk desk;
  CHECK(accept(desk, TermKind::unit, {"片", " 粒"}) == "bad_code|terms||term| 粒");
  CHECK(accept(desk, TermKind::unit, {""}) == "bad_code|terms||term|");
  CHECK_THAT(accept(desk, TermKind::unit, {std::string(191, 'a')}),
             Catch::StartsWith("text_too_long|terms||term|"));
  CHECK(desk.rows("SELECT COUNT(*) FROM catalogue_term") == Lines{"0"});
  CHECK(rejudge(desk, {ReleaseDesk::county, 42}) == "release_unknown|42");
}

TEST_CASE("one of several that take in the same batch at once has it", "[releases]") {
  ReleaseDesk desk;
  constexpr int clerks = 4;
  std::vector<std::string> told(clerks);
  std::vector<std::thread> threads;
  for (int clerk = 0; clerk < clerks; ++clerk) {
    threads.emplace_back([&desk, &told, clerk] {
      told[static_cast<std::size_t>(clerk)] = desk.take_in(drug_release("2026-10", mixed_rows));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::count(told.begin(), told.end(),
                   "release_already_taken_in|national_drug_code|2026-10") == clerks - 1);
  CHECK(desk.rows("SELECT COUNT(*) FROM catalogue_release") == Lines{"1"});
  CHECK(desk.rows("SELECT COUNT(*) FROM release_row") == Lines{"6"});
  CHECK(desk.broken().empty());
}
