#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/tables/lot_table.h"
#include "procurement/catalogue/register_master_data.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Date;
using inventory::Lot;
using inventory::LotRegister;
using pricing::Quantity;
using pricing::UnitPrice;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t county = 1;
constexpr std::int64_t amoxicillin = 71;
constexpr std::int64_t ibuprofen = 72;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

struct LotOf : Lot {
  explicit LotOf(std::int64_t item, const char* number = "A", const char* expiry = "2028-01-31") {
    item_id = item;
    lot_no = number;
    expires_on = day(expiry);
    pack_price = UnitPrice::parse("8.70");
    pack_size = Quantity(24);
  }
  LotOf& from(std::int64_t supplier) {
    supplier_id = supplier;
    return *this;
  }
  LotOf& at(const char* price) {
    pack_price = UnitPrice::parse(price);
    return *this;
  }
};

/// A county with a centre, a hospital and two suppliers, whose ids follow the order given here, not
/// that of their codes.
struct Shelves {
  test::TestDatabase database;
  std::int64_t centre = 0, hospital = 0, supplier_z = 0, supplier_a = 0;

  Shelves() {
    procurement::register_master_data(database.session(), county, day("2026-11-01"),
                                      {{"C1", "centre", inventory::FacilityKind::centre, ""},
                                       {"H1", "hospital", inventory::FacilityKind::hospital, "C1"}},
                                      {{"Z", "", "", {}, {}, {}}, {"A", "", "", {}, {}, {}}}, {});
    const auto id = [&](const char* noun, const char* code) {
      return database.figure(std::string("SELECT ") + noun + "_id FROM " + noun +
                             " WHERE code = '" + code + "'");
    };
    centre = id("facility", "C1");
    hospital = id("facility", "H1");
    supplier_z = id("supplier", "Z");
    supplier_a = id("supplier", "A");
  }
  std::int64_t holds(std::int64_t location, const Lot& lot, std::int64_t units) {
    LotRegister lots(database.session(), county, {lot.item_id});
    const std::int64_t lot_id = lots.id_of(lot);
    lots.finish();
    database.session().execute("INSERT INTO stock_balance VALUES (1, " + std::to_string(location) +
                               ", " + std::to_string(lot_id) + ", " + std::to_string(units) + ")");
    return lot_id;
  }
  /// "item lot expiry supplier quantity" in the order in which they are to be taken.
  Lines in_order(std::int64_t location) {
    Lines lines;
    for (const auto& [lot, quantity] :
         inventory::load_lot_balances(database.session(), county, location)) {
      const std::string supplier = !lot.supplier_id                 ? "opening"
                                   : *lot.supplier_id == supplier_a ? "A"
                                                                    : "Z";
      lines.push_back(std::to_string(lot.item_id) + " " + lot.lot_no + " " +
                      inventory::to_string(lot.expires_on) + " " + supplier + " " +
                      quantity.to_string());
    }
    return lines;
  }
};

}  // namespace

TEST_CASE("a lot is found again, in the same register and in a later one", "[lot]") {
  test::TestDatabase database;
  std::int64_t known = 0;
  {
    LotRegister lots(database.session(), county, {});
    known = lots.id_of(LotOf(amoxicillin));
    CHECK(lots.id_of(LotOf(amoxicillin)) == known);
    lots.finish();
    CHECK(lots.id_of(LotOf(amoxicillin)) == known);
    lots.finish();
  }
  LotRegister lots(database.session(), county, {ibuprofen, amoxicillin});
  CHECK(lots.id_of(LotOf(amoxicillin)) == known);
  CHECK(lots.id_of(LotOf(amoxicillin).at("8.7")) == known);  // the same price
  lots.finish();
  CHECK(database.figure("SELECT COUNT(*) FROM lot") == 1);
}

TEST_CASE("another cost, pack, supplier, expiry, number or item is another lot", "[lot]") {
  test::TestDatabase database;
  LotRegister lots(database.session(), county, {});
  LotOf other_pack(amoxicillin);
  other_pack.pack_size = Quantity(12);
  LotOf without_cost(amoxicillin);
  without_cost.pack_price.reset();
  const std::vector<Lot> different{LotOf(amoxicillin),
                                   LotOf(ibuprofen),
                                   LotOf(amoxicillin, "a"),
                                   LotOf(amoxicillin, "A", "2028-02-01"),
                                   LotOf(amoxicillin).from(21),
                                   LotOf(amoxicillin).from(22),
                                   LotOf(amoxicillin).at("8.700001"),
                                   LotOf(amoxicillin).at("0"),
                                   other_pack,
                                   without_cost};
  std::vector<std::int64_t> ids;
  for (const Lot& lot : different) ids.push_back(lots.id_of(lot));
  lots.finish();
  CHECK(database.figure("SELECT COUNT(DISTINCT lot_id) FROM lot") ==
        static_cast<std::int64_t>(different.size()));
  LotRegister again(database.session(), county, {amoxicillin, ibuprofen});
  for (std::size_t index = 0; index < different.size(); ++index) {
    CHECK(again.id_of(different[index]) == ids[index]);
  }
}

