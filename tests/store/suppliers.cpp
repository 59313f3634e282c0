#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "inventory/answer.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/catalogue/suppliers/authorise_supplier.h"
#include "procurement/catalogue/suppliers/change_supplier.h"
#include "procurement/catalogue/suppliers/read_suppliers.h"
#include "procurement/catalogue/suppliers/record_licence.h"
#include "procurement/catalogue/suppliers/register_manufacturer.h"
#include "procurement/catalogue/suppliers/register_supplier.h"
#include "procurement/catalogue/suppliers/reinstate_supplier.h"
#include "procurement/catalogue/suppliers/renew_licence.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/catalogue/suppliers/set_licence_policy.h"
#include "procurement/catalogue/suppliers/suspend_supplier.h"
#include "procurement/catalogue/suppliers/withdraw_licence.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::LicenceKind;
using inventory::Recording;
using inventory::SupplierRecord;
using pricing::Money;
using test::day;
using test::refuses;

namespace {

using Lines = std::vector<std::string>;
constexpr std::int64_t county = test::organisation_county;

/// Who keeps the suppliers of a county.
struct Keeper : test::OrganisationActor {
  std::string registers(const SupplierRecord& record, const char* from = "2026-01-01") {
    return does([&](Connection& connection, const Recording& by) {
      return register_supplier(connection, by, {record, day(from), ""});
    });
  }
  std::string changes(const SupplierRecord& record, std::int64_t version, const char* from) {
    return does([&](Connection& connection, const Recording& by) {
      return change_supplier(connection, by, {record, version, day(from), "合同更新"});
    });
  }
  std::string records(const char* supplier, LicenceKind kind, const char* number, const char* from,
                      const char* until) {
    inventory::LicenceRecord licence{kind, number, "省药监局", "化学药", day(from), {}};
    if (*until != 0) licence.expires_on = day(until);
    return does([&](Connection& connection, const Recording& by) {
      return record_licence(connection, by, {supplier, licence});
    });
  }
  std::string renews(const char* supplier, std::int64_t id, const char* number, const char* from,
                     const char* until) {
    return does([&](Connection& connection, const Recording& by) {
      return renew_licence(
          connection, by,
          {{supplier, id}, {LicenceKind::other, number, "", "", day(from), day(until)}});
    });
  }
  std::string withdraws(const char* supplier, std::int64_t id, const char* on,
                        const char* reason = "交回") {
    return does([&](Connection& connection, const Recording& by) {
      return withdraw_licence(connection, by, {{supplier, id}, day(on), reason});
    });
  }
  std::string suspends(const char* supplier, const char* on, const char* reason = "质量问题") {
    return does([&](Connection& connection, const Recording& by) {
      return suspend_supplier(connection, by, {supplier, day(on), reason});
    });
  }
  std::string reinstates(const char* supplier, const char* on, const char* reason = "已整改") {
    return does([&](Connection& connection, const Recording& by) {
      return reinstate_supplier(connection, by, {supplier, day(on), reason});
    });
  }
  /// Empty: orders are allowed.
  std::string bar(const char* supplier, const char* on) {
    try {
      require_supplier_may_be_ordered_from(database.session(), county, supplier, day(on));
    } catch (const Refused& refused) {
      return refused.what();
    }
    return "";
  }
  /// "S1 LN-1 valid", in the order of the list.
  Lines expiring(const char* on, std::int64_t within) {
    Lines lines;
    for (const auto& one : licences_expiring(database.session(), county, day(on), within)) {
      lines.push_back(one.licence.supplier_code + " " + one.licence.record.licence_no + " " +
                      std::string(inventory::to_string(one.standing.state)));
    }
    return lines;
  }
  std::vector<SupplierLine> on(const char* as_of, const char* text = "") {
    return list_suppliers(database.session(), county, {day(as_of), text, "", 100}).lines;
  }
};

const SupplierRecord guoyao{
    "S1", "国药控股", "LN-1", day("2026-12-31"), Money::fen(5000), Money::fen(100000)};
const SupplierRecord huadong{"S2", "Huadong 华东医药", "", {}, {}, {}};

}  // namespace

