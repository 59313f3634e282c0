#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/tables/master_tables.h"
#include "procurement/catalogue/register_master_data.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Date;
using inventory::FacilityKind;
using inventory::FacilityRecord;
using inventory::ItemRecord;
using inventory::SupplierRecord;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;
using pricing::VatRate;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t county = 1;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// The catalogue of one county, to which records are handed in day after day.
struct Catalogue {
  test::TestDatabase database;
  std::vector<FacilityRecord> facilities{
      {"C1", "县医共体中心", FacilityKind::centre, ""},
      {"T1", "东镇卫生院", FacilityKind::township, "C1"},
      {"V1", "李家村, \"东\" 卫生室", FacilityKind::village, "T1"}};
  std::vector<SupplierRecord> suppliers{
      {"S1", "国药", "LN-1", day("2027-12-31"), Money::fen(5000), Money::fen(100000)},
      {"S2", "华东医药", "", {}, {}, {}}};
  std::vector<ItemRecord> items{
      {"I1", "阿莫西林", "阿莫仙", "胶囊", "0.25g", "粒", Quantity(24), "珠海联邦", "drug", "room",
       VatRate::parse("0.130"), "G1", "H20041234", UnitPrice::parse("8.7200")},
      {"I2", "", "", "", "", "片", Quantity(10), "", "", "", VatRate::parse("0"), "", "", {}}};

  /// "registered/changed"
  std::string registered_on(const char* today) {
    const auto counts = procurement::register_master_data(database.session(), county, day(today),
                                                          facilities, suppliers, items);
    return std::to_string(counts.registered) + "/" + std::to_string(counts.changed);
  }
  /// "code version from" of all that ever was.
  Lines versions(const std::string& noun) {
    return database.rows("SELECT c.code, v.version, v.effective_from FROM " + noun +
                         "_version v JOIN " + noun + " c ON c.county_id = v.county_id AND c." +
                         noun + "_id = v." + noun + "_id ORDER BY c.code, v.version");
  }
  bool is_sound() {
    for (const auto& result : inventory::check_invariants(database.session(), county)) {
      INFO(result.name << " " << result.first_violation);
      CHECK(result.holds());
      if (!result.holds()) return false;
    }
    return true;
  }
};

template <typename Record>
std::vector<Record> records_of(const std::vector<inventory::Stored<Record>>& stored) {
  std::vector<Record> records;
  for (const auto& one : stored) records.push_back(one.record);
  return records;
}

}  // namespace

TEST_CASE("records come back as they were registered", "[master_data]") {
  Catalogue catalogue;
  CHECK(catalogue.registered_on("2026-11-01") == "7/0");
  auto& session = catalogue.database.session();
  CHECK(records_of(inventory::load_facilities(session, county)) == catalogue.facilities);
  CHECK(records_of(inventory::load_suppliers(session, county)) == catalogue.suppliers);
  const auto items = records_of(inventory::load_items(session, county));
  CHECK(items == catalogue.items);
  CHECK(items.at(0).list_price->to_string() == "8.7200");
  CHECK(items.at(0).vat_rate.to_string() == "0.130");
  CHECK(inventory::load_pack_sizes(session, county).size() == 2);
  CHECK(catalogue.is_sound());
}

TEST_CASE("a record that is handed in again unchanged makes no new version", "[master_data]") {
  Catalogue catalogue;
  catalogue.registered_on("2026-11-01");
  const auto before = catalogue.database.session().counts().rows_written;
  CHECK(catalogue.registered_on("2026-12-01") == "0/0");
  CHECK(catalogue.database.session().counts().rows_written == before);
  CHECK(catalogue.versions("supplier") == Lines{"S1|1|2026-11-01", "S2|1|2026-11-01"});
}

TEST_CASE("a record that differs becomes a new version, and the old one stays", "[master_data]") {
  Catalogue catalogue;
  catalogue.registered_on("2026-11-01");
  catalogue.suppliers[0].licence_expires_on = day("2029-12-31");
  catalogue.items[1].list_price = UnitPrice::parse("2");
  catalogue.facilities[2].name = "新名";
  CHECK(catalogue.registered_on("2026-12-01") == "0/3");
  catalogue.suppliers[0].order_fee.reset();
  CHECK(catalogue.registered_on("2027-01-01") == "0/1");
  CHECK(catalogue.versions("supplier") ==
        Lines{"S1|1|2026-11-01", "S1|2|2026-12-01", "S1|3|2027-01-01", "S2|1|2026-11-01"});
  CHECK(catalogue.versions("item") ==
        Lines{"I1|1|2026-11-01", "I2|1|2026-11-01", "I2|2|2026-12-01"});
  CHECK(catalogue.versions("facility") ==
        Lines{"C1|1|2026-11-01", "T1|1|2026-11-01", "V1|1|2026-11-01", "V1|2|2026-12-01"});
  auto& session = catalogue.database.session();
  CHECK(records_of(inventory::load_suppliers(session, county)) == catalogue.suppliers);
  CHECK(catalogue.database.rows("SELECT licence_expires_on, order_fee FROM supplier_version"
                                " WHERE licence_no = 'LN-1' ORDER BY version") ==
        Lines{"2027-12-31|50.00", "2029-12-31|50.00", "2029-12-31|NULL"});
  CHECK(catalogue.is_sound());
}

