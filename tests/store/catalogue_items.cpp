#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/change_item.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::CatalogueItem;
using inventory::Date;
using inventory::ItemRecord;

namespace {

constexpr std::int64_t county = 1;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

CatalogueItem amoxicillin(const std::string& code = "A1") {
  CatalogueItem item;
  item.record.code = code;
  item.record.generic_name = "阿莫西林";
  item.record.form = "胶囊";
  item.record.base_unit = "粒";
  item.record.pack_size = pricing::Quantity(24);
  item.record.vat_rate = pricing::VatRate::parse("0.13");
  item.detail.generic_name_en = "Amoxicillin";
  item.detail.insurance_class = inventory::InsuranceClass::class_a;
  item.detail.shelf_life_months = 24;
  item.detail.route = "oral";
  item.detail.trace_coded = true;
  return item;
}

struct Catalogue {
  test::TestDatabase database;
  inventory::Connection& session = database.session();

  CatalogueItem on(const char* as_of, const std::string& code = "A1") {
    const auto found = inventory::load_items_by_code(session, county, day(as_of), {code});
    REQUIRE(found.size() == 1);
    return found.front().item;
  }
  void hands_in(const char* today, const std::vector<ItemRecord>& items) {
    procurement::register_master_data(session, county, day(today), {}, {}, items);
  }
  std::vector<std::string> chain(const std::string& code = "A1") {
    std::vector<std::string> links;
    for (const auto& version : inventory::list_item_versions(session, county, code)) {
      links.push_back(fmt::format("{} {} {}", version.version,
                                  inventory::to_string(version.effective_from),
                                  version.item.detail.generic_name_en));
    }
    return links;
  }
  bool is_sound() {
    for (const auto& result : inventory::check_invariants(session, county)) {
      // These need a centre, or commands, which a bare catalogue has not.
      if (result.name == "exactly_one_centre") continue;
      INFO(result.name << " " << result.first_violation);
      CHECK(result.holds());
      if (!result.holds()) return false;
    }
    return true;
  }
};

template <typename Action>
std::string refusal_of(Action action) {
  try {
    action();
  } catch (const procurement::Refused& refused) {
    std::string text(wire_name(refused.refusal()));
    for (const auto& figure : refused.figures()) text += " " + figure;
    return text;
  }
  return "accepted";
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an item comes back with every detail", "[catalogue]") {
  Catalogue catalogue;
  CatalogueItem item = amoxicillin();
  item.detail = {"Amoxicillin",
                 "联邦",
                 "XR05CBA198A001010100863",
                 "C01",
                 "06901234567892",
                 true,
                 inventory::InsuranceClass::class_b,
                 "第七批",
                 "none",
                 "非限制",
                 true,
                 36,
                 "oral",
                 "capsule",
                 "R1",
                 true,
                 true};
  procurement::register_item(catalogue.session, county, item, day("2026-11-01"));
  CHECK(catalogue.on("2026-11-01") == item);
  CHECK(refusal_of([&] {
          procurement::register_item(catalogue.session, county, item, day("2026-11-01"));
        }) == "item_already_registered A1");
  CHECK(catalogue.is_sound());
}

TEST_CASE("a planned version holds from its day on", "[catalogue]") {
  Catalogue catalogue;
  CatalogueItem item = amoxicillin();
  procurement::register_item(catalogue.session, county, item, day("2026-11-01"));
  CatalogueItem planned = item;
  planned.detail.generic_name_en = "planned";
  planned.record.pack_size = pricing::Quantity(12);
  procurement::change_item(catalogue.session, county, {1, day("2026-12-01"), planned},
                           day("2026-11-05"));
  CHECK(catalogue.on("2026-11-30") == item);
  CHECK(catalogue.on("2026-12-01") == planned);
  CHECK(catalogue.database.figure("SELECT pack_size FROM item") == 24);

  SECTION("a change of today does not end the plan") {
    CatalogueItem today = item;
    today.detail.generic_name_en = "today";
    procurement::change_item(catalogue.session, county, {2, day("2026-11-06"), today},
                             day("2026-11-06"));
    CHECK(catalogue.on("2026-11-06") == today);
    CHECK(catalogue.on("2026-12-01") == planned);
    CHECK(catalogue.database.figure("SELECT version FROM item") == 3);
  }
  SECTION("a cycle after its day works with it, without a new version") {
    catalogue.hands_in("2026-12-03", {planned.record});
    CHECK(catalogue.database.figure("SELECT pack_size FROM item") == 12);
    CHECK(catalogue.chain().size() == 2);
  }
  SECTION("a cycle that says otherwise adds a version after it, and keeps the details") {
    catalogue.hands_in("2026-12-03", {item.record});
    CHECK(catalogue.chain() ==
          Lines{"1 2026-11-01 Amoxicillin", "2 2026-12-01 planned", "3 2026-12-03 planned"});
    CHECK(catalogue.database.figure("SELECT pack_size FROM item") == 24);
  }
  SECTION("a cycle before its day leaves it planned") {
    ItemRecord other = item.record;
    other.manufacturer = "珠海联邦";
    catalogue.hands_in("2026-11-20", {other});
    CHECK(catalogue.on("2026-11-20").record.manufacturer == "珠海联邦");
    CHECK(catalogue.on("2026-11-20").detail == item.detail);
    CHECK(catalogue.on("2026-12-01") == planned);
  }
  CHECK(catalogue.is_sound());
}

TEST_CASE("the monthly cycle keeps the details and makes no version of them", "[catalogue]") {
  Catalogue catalogue;
  catalogue.hands_in("2026-11-01", {amoxicillin().record});
  CHECK(catalogue.on("2026-11-01").detail == inventory::ItemDetail{});
  procurement::change_item(catalogue.session, county, {1, day("2026-11-02"), amoxicillin()},
                           day("2026-11-02"));
  catalogue.hands_in("2026-12-01", {amoxicillin().record});
  CHECK(catalogue.chain().size() == 2);
  CHECK(catalogue.on("2026-12-01") == amoxicillin());
  CHECK(catalogue.is_sound());
}

TEST_CASE("an item is changed only by one who has seen its last version", "[catalogue]") {
  Catalogue catalogue;
  procurement::register_item(catalogue.session, county, amoxicillin(), day("2026-11-01"));
  const auto change = [&](std::int64_t expected, const char* from, CatalogueItem item) {
    return refusal_of([&] {
      procurement::change_item(catalogue.session, county, {expected, day(from), item},
                               day("2026-11-05"));
    });
  };
  CHECK(change(2, "2026-11-05", amoxicillin()) == "item_version_outdated A1 2 1");
  CHECK(change(1, "2026-11-04", amoxicillin()) == "item_day_past A1 2026-11-04 2026-11-05");
  CHECK(change(1, "2026-11-05", amoxicillin("X")) == "item_unknown X");
  CatalogueItem bad = amoxicillin();
  bad.record.pack_size = pricing::Quantity(0);
  CHECK(change(1, "2026-11-05", bad) == "item_value_not_allowed A1 pack_size 0");
  CHECK(catalogue.chain().size() == 1);
}

TEST_CASE("a disabled item stays, with who disabled it and why", "[catalogue]") {
  Catalogue catalogue;
  procurement::register_item(catalogue.session, county, amoxicillin(), day("2026-11-01"));
  const auto today = day("2026-11-05");
  procurement::disable_item(catalogue.session, county, {"A1", day("2026-11-10"), "停产", "wang"},
                            today);
  CHECK(inventory::is_enabled(catalogue.session, county, day("2026-11-09"), "A1"));
  CHECK_FALSE(inventory::is_enabled(catalogue.session, county, day("2026-11-10"), "A1"));
  CHECK_FALSE(inventory::is_enabled(catalogue.session, county, day("2026-11-09"), "X"));
  CHECK(refusal_of([&] {
          procurement::disable_item(catalogue.session, county,
                                    {"A1", day("2026-11-11"), "again", "wang"}, today);
        }) == "item_already_disabled A1 2026-11-11");
  CHECK(refusal_of([&] {
          procurement::enable_item(catalogue.session, county, {"A1", day("2026-11-11"), "", "li"},
                                   today);
        }) == "item_reason_missing A1");
  procurement::enable_item(catalogue.session, county, {"A1", day("2026-11-12"), "恢复", "li"},
                           today);
  CHECK(inventory::is_enabled(catalogue.session, county, day("2026-11-12"), "A1"));
  CHECK(catalogue.database.rows("SELECT enabled, reason, actor FROM item_status ORDER BY"
                                " status_id") == Lines{"0|停产|wang", "1|恢复|li"});
}

TEST_CASE("items are read page by page, a statement a page", "[catalogue]") {
  Catalogue catalogue;
  std::vector<ItemRecord> records;
  for (int number = 0; number < 2500; ++number) {
    records.push_back(amoxicillin(fmt::format("I{:04}", number)).record);
  }
  const auto before_writing = catalogue.session.counts().statements;
  catalogue.hands_in("2026-11-01", records);
  CHECK(catalogue.session.counts().statements - before_writing < 20);

  std::string cursor;
  std::size_t seen = 0;
  const auto before = catalogue.session.counts().statements;
  for (int page = 0; page < 3; ++page) {
    const auto items =
        inventory::list_items(catalogue.session, county, day("2026-11-01"), {}, cursor, 1000);
    for (const auto& item : items) {
      CHECK(cursor < item.item.record.code);
      cursor = item.item.record.code;
    }
    seen += items.size();
  }
  CHECK(seen == 2500);
  CHECK(catalogue.session.counts().statements - before == 3);
  CHECK(inventory::list_items(catalogue.session, county, day("2026-11-01"), {"", "", "", "oral"},
                              "", 10)
            .empty());
}

TEST_CASE("of two versions of one day the last one recorded holds", "[catalogue]") {
  Catalogue catalogue;
  CatalogueItem item = amoxicillin();
  procurement::register_item(catalogue.session, county, item, day("2026-11-01"));
  item.detail.generic_name_en = "corrected";
  procurement::change_item(catalogue.session, county, {1, day("2026-11-01"), item},
                           day("2026-11-01"));
  CHECK(catalogue.on("2026-11-01") == item);
  CHECK(catalogue.is_sound());
  catalogue.session.execute("UPDATE item SET version = 1");
  for (const auto& result : inventory::check_invariants(catalogue.session, county)) {
    if (result.name == "current_item_is_version_of_its_day") CHECK_FALSE(result.holds());
  }
}
