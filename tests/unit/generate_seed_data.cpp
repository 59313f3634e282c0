#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "procurement/app/generate/made_up_county.h"
#include "procurement/app/generate/seed_data.h"

using namespace wutong;
using app::seed_data;
using app::SeedItem;
using app::SeedSupplier;
using app::Tier;

namespace {

std::map<std::string, int> items_by_kind() {
  std::map<std::string, int> counts;
  for (const SeedItem& item : seed_data().items) {
    ++counts[item.record.kind];
  }
  return counts;
}

}  // namespace

TEST_CASE("the seed catalogue covers every kind of item", "[generate][seed]") {
  std::map<std::string, int> counts = items_by_kind();
  CHECK(counts.size() == 7);
  CHECK(counts["western"] >= 600);
  CHECK(counts["patent"] >= 200);
  CHECK(counts["decoction_piece"] >= 30);
  CHECK(counts["consumable"] + counts["reagent"] >= 85);
  CHECK(counts["device"] + counts["equipment"] >= 32);
}

TEST_CASE("no two seed items are the same product", "[generate][seed]") {
  std::set<std::string> codes;
  std::set<std::string> approvals;
  std::set<std::tuple<std::string, std::string, std::string, std::int64_t, std::string>> products;
  for (const SeedItem& item : seed_data().items) {
    const inventory::ItemRecord& record = item.record;
    INFO(record.code << ' ' << record.generic_name << ' ' << record.strength);
    CHECK(codes.insert(record.code).second);
    CHECK((record.approval_no.empty() || approvals.insert(record.approval_no).second));
    CHECK(products
              .emplace(record.generic_name, record.form, record.strength, record.pack_size.units(),
                       record.manufacturer)
              .second);
  }
}

TEST_CASE("every seed item is complete", "[generate][seed]") {
  const std::set<std::string> storages{"room", "cool", "cold"};
  const std::set<std::string> vat_rates{"0", "0.03", "0.13"};
  for (const SeedItem& item : seed_data().items) {
    const inventory::ItemRecord& record = item.record;
    INFO(record.code << ' ' << record.generic_name);
    for (const std::string& text : {record.generic_name, record.form, record.strength,
                                    record.base_unit, record.manufacturer}) {
      CHECK_FALSE(text.empty());
      CHECK(text.front() != ' ');
      CHECK(text.back() != ' ');
    }
    CHECK(storages.contains(record.storage));
    CHECK(vat_rates.contains(record.vat_rate.to_string()));
    CHECK(record.pack_size.units() >= 1);
    CHECK_FALSE(record.list_price->is_zero());
    CHECK(record.list_price->places() == 2);
  }
}

TEST_CASE("a substitution group never mixes generic names or strengths", "[generate][seed]") {
  std::map<std::string, std::set<std::string>> products;
  for (const SeedItem& item : seed_data().items) {
    products[item.record.substitution_group].insert(item.record.generic_name + ' ' +
                                                    item.record.strength);
  }
  products.erase("");
  for (const auto& [group, members] : products) {
    INFO(group);
    CHECK(members.size() == 1);
  }
}

TEST_CASE("each tier has items enough for what it asks for", "[generate][seed]") {
  std::map<Tier, int> counts;
  for (const SeedItem& item : seed_data().items) {
    ++counts[item.tier];
  }
  CHECK(counts[Tier::village] >= 250);
  CHECK(counts[Tier::township] >= 250);
  CHECK(counts[Tier::county] >= 200);
}

TEST_CASE("two seed suppliers may no longer sell, and all kinds of goods have some who may",
          "[generate][seed]") {
  CHECK(seed_data().suppliers.size() == 40);
  int expired = 0;
  std::map<app::SupplierScope, int> dealers;
  for (const SeedSupplier& supplier : seed_data().suppliers) {
    if (*supplier.record.licence_expires_on < app::made_up_today) {
      ++expired;
      continue;
    }
    for (const app::SupplierScope scope : supplier.scopes) {
      ++dealers[scope];
    }
  }
  CHECK(expired == 2);
  CHECK(dealers[app::SupplierScope::drug] >= 20);
  CHECK(dealers[app::SupplierScope::herb] >= 5);
  CHECK(dealers[app::SupplierScope::device] >= 5);
}

TEST_CASE("the seed places are the facilities of a county of that size", "[generate][seed]") {
  const auto& places = seed_data().places;
  REQUIRE(places.size() == 284);
  const app::MadeUpFacilities facilities(seed_data(), 284);
  REQUIRE(facilities.size() == places.size());
  std::set<std::string> names;
  for (std::size_t place = 0; place < places.size(); ++place) {
    CHECK(facilities.record_of(place) == places[place]);
    CHECK(names.insert(places[place].name).second);
  }
}
