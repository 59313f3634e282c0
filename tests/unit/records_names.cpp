#include <catch2/catch.hpp>

#include "inventory/records/cycle_input.h"
#include "inventory/records/master_data.h"

using namespace wutong::inventory;

namespace {

Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days(std::chrono::year{year} / std::chrono::month{month} /
                               std::chrono::day{day_of_month});
}

}  // namespace

TEST_CASE("a date is read and printed as year, month and day", "[records]") {
  CHECK(parse_date("2026-11-22") == day(2026, 11, 22));
  CHECK(parse_date("1900-01-01") == day(1900, 1, 1));
  CHECK(parse_date("9999-12-31") == day(9999, 12, 31));
  CHECK(parse_date("2024-02-29") == day(2024, 2, 29));
  CHECK(parse_date("2000-02-29").has_value());
  CHECK(to_string(day(2026, 3, 4)) == "2026-03-04");
  CHECK(to_string(day(9999, 12, 31)) == "9999-12-31");
  for (Date date = day(2023, 12, 1); date < day(2025, 3, 1); date += std::chrono::days(1)) {
    REQUIRE(parse_date(to_string(date)) == date);
  }
}

TEST_CASE("what is not a real day in the one form is no date", "[records]") {
  for (const char* text :
       {"",           "2026-11-2",        "2026-1-22",   "26-11-22",   "2026/11/22",
        "20261122",   "2026-11-22 ",      " 2026-11-22", "2026-02-29", "1900-02-29",
        "2026-04-31", "2026-00-10",       "2026-13-10",  "2026-10-00", "2026-10-32",
        "1899-12-31", "0000-00-00",       "-026-11-22",  "+026-11-22", "2026-11-2x",
        "2026-1１-2", "2026-11-22T00:00", "2026--1-22"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("every name of an enum is read back as its value", "[records]") {
  for (const FacilityKind kind :
       {FacilityKind::centre, FacilityKind::hospital, FacilityKind::township, FacilityKind::village,
        FacilityKind::drugstore}) {
    CHECK(parse_facility_kind(to_string(kind)) == kind);
  }
  for (const RequestKind kind : {RequestKind::emergency, RequestKind::regular}) {
    CHECK(parse_request_kind(to_string(kind)) == kind);
  }
  for (const AwardRule rule : {AwardRule::lowest_price, AwardRule::least_total_cost}) {
    CHECK(parse_award_rule(to_string(rule)) == rule);
  }
  CHECK(to_string(FacilityKind::drugstore) == "drugstore");
  CHECK(to_string(RequestKind::emergency) == "emergency");
  CHECK(to_string(AwardRule::least_total_cost) == "least_total_cost");
}

TEST_CASE("names are exact: no other case, white space or abbreviation", "[records]") {
  CHECK_FALSE(parse_facility_kind("Centre"));
  CHECK_FALSE(parse_facility_kind("centre "));
  CHECK_FALSE(parse_facility_kind(""));
  CHECK_FALSE(parse_request_kind("EMERGENCY"));
  CHECK_FALSE(parse_award_rule("lowest"));
}

TEST_CASE("the first usable expiry day is today and the minimum shelf life", "[records]") {
  CycleParameters parameters;
  parameters.today = day(2026, 11, 22);
  parameters.minimum_shelf_life_days = 30;
  CHECK(parameters.first_usable_expiry() == day(2026, 12, 22));
}
