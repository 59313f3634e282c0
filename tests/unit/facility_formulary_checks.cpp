#include <catch2/catch.hpp>
#include <string>

#include "procurement/catalogue/change_facility_formulary.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::Date;
using inventory::FacilityFormulary;
using inventory::FacilityFormularyEntry;
using inventory::Tier;

namespace {

Date day(const char* text) {
  return inventory::parse_date(text).value();
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

const procurement::FacilityFormularyChange change{"T1", {"A"}, day("2026-11-05"), "why"};

inventory::ItemVersion item() {
  inventory::ItemVersion version{7, 1, 1, day("2026-01-01"), {}};
  version.item.record.code = "A";
  return version;
}

FacilityFormularyEntry entry(const char* from, const char* until = "") {
  return {1, 7, day(from), *until ? std::optional(day(until)) : std::nullopt, ""};
}

}  // namespace

TEST_CASE("an item enters a facility's formulary when the tier holds it and no entry is in its way",
          "[facility_formulary]") {
  FacilityFormulary formulary{Tier::township, true, {7}, {}};
  const auto adding = [&](std::vector<FacilityFormularyEntry> entries) {
    return refusal_of(
        [&] { procurement::check_facility_addition(change, item(), entries, formulary); });
  };
  const std::string taken = "formulary_already_holds A T1 2026-11-05";
  CHECK(adding({}) == "accepted");
  CHECK(adding({entry("2026-11-01", "2026-11-05")}) == "accepted");  // it ends that morning
  CHECK(adding({entry("2026-11-01", "2026-11-06")}) == taken);
  CHECK(adding({entry("2026-11-01")}) == taken);
  CHECK(adding({entry("2026-12-01")}) == taken);  // the new entry would be open
  formulary.of_tier = {8};
  CHECK(adding({}) == "formulary_not_in_higher_tier A T1 township 2026-11-05");
}

TEST_CASE("an item leaves a facility's formulary that has held it for a day",
          "[facility_formulary]") {
  const auto removing = [&](std::vector<FacilityFormularyEntry> entries) {
    return refusal_of([&] { procurement::check_facility_removal(change, item(), entries); });
  };
  const std::string not_there = "formulary_does_not_hold A T1 2026-11-05";
  CHECK(removing({entry("2026-11-04")}) == "accepted");
  CHECK(removing({}) == not_there);
  CHECK(removing({entry("2026-11-05")}) == not_there);
  CHECK(removing({entry("2026-11-01", "2026-12-01")}) == not_there);  // its end is set
}

TEST_CASE("a facility begins its formulary once, with something", "[facility_formulary]") {
  FacilityFormulary formulary{Tier::village, false, {7}, {}};
  const auto beginning = [&](std::optional<Date> begun_on) {
    return refusal_of([&] { procurement::check_facility_beginning(change, begun_on, formulary); });
  };
  CHECK(beginning({}) == "accepted");
  CHECK(beginning(day("2027-01-01")) == "facility_formulary_already_begun T1 2027-01-01");
  formulary.of_tier.clear();
  CHECK(beginning({}) == "facility_formulary_tier_has_none T1 village 2026-11-05");
}

TEST_CASE("a formulary of one's own holds nobody to more than it says", "[facility_formulary]") {
  const FacilityFormulary none{Tier::township, false, {}, {}};
  const FacilityFormulary of_tier{Tier::township, false, {7, 8}, {}};
  const FacilityFormulary own{Tier::township, true, {7, 8}, {8}};
  CHECK_FALSE(none.limits());
  CHECK((of_tier.limits() && of_tier.holds(7) && of_tier.holds(8)));
  CHECK((own.limits() && !own.holds(7) && own.holds(8)));
  CHECK(FacilityFormulary{Tier::township, true, {}, {}}.limits());
}
