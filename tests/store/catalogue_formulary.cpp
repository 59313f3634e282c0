#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/policy_table.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/catalogue/form_substitution_group.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Date;
using inventory::ItemVersion;
using inventory::Tier;

namespace {

using Codes = std::vector<std::string>;
constexpr std::int64_t county = 1;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

ItemVersion item(std::int64_t id, const std::string& code, const std::string& generic,
                 const std::string& maker, const std::string& route = "oral") {
  ItemVersion version{id, 1, 1, day("2026-11-01"), {}};
  version.item.record.code = code;
  version.item.record.generic_name = generic;
  version.item.record.manufacturer = maker;
  version.item.record.strength = "0.25g";
  version.item.record.base_unit = "粒";
  version.item.record.pack_size = pricing::Quantity(24);
  version.item.record.vat_rate = pricing::VatRate::parse("0.13");
  version.item.detail.route = route;
  version.item.detail.form_family = route == "oral" ? "solid" : "injection";
  return version;
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

struct Formulary {
  test::TestDatabase database;
  inventory::Connection& session = database.session();
  std::string exception;

  explicit Formulary(const std::vector<ItemVersion>& items) {
    inventory::save_item_versions(session, county, day("2026-11-01"), items);
    inventory::save_policy_set(session, county,
                               {"formulary",
                                "青山县",
                                "青卫〔2026〕1号",
                                day("2026-01-01"),
                                {},
                                R"({"brands_per_generic_and_route": 2})"});
  }
  std::string add(Tier tier, Codes codes, const char* from = "2026-11-02") {
    return refusal_of([&] {
      procurement::add_to_formulary(session, county,
                                    {tier, std::move(codes), day(from), "遴选", exception},
                                    day("2026-11-02"));
    });
  }
  std::string remove(Tier tier, Codes codes, const char* from) {
    return refusal_of([&] {
      procurement::remove_from_formulary(
          session, county, {tier, std::move(codes), day(from), "调出", ""}, day("2026-11-02"));
    });
  }
  std::size_t held(Tier tier, const char* as_of) {
    return inventory::load_formulary(session, county, tier, day(as_of)).size();
  }
  std::string broken() {
    std::string names;
    for (const auto& result : inventory::check_invariants(session, county)) {
      if (!result.holds() && result.name != "exactly_one_centre") names += result.name + " ";
    }
    return names;
  }
};

}  // namespace

TEST_CASE("a lower formulary holds only what the higher one holds", "[catalogue]") {
  auto only_primary = item(3, "C", "甘草片", "M");
  only_primary.item.detail.primary_level_only = true;
  Formulary formulary({item(1, "A", "阿莫西林", "M"), item(2, "B", "布洛芬", "M"), only_primary});
  CHECK(formulary.add(Tier::village, {"A"}) ==
        "formulary_not_in_higher_tier A village township 2026-11-02");
  CHECK(formulary.add(Tier::county, {"A", "B"}, "2026-11-10") == "accepted");
  CHECK(formulary.add(Tier::township, {"A"}, "2026-11-09") ==
        "formulary_not_in_higher_tier A township county 2026-11-09");
  CHECK(formulary.add(Tier::township, {"A"}, "2026-11-10") == "accepted");
  CHECK(formulary.add(Tier::village, {"C"}) == "accepted");
  CHECK(formulary.add(Tier::county, {"B"}, "2026-11-05") ==
        "formulary_already_holds B county 2026-11-05");
  CHECK(formulary.add(Tier::county, {"X"}) == "item_unknown X");
  CHECK(formulary.held(Tier::county, "2026-11-09") == 0);
  CHECK(formulary.held(Tier::county, "2026-11-10") == 2);

  CHECK(formulary.remove(Tier::county, {"A"}, "2026-12-01") ==
        "formulary_still_in_lower_tier A county township 2026-12-01");
  CHECK(formulary.remove(Tier::township, {"A"}, "2026-12-01") == "accepted");
  CHECK(formulary.remove(Tier::county, {"A"}, "2026-11-30") ==
        "formulary_still_in_lower_tier A county township 2026-11-30");
  CHECK(formulary.remove(Tier::county, {"A"}, "2026-12-01") == "accepted");
  CHECK(formulary.remove(Tier::county, {"A"}, "2026-12-02") ==
        "formulary_does_not_hold A county 2026-12-02");
  CHECK(formulary.held(Tier::county, "2026-11-30") == 2);
  CHECK(formulary.held(Tier::county, "2026-12-01") == 1);
  CHECK(formulary.broken().empty());

  formulary.session.execute(
      "UPDATE formulary_entry SET effective_until = '2026-11-20' WHERE tier = 'county'");
  CHECK(formulary.broken() == "formulary_subset_rule ");
}

TEST_CASE("a third brand of a generic and route needs a reason", "[catalogue]") {
  Formulary formulary({item(1, "A", "阿莫西林", "M1"), item(2, "B", "阿莫西林", "M2"),
                       item(3, "C", "阿莫西林", "M3"), item(4, "D", "阿莫西林", "M3", "injection"),
                       item(5, "E", "阿莫西林", "M2")});
  CHECK(formulary.add(Tier::county, {"A", "B", "C"}) ==
        "formulary_too_many_brands C county 阿莫西林 oral 3 2");
  CHECK(formulary.add(Tier::county, {"A", "B", "D", "E"}) == "accepted");
  CHECK(formulary.add(Tier::county, {"C"}) ==
        "formulary_too_many_brands C county 阿莫西林 oral 3 2");
  formulary.exception = "儿童专用";
  CHECK(formulary.add(Tier::county, {"C"}) == "accepted");
  formulary.session.execute("DELETE FROM policy_set");
  CHECK(formulary.remove(Tier::county, {"A"}, "2026-11-03") == "accepted");
  CHECK(formulary.add(Tier::county, {"A"}, "2026-11-03") ==
        "policy_not_in_force formulary 2026-11-03 brands_per_generic_and_route");
}

TEST_CASE("two thousand items enter and leave in a few statements", "[catalogue]") {
  std::vector<ItemVersion> items;
  Codes codes;
  for (int number = 0; number < 2000; ++number) {
    codes.push_back(fmt::format("I{:04}", number));
    items.push_back(item(number + 1, codes.back(), "通用名" + codes.back(), "M"));
  }
  Formulary formulary(items);
  const auto before = formulary.database.session().counts().statements;
  CHECK(formulary.add(Tier::county, codes) == "accepted");
  CHECK(formulary.add(Tier::township, codes) == "accepted");
  CHECK(formulary.remove(Tier::township, codes, "2026-12-01") == "accepted");
  const auto statements = formulary.database.session().counts().statements - before;
  INFO(statements);
  CHECK(statements <= 22);
  CHECK(formulary.held(Tier::township, "2026-11-30") == 2000);
  CHECK(formulary.held(Tier::township, "2026-12-01") == 0);
  CHECK(formulary.broken().empty());
}

TEST_CASE("only items alike in all four traits replace each other", "[catalogue]") {
  auto strong = item(4, "D", "阿莫西林", "M4");
  strong.item.record.strength = "0.5g";
  Formulary formulary({item(1, "A", "阿莫西林", "M1"), item(2, "B", "阿莫西林", "M2"),
                       item(3, "C", "阿莫西林", "M3", "injection"), strong,
                       item(5, "E", "阿莫西林", "M5", ""), item(6, "F", "阿莫西林", "M6")});
  const auto form = [&](Codes codes) {
    return refusal_of([&] {
      procurement::form_substitution_group(formulary.session, county,
                                           {"G1", std::move(codes), day("2026-11-05")},
                                           day("2026-11-05"));
    });
  };
  CHECK(form({"A", "C"}) == "substitution_not_allowed A C route oral injection");
  CHECK(form({"A", "D"}) == "substitution_not_allowed A D strength 0.25g 0.5g");
  CHECK(form({"A", "E"}) == "substitution_not_allowed A E route oral ");
  CHECK(form({"A", "B"}) == "accepted");
  CHECK(form({"D"}) == "substitution_not_allowed A D strength 0.25g 0.5g");
  CHECK(form({"A", "B", "F"}) == "accepted");
  CHECK(formulary.database.figure("SELECT COUNT(*) FROM item_version") == 9);

  const auto substitutes = [&](const char* as_of) {
    Codes codes;
    for (const auto& one :
         procurement::substitutes_of(formulary.session, county, "A", Tier::county, day(as_of))) {
      codes.push_back(one.item.record.code);
    }
    return codes;
  };
  CHECK(substitutes("2026-11-06").empty());
  formulary.exception = "试点";
  CHECK(formulary.add(Tier::county, {"B", "F"}) == "accepted");
  CHECK(substitutes("2026-11-06") == Codes{"B", "F"});
  CHECK(substitutes("2026-11-04").empty());
  procurement::disable_item(formulary.session, county, {"F", day("2026-11-07"), "停产", "wang"},
                            day("2026-11-06"));
  CHECK(substitutes("2026-11-06") == Codes{"B", "F"});
  CHECK(substitutes("2026-11-07") == Codes{"B"});
  CHECK(formulary.broken().empty());
}

TEST_CASE("the policy set that began last is in force, until its last day", "[catalogue]") {
  Formulary formulary({});
  inventory::save_policy_set(formulary.session, county,
                             {"formulary", "青山县", "2号", day("2026-06-01"), day("2026-06-30"),
                              R"({"brands_per_generic_and_route": 3, "note": "试行"})"});
  const auto limit = [&](const char* as_of) {
    return inventory::policy_integer(formulary.session, county, "formulary",
                                     "brands_per_generic_and_route", day(as_of));
  };
  CHECK_FALSE(limit("2025-12-31").has_value());
  CHECK(limit("2026-05-31") == 2);
  CHECK(limit("2026-06-30") == 3);
  CHECK(limit("2026-07-01") == 2);
  CHECK(inventory::policy_text(formulary.session, county, "formulary", "note", day("2026-06-01")) ==
        "试行");
  CHECK_FALSE(
      inventory::policy_integer(formulary.session, county, "formulary", "note", day("2026-06-01"))
          .has_value());
}
