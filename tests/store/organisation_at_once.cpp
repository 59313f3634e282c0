#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "inventory/database/migrations.h"
#include "procurement/catalogue/organisation/join_facility.h"
#include "procurement/catalogue/organisation/leave_facility.h"
#include "procurement/catalogue/organisation/plan_route.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/catalogue/suppliers/change_supplier.h"
#include "procurement/catalogue/suppliers/read_suppliers.h"
#include "procurement/catalogue/suppliers/register_supplier.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "sql/embedded_files.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using inventory::Weekday;
using test::day;
using test::refuses;

namespace {

using enum inventory::FacilityKind;
using Lines = std::vector<std::string>;
constexpr std::int64_t county = test::organisation_county;

struct County : test::OrganisationActor {
  County() {
    register_master_data(database.session(), county, day("2026-01-01"),
                         {{"C1", "中心", centre, ""},
                          {"T1", "东镇", township, "C1"},
                          {"V1", "李家村", village, "T1"}},
                         {{"S1", "国药", "LN-1", day("2026-12-31"), {}, {}}}, {});
  }
  /// What both answered, refusals last.
  Lines at_once(const Operation& first, const Operation& second) {
    auto other = std::async(std::launch::async, [&] { return does(second); });
    Lines answers{does(first), other.get()};
    std::stable_partition(answers.begin(), answers.end(),
                          [](const std::string& answer) { return answer.front() == '{'; });
    return answers;
  }
};

/// A database as the program left it before it knew the organisation.
void migrate_up_to(Connection& connection, int last) {
  connection.execute(
      "CREATE TABLE schema_migration (version INT NOT NULL, path VARCHAR(120) NOT NULL,"
      " applied_at DATETIME(6) NOT NULL, PRIMARY KEY (version)) ENGINE = InnoDB"
      " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  for (const EmbeddedFile& file : embedded_files_in("sql/migrations/")) {
    const std::string path(file.path);
    const int number = std::stoi(path.substr(path.rfind('/') + 1));
    if (number > last) continue;
    for (const auto& statement : inventory::split_statements(file.content)) {
      connection.execute(statement);
    }
    connection.execute("INSERT INTO schema_migration VALUES (" + std::to_string(number) + ", '" +
                       path + "', UTC_TIMESTAMP(6))");
  }
}

}  // namespace

TEST_CASE("of two who register the same supplier at once one is refused", "[organisation]") {
  County county_;
  for (int round = 0; round < 5; ++round) {
    const std::string code = "S9" + std::to_string(round);
    const auto registers = [&](Connection& connection, const Recording& by) {
      return register_supplier(connection, by,
                               {{code, "华东", "", {}, {}, {}}, day("2026-01-01"), ""});
    };
    const Lines answers = county_.at_once(registers, registers);
    CHECK(answers[0].front() == '{');
    CHECK(refuses(answers[1], "supplier_code_taken"));
  }
  CHECK(county_.is_sound());
}

TEST_CASE("of two who change the same supplier at once one is refused", "[organisation]") {
  County county_;
  for (int round = 0; round < 5; ++round) {
    const auto changes = [&](const std::string& name) {
      return [name, round](Connection& connection, const Recording& by) {
        return change_supplier(connection, by,
                               {{"S1", name + std::to_string(round), "", {}, {}, {}},
                                round + 1,
                                day("2026-02-01"),
                                ""});
      };
    };
    const Lines answers = county_.at_once(changes("甲"), changes("乙"));
    CHECK(answers[0].front() == '{');
    CHECK(refuses(answers[1], "record_has_changed"));
  }
  CHECK(county_.is_sound());
}

TEST_CASE("of two routes that name one facility at once one is refused", "[organisation]") {
  County county_;
  for (int round = 0; round < 5; ++round) {
    const auto weekday = static_cast<Weekday>(round + 1);
    const auto plans = [&](const std::string& code) {
      return [code, weekday](Connection& connection, const Recording& by) {
        return plan_route(connection, by,
                          {code, "线", "T1", {weekday}, {"V1"}, 0, day("2026-02-01"), ""});
      };
    };
    const Lines answers =
        county_.at_once(plans("A" + std::to_string(round)), plans("B" + std::to_string(round)));
    CHECK(answers[0].front() == '{');
    CHECK(refuses(answers[1], "facility_on_two_routes"));
  }
  CHECK(county_.is_sound());
}

TEST_CASE("nobody joins under a facility that leaves at the same moment", "[organisation]") {
  County county_;
  for (int round = 0; round < 5; ++round) {
    const std::string township_code = "T9" + std::to_string(round);
    const std::string village_code = "V9" + std::to_string(round);
    county_.does([&](Connection& connection, const Recording& by) {
      return join_facility(connection, by,
                           {{township_code, "镇", township, "C1"}, day("2026-02-01"), ""});
    });
    const Lines answers = county_.at_once(
        [&](Connection& connection, const Recording& by) {
          return leave_facility(connection, by, {township_code, day("2026-05-01"), "撤并", ""});
        },
        [&](Connection& connection, const Recording& by) {
          return join_facility(
              connection, by,
              {{village_code, "村", village, township_code}, day("2026-05-01"), ""});
        });
    CHECK(answers[0].front() == '{');
    CHECK(
        (refuses(answers[1], "children_would_stay") || refuses(answers[1], "facility_not_member")));
  }
  CHECK(county_.is_sound());
}

TEST_CASE("a database from before migrates with its suppliers and their licence",
          "[organisation]") {
  test::EmptyDatabase database;
  const auto session = database.connect();
  migrate_up_to(*session, 4);
  session->execute(
      "INSERT INTO supplier VALUES (1, 7, 'S1', 1, '国药', 'LN-1', '2026-12-31',"
      " NULL, 12.50)");
  session->execute(
      "INSERT INTO supplier_version VALUES (1, 7, 1, '2026-01-01', '国药', 'LN-1',"
      " '2026-12-31', NULL, 12.50)");
  session->execute("INSERT INTO facility VALUES (1, 8, 'C1', 1, '中心', 'centre', NULL)");
  session->execute(
      "INSERT INTO facility_version VALUES (1, 8, 1, '2026-01-01', '中心', 'centre', NULL)");
  const auto store = inventory::Store::open_address(database.address());
  const auto expiring = licences_expiring(*session, county, day("2026-12-01"), 30);
  REQUIRE(expiring.size() == 1);
  CHECK(expiring[0].licence.supplier_code == "S1");
  CHECK(expiring[0].standing.days_left == 30);
  CHECK_THROWS_AS(require_supplier_may_be_ordered_from(*session, county, "S1", day("2027-01-01")),
                  Refused);
  CHECK(list_suppliers(*session, county, {day("2026-12-01"), "", "", 10})
            .lines.at(0)
            .supplier.stored.record.minimum_order_amount == pricing::Money::fen(1250));
  CHECK(test::broken_invariants(*session).empty());
}
