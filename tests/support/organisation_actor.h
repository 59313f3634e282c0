#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "inventory/records/recording.h"
#include "inventory/run_command.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/test_database.h"

namespace wutong::test {

constexpr std::int64_t organisation_county = 1;

inline inventory::Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// Somebody who keeps members and suppliers: each deed is a command of its own.
class OrganisationActor {
 public:
  using Operation = std::function<std::string(inventory::Connection&, const inventory::Recording&)>;

  /// The answer, or the refusal's wire name and English sentence.
  std::string does(const Operation& operation) {
    const inventory::Recording recording{organisation_county, "keeper",
                                         day("2026-11-22") + std::chrono::hours(9),
                                         day("2026-11-22")};
    try {
      return inventory::run_command(
                 database.store(),
                 {organisation_county, "test", "key " + std::to_string(++keys_), "", "keeper"},
                 [&](inventory::Connection& connection) {
                   return operation(connection, recording);
                 })
          .answer;
    } catch (const procurement::Refused& refused) {
      return refused.what();
    }
  }
  bool is_sound();

  TestDatabase database;

 private:
  std::atomic<int> keys_ = 0;
};

/// The names of the invariants that do not hold, in their order.
std::vector<std::string> broken_invariants(inventory::Connection& connection);

/// Whether an answer is the refusal of that wire name.
inline bool refuses(const std::string& answer, const std::string& wire_name) {
  return answer.find(wire_name + ":") == 0;
}

}  // namespace wutong::test
