#include <stdlib.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <optional>
#include <string>

#include "inventory/identifier.h"
#include "inventory/records/date.h"
#include "inventory/records/instant.h"
#include "inventory/tables/facility_flow_table.h"

using namespace wutong::inventory;

namespace {

/// The machine stands there until the end of the scope.
class MachineIn {
 public:
  explicit MachineIn(const char* zone) {
    if (const char* was = ::getenv("TZ")) was_ = was;
    ::setenv("TZ", zone, 1);
    ::tzset();
  }
  MachineIn(const MachineIn&) = delete;
  MachineIn& operator=(const MachineIn&) = delete;
  ~MachineIn() {
    if (was_) {
      ::setenv("TZ", was_->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }

 private:
  std::optional<std::string> was_;
};

constexpr Date day(int month, int number) {
  return std::chrono::sys_days(std::chrono::year(2026) / month / number);
}

}  // namespace

TEST_CASE("the day is that of where the machine stands, for goods as for today", "[date]") {
  // A quarter past midnight in China, the evening before by UTC.
  const Instant moment = day(11, 23) + std::chrono::hours(16) + std::chrono::minutes(15);
  const std::int64_t shipment = first_id_at(moment);
  {
    const MachineIn zone("CST-8");
    CHECK(local_day_of(moment) == day(11, 24));
    CHECK(day_of_shipment(shipment, "2026-11", day(11, 30)) == day(11, 24));
  }
  {
    const MachineIn zone("UTC0");
    CHECK(local_day_of(moment) == day(11, 23));
    CHECK(day_of_shipment(shipment, "2026-11", day(11, 30)) == day(11, 23));
  }
}

TEST_CASE("a shipment that was entered later counts on its period's day", "[date]") {
  const std::int64_t shipment = first_id_at(day(12, 3) + std::chrono::hours(6));
  CHECK(day_of_shipment(shipment, "2026-11", day(11, 30)) == day(11, 30));
}
