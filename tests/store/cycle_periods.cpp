#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/cycle_folder.h"
#include "tests/support/test_database.h"

using namespace wutong;
using test::CycleFolder;

namespace {

using Lines = std::vector<std::string>;

/// The database of a county, to which one folder after another is handed in.
struct County {
  test::TestDatabase database;

  std::string runs(const CycleFolder& folder) { return test::run_cycle(database.store(), folder); }
  /// Every row of every table but the bookkeeping of the schema.
  std::int64_t rows_stored() {
    std::int64_t rows = 0;
    for (const std::string& table : database.rows(
             "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
             " AND table_name NOT LIKE 'schema_%'")) {
      rows += database.figure("SELECT COUNT(*) FROM " + table);
    }
    return rows;
  }
  Lines states() {
    return database.rows("SELECT period, state FROM procurement_cycle ORDER BY period");
  }
};

CycleFolder& december(CycleFolder& folder) {
  return folder.in_period("2026-12").without("stock.csv");
}

}  // namespace

TEST_CASE("a cycle runs from the folder to the results, and its period is closed", "[cycle]") {
  County county;
  const CycleFolder folder;
  CHECK(county.runs(folder) == "done");
  CHECK(county.states() == Lines{"2026-11|closed"});
  CHECK(folder.result_files().size() == 10);
  CHECK(folder.result("awards.csv") ==
        "item_code,supplier_code,pack_price,packs,reason\n"
        "I1,S1,8.7200,10,lowest_price\n"
        "I1,S2,8.9,4,next_lowest_price\n"
        "I2,S2,2.0050,5,lowest_price\n");
  CHECK(folder.result("shortages.csv") ==
        "facility_code,item_code,requested,supplied,reason\n"
        "H1,I2,35,28,delivery_short\n"
        "T1,I2,7,5,delivery_short\n"
        "V1,I3,5,0,no_bid\n");
  CHECK(folder.result("refused.csv") ==
        "file,row,reason,detail\n"
        "bids.csv,4,licence_expired,\"2026-01-01 < 2026-11-22\"\n"
        "deliveries.csv,5,over_delivered,64\n"
        "deliveries.csv,7,short_dated,2026-12-01\n"
        "deliveries.csv,8,not_ordered,\n");
}

TEST_CASE("a settled period is not run again, from whatever folder", "[cycle]") {
  County county;
  CycleFolder folder;
  CHECK(county.runs(folder) == "done");
  const auto rows = county.rows_stored();
  CHECK(county.runs(folder) == "period_already_settled");
  folder.with_line("requests.csv", "T1,I3,1,emergency,2026-11-20");
  CHECK(county.runs(folder) == "period_already_settled");
  CHECK(county.rows_stored() == rows);
}

TEST_CASE("the next period goes on from the stock and the prices that are there", "[cycle]") {
  County county;
  const CycleFolder november;
  CycleFolder folder;
  december(folder).with_line("suppliers.csv", "S4,新供应商,,,,");
  CHECK(county.runs(november) == "done");
  CHECK(county.runs(folder) == "done");
  CHECK(county.states() == Lines{"2026-11|closed", "2026-12|closed"});
  CHECK(county.database.rows("SELECT code, version FROM supplier ORDER BY code") ==
        Lines{"S1|1", "S2|1", "S3|1", "S4|1"});
  // November left 13 of 371 requested; December buys for the rest and begins with the old lots.
  CHECK(county.database.figure("SELECT usable_stock FROM item_need n JOIN procurement_cycle c ON"
                               " c.cycle_id = n.cycle_id JOIN item i ON i.item_id = n.item_id"
                               " WHERE c.period = '2026-12' AND i.code = 'I1'") > 0);
}

TEST_CASE("opening stock is taken over once", "[cycle]") {
  County county;
  CycleFolder folder;
  CHECK(county.runs(folder) == "done");
  folder.in_period("2026-12");
  const auto rows = county.rows_stored();
  CHECK(county.runs(folder) == "stock.csv 0  opening_stock_already_known");
  CHECK(county.rows_stored() == rows);
}