TEST_CASE("a supplier is registered once and comes back as it was", "[suppliers]") {
  Keeper keeper;
  CHECK(inventory::figure_in(keeper.registers(guoyao), "version") == 1);
  CHECK(refuses(keeper.registers(guoyao), "supplier_code_taken"));
  CHECK(refuses(keeper.registers({"", "x", "", {}, {}, {}}), "field_missing"));
  CHECK(refuses(keeper.registers({"S9", "", "", {}, {}, {}}), "field_missing"));
  CHECK(refuses(keeper.registers({"S9", "x", "", {}, Money::fen(-1), {}}), "figure_out_of_range"));
  const auto detail = load_supplier(keeper.database.session(), county, "S1", day("2026-11-22"));
  REQUIRE(detail);
  CHECK(detail->line.supplier.stored.record == guoyao);
  CHECK(detail->line.supplier.note.actor == "keeper");
  CHECK(detail->line.supplier.note.recorded_at == "2026-11-22 09:00:00.000000");
  CHECK(detail->line.file_licence.state == inventory::LicenceState::expires_soon);
  CHECK(detail->line.file_licence.days_left == 39);
  REQUIRE(detail->licences_in_use.size() == 1);
  CHECK(detail->licences_in_use[0].licence.record.licence_no == "LN-1");
  CHECK_FALSE(load_supplier(keeper.database.session(), county, "S1", day("2025-12-31")));
  CHECK_FALSE(load_supplier(keeper.database.session(), county, "s1", day("2026-12-31")));
  CHECK(keeper.is_sound());
}

TEST_CASE("a change holds from its day on, and is made from the newest version", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  SupplierRecord renamed = guoyao;
  renamed.name = "国药乐仁堂";
  CHECK(inventory::figure_in(keeper.changes(renamed, 1, "2027-01-01"), "version") == 2);
  CHECK(refuses(keeper.changes(renamed, 1, "2027-01-01"), "record_has_changed"));
  CHECK(inventory::figure_in(keeper.changes(renamed, 2, "2027-01-01"), "changed") == 0);
  renamed.order_fee.reset();
  CHECK(refuses(keeper.changes(renamed, 2, "2026-12-31"), "change_before_newest_version"));
  CHECK(
      refuses(keeper.changes({"S8", "x", "", {}, {}, {}}, 1, "2027-01-01"), "supplier_not_known"));
  const auto before = keeper.on("2026-12-31").at(0).supplier;
  CHECK(before.stored.record.name == "国药控股");
  CHECK(before.stored.version == 1);
  CHECK(before.newest_version == 2);
  CHECK(keeper.on("2027-01-01").at(0).supplier.stored.record.name == "国药乐仁堂");
  const auto page = list_supplier_versions(keeper.database.session(), county, "S1", {{}, 1});
  REQUIRE(page.versions.size() == 1);
  CHECK(page.versions[0].note.reason == "合同更新");
  CHECK(page.next_cursor == 2);
  const auto rest =
      list_supplier_versions(keeper.database.session(), county, "S1", {page.next_cursor, 1});
  REQUIRE(rest.versions.size() == 1);
  CHECK(rest.versions[0].stored.version == 1);
  CHECK_FALSE(rest.next_cursor);
  CHECK(keeper.is_sound());
}

TEST_CASE("suppliers are listed by code, page by page, and found by part of code or name",
          "[suppliers]") {
  Keeper keeper;
  for (const char* code : {"B", "a", "C", "A%"}) {
    SupplierRecord record = huadong;
    record.code = code;
    keeper.registers(record);
  }
  Lines codes;
  SupplierFilter filter{day("2026-11-22"), "", "", 3};
  auto page = list_suppliers(keeper.database.session(), county, filter);
  CHECK(page.next_cursor == "C");
  filter.after_code = page.next_cursor.value();
  CHECK(list_suppliers(keeper.database.session(), county, filter).lines.size() == 1);
  CHECK_FALSE(list_suppliers(keeper.database.session(), county, filter).next_cursor);
  CHECK(keeper.on("2026-11-22", "%").size() == 1);
  CHECK(keeper.on("2026-11-22", "A").size() == 4);  // "Huadong" has one
  CHECK(keeper.on("2026-11-22", "b").size() == 1);
  CHECK(keeper.on("2026-11-22", "华东").size() == 4);
  CHECK(keeper.on("2026-11-22", "'").empty());
  CHECK(keeper.on("2025-11-22").empty());
}

