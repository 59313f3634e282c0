#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "inventory/run_command.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/master_tables.h"
#include "procurement/catalogue/change_item.h"
#include "procurement/catalogue/organisation/register_entity.h"
#include "procurement/catalogue/register_policy_set.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/test_database.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using test::day;

namespace {

using Operation = std::function<std::string(Connection&)>;

struct County {
  test::TestDatabase database;
  std::int64_t id = inventory::register_county(database.session(), "130633");

  std::string does(const std::string& key, const Operation& operation) {
    try {
      return inventory::run_command(database.store(), {id, "test", key, "", "manager"}, operation)
          .answer;
    } catch (const Refused& refused) {
      return std::string(wire_name(refused.refusal()));
    }
  }
  /// Six of them, each begun while another one holds the county; how many were refused so.
  std::int64_t refused_at_once(const Operation& operation, const std::string& refusal) {
    const auto holder = database.connect();
    holder->execute("START TRANSACTION");
    inventory::lock_county(*holder, id);
    std::vector<std::future<std::string>> answers;
    for (int number = 0; number < 6; ++number) {
      answers.push_back(std::async(std::launch::async, [&, number] {
        return does(refusal + std::to_string(number), operation);
      }));
    }
    while (!test::some_wait_for_a_row(database.session())) {
    }
    holder->execute("ROLLBACK");
    return std::count_if(answers.begin(), answers.end(),
                         [&](auto& answer) { return answer.get() == refusal; });
  }
};

inventory::CatalogueItem item() {
  inventory::CatalogueItem item;
  item.record.code = "I1";
  item.record.generic_name = "阿莫西林胶囊";
  item.record.base_unit = "粒";
  item.record.pack_size = pricing::Quantity(24);
  item.record.vat_rate = pricing::VatRate::parse("0.13");
  return item;
}

}  // namespace

TEST_CASE("of several who register the same item at once one does, and the others are told",
          "[catalogue][at_once]") {
  County county;
  CHECK(county.refused_at_once(
            [&](Connection& connection) {
              return register_item(connection, county.id, item(), day("2026-11-22"));
            },
            "item_already_registered") == 5);
  CHECK(county.database.figure("SELECT COUNT(*) FROM item_version") == 1);
}

TEST_CASE("of several who register the same accounting entity or policy at once one does",
          "[catalogue][at_once]") {
  County county;
  const inventory::Recording recording{county.id, "manager", {}, day("2026-11-22")};
  CHECK(county.refused_at_once(
            [&](Connection& connection) {
              return register_entity(connection, recording, {"E1", "青石镇卫生院"});
            },
            "entity_code_taken") == 5);
  const inventory::PolicySet set{"formulary", "河北", "1号", day("2026-01-01"), {}, "{}"};
  CHECK(county.refused_at_once(
            [&](Connection& connection) { return register_policy_set(connection, county.id, set); },
            "policy_set_not_allowed") == 5);
}
