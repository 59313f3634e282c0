#include "inventory/tables/route_calendar_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr int minutes_in_hour = 60;

int digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : -1000;
}

}  // namespace

std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hours = digit(text[0]) * 10 + digit(text[1]);
  const int minutes = digit(text[3]) * 10 + digit(text[4]);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes >= minutes_in_hour) return std::nullopt;
  return std::chrono::minutes(hours * minutes_in_hour + minutes);
}

std::string to_string(std::chrono::minutes time_of_day) {
  return fmt::format("{:02}:{:02}", time_of_day.count() / minutes_in_hour,
                     time_of_day.count() % minutes_in_hour);
}

std::unordered_map<std::int64_t, RouteCalendar> load_route_calendars(Connection& connection,
                                                                     std::int64_t county_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT route_id, version, days_before, cut_off_time, note, actor, recorded_at"
      " FROM route_calendar c WHERE county_id = {} AND version = (SELECT MAX(n.version)"
      "  FROM route_calendar n WHERE n.county_id = c.county_id AND n.route_id = c.route_id)",
      county_id));
  std::unordered_map<std::int64_t, RouteCalendar> calendars;
  while (rows.next()) {
    RouteCalendar calendar{rows.integer(2), std::nullopt, rows.text(5), rows.text(6), rows.text(7)};
    if (!rows.is_null(3)) {
      calendar.cut_off =
          CutOff{static_cast<int>(rows.integer(3)), parse_time_of_day(rows.text(4)).value()};
    }
    calendars.emplace(rows.integer(1), std::move(calendar));
  }
  return calendars;
}

std::optional<std::int64_t> lock_route(Connection& connection, std::int64_t county_id,
                                       const std::string& route_code) {
  return connection.query_integer(
      fmt::format("SELECT route_id FROM delivery_route WHERE county_id = {} AND code = {}"
                  " FOR UPDATE",
                  county_id, connection.quoted(route_code)));
}

void insert_route_calendar(Connection& connection, const Recording& recording,
                           std::int64_t route_id, const RouteCalendar& calendar) {
  std::optional<int> days;
  std::optional<std::string> time;
  if (calendar.cut_off) {
    days = calendar.cut_off->days_before;
    time = to_string(calendar.cut_off->time_of_day);
  }
  BulkInsert insert(connection,
                    "route_calendar (county_id, route_id, version, days_before, cut_off_time, note,"
                    " actor, recorded_at)");
  insert.row(recording.county_id, route_id, calendar.version, days, time, calendar.note,
             recording.actor, to_string(recording.now));
  insert.finish();
}

}  // namespace wutong::inventory
