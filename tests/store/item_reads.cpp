#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/tables/item_reads.h"
#include "procurement/catalogue/register_master_data.h"
#include "tests/support/test_database.h"

using namespace wutong;

namespace {

constexpr std::int64_t county = 1;
using Lines = std::vector<std::string>;

inventory::ItemRecord item(const std::string& code) {
  inventory::ItemRecord record;
  record.code = code;
  record.base_unit = "粒";
  record.pack_size = pricing::Quantity(24);
  record.vat_rate = pricing::VatRate::parse("0.13");
  return record;
}

/// Item A in two cycles, with bids of two suppliers, and lots at two places; item B beside it.
struct Shelves {
  test::TestDatabase database;
  inventory::Connection& session = database.session();

  Shelves() {
    using inventory::FacilityKind;
    procurement::register_master_data(
        session, county, inventory::parse_date("2026-11-01").value(),
        {{"C1", "centre", FacilityKind::centre, ""}, {"H1", "H", FacilityKind::hospital, "C1"}},
        {{"S1", "", "", {}, {}, {}}, {"S2", "", "", {}, {}, {}}}, {item("A"), item("B")});
    for (const char* cycle : {"(1, 11, '2026-11'", "(1, 12, '2026-12'"}) {
      session.execute(std::string("INSERT INTO procurement_cycle VALUES ") + cycle +
                      ", '2026-11-01', 90, 'lowest_price', '', 'closed')");
    }
    session.execute(
        "INSERT INTO bid SELECT 1, c.cycle_id, i.item_id, s.supplier_id, 8.7, 2, NULL, NULL, NULL,"
        " IF(s.code = 'S2', 'licence_expired', NULL) FROM procurement_cycle c, item i, supplier s");
    session.execute(
        "INSERT INTO award SELECT county_id, cycle_id, item_id, supplier_id, pack_price, 2, 5, ''"
        " FROM bid WHERE refusal IS NULL");
    session.execute(
        "INSERT INTO lot SELECT 1, n.n + IF(i.code = 'A', 0, 10), i.item_id, n.n, '2028-01-31',"
        " NULL, NULL, NULL, 24 FROM item i, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) n");
    session.execute(
        "INSERT INTO stock_balance SELECT 1, f.facility_id, l.lot_id, IF(l.lot_no = '3', 0, 7)"
        " FROM facility f, lot l");
  }
};

}  // namespace

TEST_CASE("bids and awards of an item are read page by page", "[catalogue]") {
  Shelves shelves;
  Lines seen;
  inventory::ItemPriceCursor cursor;
  for (;;) {
    const auto page = inventory::load_item_prices(shelves.session, county, "A", cursor, 3);
    if (page.empty()) break;
    for (const auto& price : page) {
      seen.push_back(price.period + " " + price.supplier_code + " " + price.bid_price.to_string() +
                     " " + price.refusal + std::to_string(price.awarded_packs.value_or(0)));
    }
    cursor = {page.back().period, page.back().supplier_code};
  }
  CHECK(seen == Lines{"2026-11 S1 8.70 5", "2026-11 S2 8.70 licence_expired0", "2026-12 S1 8.70 5",
                      "2026-12 S2 8.70 licence_expired0"});
}

TEST_CASE("stock of an item is read by facility and lot, without what is used up", "[catalogue]") {
  Shelves shelves;
  Lines seen;
  inventory::ItemStockCursor cursor;
  for (;;) {
    const auto page = inventory::load_item_stock(shelves.session, county, "A", cursor, 3);
    if (page.empty()) break;
    for (const auto& stock : page) {
      seen.push_back(stock.facility_code + " " + stock.lot_no + " " +
                     std::to_string(stock.quantity.units()));
    }
    cursor = {page.back().facility_code, page.back().lot_id};
  }
  CHECK(seen == Lines{"C1 1 7", "C1 2 7", "H1 1 7", "H1 2 7"});
}