TEST_CASE("a period before the last settled one comes too late", "[cycle]") {
  County county;
  CycleFolder folder;
  CHECK(county.runs(folder) == "done");
  CHECK(county.runs(folder.in_period("2026-10")) == "later_period_settled");
  CHECK(county.states() == Lines{"2026-11|closed"});
}

TEST_CASE("a folder with a fault writes nothing at all", "[cycle]") {
  County county;
  CycleFolder folder;
  folder.with_line("requests.csv", "H9,I1,1,regular,2026-11-20");
  CHECK(county.runs(folder) == "requests.csv 8 facility_code unknown_code");
  folder.with("cycle.json", "{}");
  CHECK_THAT(county.runs(folder), Catch::StartsWith("cycle.json 0 period missing_column"));
  CHECK(county.rows_stored() == 0);
  CHECK_FALSE(std::filesystem::exists(folder.results()));
}

TEST_CASE("an award rule that is not offered writes nothing", "[cycle]") {
  County county;
  CycleFolder folder;
  folder.with_parameters({.award_rule = "least_total_cost"});
  CHECK(county.runs(folder) == "award_rule_not_offered");
  CHECK(county.rows_stored() == 0);
}

TEST_CASE("results that could not be written are refused before anything is stored", "[cycle]") {
  County county;
  const CycleFolder folder;
  { std::ofstream(folder.results()) << "a file, not a folder"; }
  CHECK(county.runs(folder) == "output_not_writable");
  CHECK(county.rows_stored() == 0);
}

TEST_CASE("counties in one database have cycles of their own", "[cycle]") {
  County counties;
  CycleFolder first;
  CycleFolder second;
  CycleFolder nameless;
  first.with_parameters({.county = "130633"});
  second.with_parameters({.county = "130634"});
  CHECK(counties.runs(first) == "done");
  CHECK(counties.runs(second) == "done");
  CHECK(first.result_files() == second.result_files());
  CHECK(counties.runs(first) == "period_already_settled");
  CHECK(counties.runs(nameless) == "county_not_named");
}

TEST_CASE("a folder without a county means the only one there is", "[cycle]") {
  County county;
  CycleFolder folder;
  folder.with_parameters({.county = "130633"});
  CHECK(county.runs(folder) == "done");
  CHECK(county.runs(folder.in_period("2026-11")) == "period_already_settled");
  CHECK(county.database.figure("SELECT COUNT(*) FROM county") == 1);
}

TEST_CASE("without a delivery file everything arrives in full, whatever the shelf life asked for",
          "[cycle]") {
  // The lots of such deliveries expire after 730 days.
  for (const int shelf_life : {0, 730, 731, 3650}) {
    INFO(shelf_life << " days");
    County county;
    CycleFolder folder;
    folder.with_parameters({.minimum_shelf_life_days = shelf_life}).without("deliveries.csv");
    CHECK(county.runs(folder) == "done");
  }
}

TEST_CASE("a cycle without requests, bids or stock is settled all the same", "[cycle]") {
  County county;
  CycleFolder folder;
  folder.without("stock.csv").without("deliveries.csv");
  folder.with("requests.csv", "facility_code,item_code,quantity,kind,requested_on\n");
  CHECK(county.runs(folder) == "done");
  CHECK(county.runs(folder.in_period("2026-12")
                        .with("bids.csv", "supplier_code,item_code,pack_price\n")
                        .with("requests.csv",
                              "facility_code,item_code,quantity,kind,requested_on\n"
                              "H1,I1,5,regular,2026-12-01\n")) == "done");
  CHECK(folder.result("shortages.csv") ==
        "facility_code,item_code,requested,supplied,reason\nH1,I1,5,0,no_bid\n");
}