TEST_CASE("any licence that has expired bars orders, until it is renewed", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  keeper.registers(huadong);
  CHECK(keeper.bar("S1", "2026-12-31").empty());
  CHECK(refuses(keeper.bar("S1", "2027-01-01"), "supplier_licence_expired"));
  CHECK(keeper.bar("S1", "2027-01-01").find("LN-1") != std::string::npos);
  CHECK(keeper.bar("S2", "2099-01-01").empty());
  CHECK(refuses(keeper.bar("S7", "2026-01-01"), "supplier_not_known"));
  const auto gsp = inventory::figure_in(
      keeper.records("S2", LicenceKind::good_supply, "GSP-1", "2021-01-01", "2026-06-30"),
      "licence_id");
  keeper.records("S2", LicenceKind::business, "BL-1", "2020-01-01", "");
  CHECK(keeper.bar("S2", "2026-06-30").empty());
  CHECK(keeper.bar("S2", "2026-07-01").find("good_supply, no. GSP-1") != std::string::npos);
  CHECK(
      refuses(keeper.renews("S1", gsp, "GSP-2", "2026-08-01", "2031-07-31"), "licence_not_known"));
  CHECK(refuses(keeper.renews("S2", gsp, "GSP-2", "2026-08-01", "2026-07-31"), "dates_reversed"));
  CHECK(refuses(keeper.renews("S2", gsp, "GSP-2", "2020-12-31", "2031-07-31"), "dates_reversed"));
  const auto renewal = inventory::figure_in(
      keeper.renews("S2", gsp, "GSP-2", "2026-08-01", "2031-07-31"), "licence_id");
  CHECK(keeper.bar("S2", "2026-07-31").find("GSP-1") != std::string::npos);
  CHECK(keeper.bar("S2", "2026-08-01").empty());
  CHECK(keeper.bar("S2", "2031-08-01").find("GSP-2") != std::string::npos);
  CHECK(refuses(keeper.renews("S2", gsp, "GSP-3", "2027-01-01", "2031-07-31"),
                "licence_no_longer_in_use"));
  CHECK(refuses(keeper.withdraws("S2", gsp, "2027-01-01"), "licence_no_longer_in_use"));
  CHECK(keeper.is_sound());
  // A renewal that was a mistake gives its place back.
  CHECK(refuses(keeper.withdraws("S2", renewal, "2026-09-01", ""), "field_missing"));
  keeper.withdraws("S2", renewal, "2026-09-01");
  CHECK(keeper.bar("S2", "2026-08-31").empty());
  CHECK(keeper.bar("S2", "2026-09-01").find("GSP-1") != std::string::npos);
  keeper.renews("S2", gsp, "GSP-3", "2026-09-15", "2031-07-31");
  CHECK(keeper.bar("S2", "2026-09-15").empty());
  CHECK(keeper.is_sound());
}

TEST_CASE("a licence is recorded once, with a first day and a kind", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  const auto records = [&](LicenceKind kind, const char* number, const char* until) {
    return keeper.records("S1", kind, number, "2026-01-01", until);
  };
  const auto id =
      inventory::figure_in(records(LicenceKind::business, "B", "2026-02-01"), "licence_id");
  CHECK(refuses(records(LicenceKind::business, "B", "2029-02-01"), "licence_already_recorded"));
  CHECK_FALSE(refuses(records(LicenceKind::other, "B", "2029-02-01"), "licence_already_recorded"));
  CHECK(refuses(records(LicenceKind::supplier_file, "F", ""), "field_missing"));
  CHECK(refuses(records(LicenceKind::other, "", ""), "field_missing"));
  CHECK(refuses(records(LicenceKind::other, "C", "2025-12-31"), "dates_reversed"));
  CHECK(refuses(keeper.records("S3", LicenceKind::other, "C", "2026-01-01", ""),
                "supplier_not_known"));
  keeper.withdraws("S1", id, "2026-03-01");
  CHECK(inventory::figure_in(records(LicenceKind::business, "B", ""), "licence_id") > id);
  CHECK(list_licences(keeper.database.session(), county, "S1", day("2026-11-22")).size() == 4);
  CHECK(keeper.bar("S1", "2026-02-20").find("business") != std::string::npos);
  CHECK(keeper.bar("S1", "2026-03-01").empty());
}