TEST_CASE("a lot keeps the price it came with, to the last decimal", "[lot]") {
  Shelves shelves;
  shelves.holds(shelves.centre, LotOf(amoxicillin).at("8.123400"), 10);
  const auto balances =
      inventory::load_lot_balances(shelves.database.session(), county, shelves.centre);
  REQUIRE(balances.size() == 1);
  CHECK(balances[0].lot.pack_price->to_string() == "8.123400");
  CHECK(balances[0].lot.pack_size == Quantity(24));
}

TEST_CASE("lots are offered by item, and of an item first expiry first", "[lot]") {
  Shelves shelves;
  const std::int64_t place = shelves.centre;
  shelves.holds(place, LotOf(ibuprofen, "A", "2027-01-01"), 1);
  shelves.holds(place, LotOf(amoxicillin, "B", "2027-06-01").from(shelves.supplier_z), 2);
  shelves.holds(place, LotOf(amoxicillin, "B", "2027-06-01").from(shelves.supplier_a), 3);
  shelves.holds(place, LotOf(amoxicillin, "B", "2027-06-01"), 4);
  shelves.holds(place, LotOf(amoxicillin, "A", "2027-06-01").from(shelves.supplier_z), 5);
  shelves.holds(place, LotOf(amoxicillin, "Z", "2027-05-31").from(shelves.supplier_z), 6);
  shelves.holds(place, LotOf(amoxicillin, "a", "2027-06-01"), 7);
  shelves.holds(place, LotOf(amoxicillin, "0", "2027-01-01"), 0);
  shelves.holds(shelves.hospital, LotOf(amoxicillin, "H", "2027-01-01"), 8);
  CHECK(shelves.in_order(place) == Lines{"71 Z 2027-05-31 Z 6", "71 A 2027-06-01 Z 5",
                                         "71 B 2027-06-01 opening 4", "71 B 2027-06-01 A 3",
                                         "71 B 2027-06-01 Z 2", "71 a 2027-06-01 opening 7",
                                         "72 A 2027-01-01 opening 1"});
  CHECK(shelves.in_order(shelves.hospital) == Lines{"71 H 2027-01-01 opening 8"});
}

TEST_CASE("one lot at two costs is taken in the order in which it was bought", "[lot]") {
  Shelves shelves;
  const auto first = shelves.holds(shelves.centre, LotOf(amoxicillin).at("9"), 1);
  const auto second = shelves.holds(shelves.centre, LotOf(amoxicillin).at("8"), 2);
  CHECK(first < second);
  CHECK(shelves.in_order(shelves.centre) ==
        Lines{"71 A 2028-01-31 opening 1", "71 A 2028-01-31 opening 2"});
}

TEST_CASE("only the centre's lots that last long enough are usable", "[lot]") {
  Shelves shelves;
  shelves.holds(shelves.centre, LotOf(amoxicillin, "A", "2026-12-21"), 1);
  shelves.holds(shelves.centre, LotOf(amoxicillin, "B", "2026-12-22"), 10);
  shelves.holds(shelves.centre, LotOf(amoxicillin, "C", "2027-12-22"), 100);
  shelves.holds(shelves.hospital, LotOf(amoxicillin, "D", "2027-12-22"), 1000);
  shelves.holds(shelves.centre, LotOf(ibuprofen, "A", "2026-12-21"), 10'000);
  const auto usable =
      inventory::load_usable_stock(shelves.database.session(), county, day("2026-12-22"));
  CHECK(usable.size() == 1);
  CHECK(usable.at(amoxicillin) == Quantity(110));
}

TEST_CASE("what units of a lot cost is rounded half up once", "[lot]") {
  CHECK(LotOf(amoxicillin).at("8.72").cost_of(Quantity(24)).to_string() == "8.72");
  CHECK(LotOf(amoxicillin).at("8.72").cost_of(Quantity(1)).to_string() == "0.36");
  CHECK(LotOf(amoxicillin).at("0.12").cost_of(Quantity(1)).to_string() == "0.01");  // 0.005
  CHECK(LotOf(amoxicillin).at("0.1199").cost_of(Quantity(1)).to_string() == "0.00");
  LotOf unknown(amoxicillin);
  unknown.pack_price.reset();
  CHECK_THROWS_AS(unknown.cost_of(Quantity(1)), std::bad_optional_access);
}
