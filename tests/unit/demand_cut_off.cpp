#include <catch2/catch.hpp>
#include <string>

#include "procurement/purchase/demand/find_cut_off.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Weekday;
using test::day;
using namespace std::chrono_literals;

namespace {

/// Route R goes to facility 7 on Tuesdays and Fridays; requisitions close at noon of the day
/// before.
struct Calendar {
  std::vector<inventory::RouteVersion> versions{
      {1, 1, {"R", "", day("2026-01-01"), 5, {Weekday::tuesday, Weekday::friday}, {7}}}};
  std::unordered_map<std::int64_t, inventory::RouteCalendar> calendars{
      {1, {1, inventory::CutOff{1, 12h}}}};

  CutOffVerdict at(const char* on, std::chrono::minutes time,
                   std::optional<inventory::Date> needed_on = {}, std::int64_t facility = 7) {
    const LocalTime now{day(on), time};
    return judge_cut_off(deliveries_of(facility, now.day, versions, calendars), now, needed_on);
  }
};

std::string shown(const std::optional<DeliveryCutOff>& delivery) {
  return delivery
             ? to_string(delivery->cut_off) + " " + inventory::to_string(delivery->delivered_on)
             : "";
}

}  // namespace

// 2026-11-23 is a Monday.
TEST_CASE("regular requisitions close at the cut-off and open after the delivery", "[demand]") {
  Calendar calendar;
  CHECK(shown(calendar.at("2026-11-23", 12h).passed).empty());
  CHECK(shown(calendar.at("2026-11-23", 12h).next) == "2026-11-23 12:00 2026-11-24");
  CHECK(shown(calendar.at("2026-11-23", 12h + 1min).passed) == "2026-11-23 12:00 2026-11-24");
  CHECK(shown(calendar.at("2026-11-23", 12h + 1min).next) == "2026-11-26 12:00 2026-11-27");
  CHECK(shown(calendar.at("2026-11-24", 23h).passed) == "2026-11-23 12:00 2026-11-24");
  CHECK(shown(calendar.at("2026-11-25", 0h).passed).empty());
}

TEST_CASE("a hub is on its own route, another facility on none", "[demand]") {
  Calendar calendar;
  CHECK(!shown(calendar.at("2026-11-24", 9h, {}, 5).passed).empty());
  CHECK(shown(calendar.at("2026-11-24", 9h, {}, 6).passed).empty());
  CHECK(shown(calendar.at("2026-11-24", 9h, {}, 6).next).empty());
}

TEST_CASE("the day on which it is needed says which delivery decides", "[demand]") {
  Calendar calendar;
  // On Tuesday Tuesday's is closed; needed on Friday or later it comes with Friday's, in time.
  CHECK(shown(calendar.at("2026-11-24", 9h, day("2026-11-27")).passed).empty());
  CHECK(!shown(calendar.at("2026-11-24", 9h, day("2026-11-26")).passed).empty());
  CHECK(shown(calendar.at("2026-11-26", 13h, day("2026-11-28")).passed) ==
        "2026-11-26 12:00 2026-11-27");
  CHECK(shown(calendar.at("2026-11-26", 13h, day("2026-12-31")).passed).empty());
}

TEST_CASE("a calendar that has ended, and a route without one, have no cut-off", "[demand]") {
  Calendar calendar;
  calendar.calendars.at(1).cut_off.reset();
  CHECK(shown(calendar.at("2026-11-24", 9h).passed).empty());
  calendar.calendars.clear();
  CHECK(shown(calendar.at("2026-11-24", 9h).next).empty());
}

TEST_CASE("a new plan of the route moves its cut-offs", "[demand]") {
  Calendar calendar;
  calendar.versions.push_back({1, 2, {"R", "", day("2026-11-25"), 5, {Weekday::thursday}, {7}}});
  CHECK(shown(calendar.at("2026-11-25", 9h).next) == "2026-11-25 12:00 2026-11-26");
}

TEST_CASE("times of day are read and written alike", "[demand]") {
  for (const char* text : {"00:00", "09:05", "23:59"}) {
    CHECK(inventory::to_string(inventory::parse_time_of_day(text).value()) == text);
  }
  for (const char* text : {"24:00", "12:60", "9:05", "12-30", "", "ab:cd", "12:3x"}) {
    CHECK(!inventory::parse_time_of_day(text));
  }
}