TEST_CASE("what expires soon is listed by its last day, expired ones first", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  keeper.registers(huadong);
  keeper.records("S2", LicenceKind::business, "B-2", "2020-01-01", "2026-12-22");
  keeper.records("S2", LicenceKind::good_supply, "G-2", "2020-01-01", "2026-11-21");
  keeper.records("S1", LicenceKind::device_distribution, "D-1", "2020-01-01", "2027-01-22");
  keeper.records("S1", LicenceKind::device_production, "E-1", "2020-01-01", "");
  keeper.records("S1", LicenceKind::other, "LATER", "2026-12-01", "2026-12-05");
  CHECK(keeper.expiring("2026-11-22", 0) == Lines{"S2 G-2 expired"});
  CHECK(keeper.expiring("2026-11-22", 30) == Lines{"S2 G-2 expired", "S2 B-2 expires_soon"});
  CHECK(keeper.expiring("2026-11-22", 60) ==
        Lines{"S2 G-2 expired", "S2 B-2 expires_soon", "S1 LN-1 expires_soon"});
  CHECK(keeper.expiring("2026-11-22", 61).back() == "S1 D-1 valid");
  CHECK(keeper.expiring("2026-11-20", -5).empty());
}

TEST_CASE("the days of warning hold from their day on", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  const auto sets = [&](std::int64_t first, std::int64_t second, std::int64_t last,
                        const char* document = "2026-7") {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return set_licence_policy(connection, by,
                                {day("2026-10-01"), {{first, second, last}, document}});
    });
  };
  CHECK(refuses(sets(90, 90, 7), "figure_out_of_range"));
  CHECK(refuses(sets(90, 30, 30), "figure_out_of_range"));
  CHECK(refuses(sets(90, 30, 7, ""), "field_missing"));
  sets(100, 30, 7);
  CHECK(keeper.on("2026-09-30").at(0).file_licence.state == inventory::LicenceState::valid);
  CHECK(keeper.on("2026-10-01").at(0).file_licence.warning_days == 100);
  sets(90, 30, 7);
  CHECK_FALSE(keeper.on("2026-10-01").at(0).file_licence.warning_days);
}

TEST_CASE("a suspended supplier is not ordered from until it is reinstated", "[suppliers]") {
  Keeper keeper;
  keeper.registers(huadong);
  CHECK(refuses(keeper.suspends("S2", "2026-05-01", " "), "field_missing"));
  CHECK(refuses(keeper.suspends("S1", "2026-05-01"), "supplier_not_known"));
  CHECK(refuses(keeper.reinstates("S2", "2026-05-01"), "supplier_not_suspended"));
  keeper.suspends("S2", "2026-05-01");
  CHECK(refuses(keeper.suspends("S2", "2026-06-01"), "supplier_already_suspended"));
  CHECK(keeper.bar("S2", "2026-04-30").empty());
  CHECK(refuses(keeper.bar("S2", "2026-05-01"), "supplier_suspended"));
  CHECK(load_supplier(keeper.database.session(), county, "S2", day("2026-05-01"))->suspension);
  CHECK(refuses(keeper.reinstates("S2", "2026-04-30"), "supplier_not_suspended"));
  CHECK(refuses(keeper.reinstates("S2", "2026-06-01", ""), "field_missing"));
  keeper.reinstates("S2", "2026-06-01");
  CHECK(refuses(keeper.bar("S2", "2026-05-31"), "supplier_suspended"));
  CHECK(keeper.bar("S2", "2026-06-01").empty());
  CHECK(refuses(keeper.suspends("S2", "2026-05-20"), "supplier_already_suspended"));
  keeper.suspends("S2", "2026-06-01");
  CHECK_FALSE(keeper.bar("S2", "2026-06-01").empty());
  CHECK(keeper.is_sound());
}