TEST_CASE("every field of a record is worth a new version", "[master_data]") {
  Catalogue catalogue;
  catalogue.registered_on("2026-11-01");
  const auto changes_one = [&](auto&& change) {
    change();
    CHECK(catalogue.registered_on("2026-12-01") == "0/1");
    CHECK(catalogue.registered_on("2026-12-01") == "0/0");
  };
  SupplierRecord& supplier = catalogue.suppliers[1];
  changes_one([&] { supplier.name += "!"; });
  changes_one([&] { supplier.licence_no = "LN-2"; });
  changes_one([&] { supplier.licence_expires_on = day("2027-01-01"); });
  changes_one([&] { supplier.order_fee = Money::fen(1); });
  changes_one([&] { supplier.minimum_order_amount = Money(); });
  ItemRecord& item = catalogue.items[1];
  for (std::string* text : {&item.generic_name, &item.trade_name, &item.form, &item.strength,
                            &item.base_unit, &item.manufacturer, &item.kind, &item.storage,
                            &item.substitution_group, &item.approval_no}) {
    changes_one([&] { *text += "药"; });
  }
  changes_one([&] { item.pack_size = Quantity(20); });
  changes_one([&] { item.vat_rate = VatRate::parse("0.03"); });
  changes_one([&] { item.list_price = UnitPrice(); });
  FacilityRecord& facility = catalogue.facilities[2];
  changes_one([&] { facility.name = "!"; });
  changes_one([&] { facility.kind = FacilityKind::drugstore; });
  changes_one([&] { facility.parent_code = "C1"; });
  auto& session = catalogue.database.session();
  CHECK(records_of(inventory::load_items(session, county)) == catalogue.items);
  CHECK(records_of(inventory::load_suppliers(session, county)) == catalogue.suppliers);
  CHECK(records_of(inventory::load_facilities(session, county)) == catalogue.facilities);
  CHECK(catalogue.is_sound());
}

TEST_CASE("what is not handed in again stays, and may be a parent", "[master_data]") {
  Catalogue catalogue;
  catalogue.registered_on("2026-11-01");
  catalogue.facilities = {{"V2", "新村卫生室", FacilityKind::village, "T1"}};
  catalogue.suppliers.clear();
  catalogue.items.clear();
  CHECK(catalogue.registered_on("2026-12-01") == "1/0");
  auto& session = catalogue.database.session();
  CHECK(inventory::load_facilities(session, county).size() == 4);
  CHECK(inventory::load_facilities(session, county).back().record.parent_code == "T1");
  CHECK(inventory::load_suppliers(session, county).size() == 2);
  CHECK(catalogue.is_sound());
}

TEST_CASE("a parent may come after its child in the same hand-in", "[master_data]") {
  Catalogue catalogue;
  std::swap(catalogue.facilities[0], catalogue.facilities[2]);
  catalogue.registered_on("2026-11-01");
  CHECK(records_of(inventory::load_facilities(catalogue.database.session(), county)) ==
        catalogue.facilities);
}

TEST_CASE("codes are found by position, unknown ones as 0, each county's alone", "[master_data]") {
  Catalogue catalogue;
  catalogue.registered_on("2026-11-01");
  auto& session = catalogue.database.session();
  const inventory::CodeBook codes{{"V1", "C1"}, {"S2", "S9", "s2"}, {"I1"}};
  const auto ids = inventory::load_id_book(session, county, codes);
  const auto names = inventory::load_codes(session, county, inventory::Noun::facility);
  CHECK(names.at(ids.facilities.at(0)) == "V1");
  CHECK(names.at(ids.facilities.at(1)) == "C1");
  CHECK(ids.facilities.at(1) == inventory::load_centre_id(session, county));
  CHECK(ids.suppliers.at(0) > 0);
  CHECK(ids.suppliers.at(1) == 0);
  CHECK(ids.suppliers.at(2) == 0);
  CHECK(inventory::load_id_book(session, county + 1, codes).items == std::vector<std::int64_t>{0});
  CHECK_THROWS(inventory::load_centre_id(session, county + 1));
}

TEST_CASE("a county is registered once, by its code", "[master_data]") {
  test::TestDatabase database;
  auto& session = database.session();
  CHECK(inventory::find_county(session, "130633") == 0);
  const auto id = inventory::register_county(session, "130633");
  CHECK(id > 0);
  CHECK(inventory::register_county(session, "130633") == id);
  CHECK(inventory::find_county(session, "130633") == id);
  CHECK(inventory::register_county(session, "it's 县") != id);
  CHECK(inventory::load_counties(session).size() == 2);
}
