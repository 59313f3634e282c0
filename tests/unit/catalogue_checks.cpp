#include <catch2/catch.hpp>
#include <string>

#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/change_item.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/catalogue/form_substitution_group.h"
#include "procurement/catalogue/register_policy_set.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::Date;
using inventory::FormularyEntry;
using inventory::ItemVersion;
using inventory::Tier;
using procurement::FormularyChange;

namespace {

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

inventory::CatalogueItem good() {
  inventory::CatalogueItem item;
  item.record.code = "A";
  item.record.base_unit = "片";
  item.record.pack_size = pricing::Quantity(1);
  return item;
}

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

}  // namespace

TEST_CASE("a field of an item is refused by its name", "[catalogue]") {
  const auto refused = [](auto spoil) {
    auto item = good();
    spoil(item);
    return refusal_of([&] { procurement::check_item_values(item); });
  };
  CHECK(refused([](auto&) {}) == "accepted");
  CHECK(refused([](auto& i) { i.record.base_unit = ""; }) == "item_value_not_allowed A base_unit ");
  CHECK(refused([](auto& i) { i.detail.shelf_life_months = 0; }) ==
        "item_value_not_allowed A shelf_life_months 0");
  CHECK(refused([](auto& i) { i.detail.ratio_representative = true; }) ==
        "item_value_not_allowed A price_ratio_group ");
  CHECK(refused([](auto& i) { i.detail.gtin = std::string(15, '1'); }) ==
        "item_value_not_allowed A gtin 111111111111111");
  // Sixty-four characters of three bytes each are 64, not 192.
  std::string route;
  for (int character = 0; character < 64; ++character) route += "口";
  CHECK(refused([&](auto& i) { i.detail.route = route; }) == "accepted");
  CHECK(refused([&](auto& i) { i.detail.route = route + "口"; }) ==
        "item_value_not_allowed A route " + route + "口");
}

TEST_CASE("an open entry is not held by a higher one that ends", "[catalogue]") {
  ItemVersion item{1, 1, 1, day("2026-01-01"), good()};
  const FormularyChange change{Tier::village, {"A"}, day("2026-11-05"), "why", ""};
  const auto with = [&](FormularyEntry higher) {
    return refusal_of([&] { procurement::check_addition(change, item, {higher}); });
  };
  const std::string refused = "formulary_not_in_higher_tier A village township 2026-11-05";
  CHECK(with({Tier::township, 1, day("2026-11-05"), {}, "", ""}) == "accepted");
  CHECK(with({Tier::township, 1, day("2026-11-06"), {}, "", ""}) == refused);
  CHECK(with({Tier::township, 1, day("2026-11-01"), day("2026-12-01"), "", ""}) == refused);
  CHECK(with({Tier::county, 1, day("2026-11-01"), {}, "", ""}) == refused);
  CHECK(with({Tier::village, 1, day("2026-11-01"), day("2026-11-06"), "", ""}) ==
        "formulary_already_holds A village 2026-11-05");
  item.item.detail.primary_level_only = true;
  CHECK(with({Tier::village, 1, day("2026-11-01"), day("2026-11-05"), "", ""}) == "accepted");
}

TEST_CASE("a policy set names its document and holds an object", "[catalogue]") {
  inventory::PolicySet policy{"formulary", "青山县", "1号", day("2026-01-01"), {}, "{}"};
  const auto refused = [&] { return refusal_of([&] { procurement::check_policy_set(policy); }); };
  CHECK(refused() == "accepted");
  SECTION("parameters") {
    policy.parameters = "[2]";
    CHECK(refused() == "policy_set_not_allowed formulary parameters [2]");
    policy.parameters = "{";
    CHECK(refused() == "policy_set_not_allowed formulary parameters {");
  }
  SECTION("document") {
    policy.document_no = "";
    CHECK(refused() == "policy_set_not_allowed formulary document_no ");
  }
  SECTION("days") {
    policy.effective_to = day("2025-12-31");
    CHECK(refused() == "policy_set_not_allowed formulary effective_to 2025-12-31");
  }
}