TEST_CASE("a manufacturer lets suppliers sell its goods for a time", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  const auto makes = [&](const char* code) {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return register_manufacturer(connection, by, {code, "珠海联邦"});
    });
  };
  const auto allows = [&](const char* manufacturer, const char* from, const char* until) {
    return keeper.does([&](Connection& connection, const Recording& by) {
      return authorise_supplier(connection, by,
                                {manufacturer, "S1", "抗菌药", day(from), day(until)});
    });
  };
  const auto on = [&](const char* as_of) {
    return inventory::load_authorisations(keeper.database.session(), county, day(as_of)).size();
  };
  makes("M1");
  CHECK(refuses(makes("M1"), "manufacturer_code_taken"));
  CHECK(refuses(allows("M2", "2026-01-01", "2026-12-31"), "manufacturer_not_known"));
  CHECK(refuses(allows("M1", "2026-01-02", "2026-01-01"), "dates_reversed"));
  allows("M1", "2026-01-01", "2026-12-31");
  CHECK(on("2025-12-31") == 0);
  CHECK(on("2026-12-31") == 1);
  CHECK(on("2027-01-01") == 0);
  const auto ended = keeper.does([&](Connection& connection, const Recording& by) {
    return end_authorisation(connection, by, {"M1", "S1", day("2026-06-30")});
  });
  CHECK(inventory::figure_in(ended, "ended") == 1);
  CHECK(on("2026-07-01") == 0);
  CHECK(inventory::load_manufacturers(keeper.database.session(), county, "", 10).size() == 1);
  CHECK(keeper.is_sound());
}

TEST_CASE("a county folder changes a supplier and leaves its licences alone", "[suppliers]") {
  Keeper keeper;
  keeper.registers(guoyao);
  keeper.records("S1", LicenceKind::good_supply, "GSP-1", "2021-01-01", "2026-06-30");
  SupplierRecord from_folder = guoyao;
  from_folder.licence_no = "LN-2";
  from_folder.licence_expires_on = day("2031-12-31");
  register_master_data(keeper.database.session(), county, day("2026-11-01"),
                       {{"C1", "中心", inventory::FacilityKind::centre, ""}}, {from_folder}, {});
  CHECK(keeper.expiring("2026-10-31", 100) == Lines{"S1 GSP-1 expired", "S1 LN-1 valid"});
  CHECK(keeper.expiring("2026-11-01", 100) == Lines{"S1 GSP-1 expired"});
  const auto versions = list_supplier_versions(keeper.database.session(), county, "S1", {});
  REQUIRE(versions.versions.size() == 2);
  CHECK(versions.versions[0].note.recorded_at.empty());
  CHECK(keeper.is_sound());
}

TEST_CASE("three hundred suppliers are read with a handful of statements", "[suppliers]") {
  Keeper keeper;
  std::vector<SupplierRecord> suppliers;
  for (int number = 0; number < 300; ++number) {
    SupplierRecord record = guoyao;
    record.code = "S" + std::to_string(1000 + number);
    suppliers.push_back(record);
  }
  register_master_data(keeper.database.session(), county, day("2026-01-01"), {}, suppliers, {});
  for (int number = 0; number < 20; ++number) {
    const std::string code = "S" + std::to_string(1000 + 7 * number);
    keeper.records(code.c_str(), LicenceKind::business, "B", "2026-01-01", "2026-02-01");
  }
  auto& store = keeper.database.store();
  const auto statements = [&](const std::function<void(Connection&)>& reading) {
    const auto lease = store.lease();
    const auto before = store.counts().statements;
    reading(*lease);
    return store.counts().statements - before;
  };
  CHECK(statements([](Connection& connection) {
          CHECK(
              list_suppliers(connection, county, {day("2026-11-22"), "", "", 1000}).lines.size() ==
              300);
        }) == 2);
  CHECK(statements([](Connection& connection) {
          CHECK(licences_expiring(connection, county, day("2026-11-22"), 60).size() == 320);
        }) == 2);
  CHECK(statements([](Connection& connection) {
          CHECK(inventory::load_order_bars(connection, county, day("2026-11-22")).size() == 20);
        }) == 2);
  CHECK(statements([](Connection& connection) {
          CHECK(load_supplier(connection, county, "S1007", day("2026-11-22"))
                    ->licences_in_use.size() == 2);
        }) <= 4);
}
