#include <catch2/catch.hpp>
#include <string>

#include "inventory/tables/cycle_table.h"
#include "procurement/catalogue/suppliers/reinstate_supplier.h"
#include "procurement/catalogue/suppliers/suspend_supplier.h"
#include "procurement/purchase/place_orders.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/cycle_folder.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/test_database.h"

using namespace wutong;
using test::CycleFolder;
using test::day;

namespace {

using Lines = std::vector<std::string>;

/// A county that has had its November.
struct County {
  test::TestDatabase database;
  CycleFolder folder;
  std::int64_t county_id;

  County() {
    REQUIRE(test::run_cycle(database.store(), folder) == "done");
    county_id = database.figure("SELECT county_id FROM county");
  }
  inventory::Recording recording() { return {county_id, "manager", {}, day("2026-11-22")}; }
  void suspends(const std::string& supplier, const std::string& from) {
    procurement::suspend_supplier(database.session(), recording(),
                                  {supplier, day(from.c_str()), "送货多次延误"});
  }
  /// The cycle as it is between award and order.
  inventory::CycleRef goes_back_to_awarded() {
    database.session().execute("UPDATE procurement_cycle SET state = 'awarded'");
    return {county_id, database.figure("SELECT cycle_id FROM procurement_cycle")};
  }
};

}  // namespace

TEST_CASE("the bids of a suspended supplier are refused, and the next one is awarded",
          "[suppliers][bars]") {
  County county;
  const std::string before = county.folder.result("awards.csv");
  REQUIRE(before.find("I1,S1") != std::string::npos);
  county.suspends("S1", "2026-11-20");
  county.folder.in_period("2026-12").without("stock.csv");
  CHECK(test::run_cycle(county.database.store(), county.folder) == "done");
  CHECK(county.folder.result("awards.csv").find(",S1,") == std::string::npos);
  CAPTURE(county.folder.result("refused.csv"));
  CHECK(
      county.folder.result("refused.csv").find("supplier_suspended,\"2026-11-20: 送货多次延误\"") !=
      std::string::npos);
}

TEST_CASE("a suspension that begins later, and one that has ended, refuse no bid",
          "[suppliers][bars]") {
  County county;
  county.suspends("S1", "2026-11-01");
  procurement::reinstate_supplier(county.database.session(), county.recording(),
                                  {"S1", day("2026-11-10"), "整改完成"});
  county.suspends("S2", "2027-06-01");
  county.folder.in_period("2026-12").without("stock.csv");
  CHECK(test::run_cycle(county.database.store(), county.folder) == "done");
  CHECK(county.folder.result("refused.csv").find("supplier_suspended") == std::string::npos);
  CHECK(county.folder.result("awards.csv").find("I1,S1") != std::string::npos);
}

TEST_CASE("no order is placed with a supplier that was suspended after the award",
          "[suppliers][bars]") {
  County county;
  const std::int64_t orders = county.database.figure("SELECT COUNT(*) FROM purchase_order");
  const inventory::CycleRef cycle = county.goes_back_to_awarded();
  county.suspends("S2", "2026-11-22");
  try {
    procurement::place_orders(county.database.session(), cycle);
    FAIL("an order was placed");
  } catch (const procurement::Refused& refused) {
    CHECK(refused.refusal() == procurement::Refusal::supplier_suspended);
    CHECK(refused.figures() == Lines{"S2", "2026-11-22", "送货多次延误"});
  }
  CHECK(county.database.figure("SELECT COUNT(*) FROM purchase_order") == orders);
}
