#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>

#include "procurement/catalogue/releases/decide_mappings.h"
#include "procurement/catalogue/releases/diff_releases.h"
#include "procurement/catalogue/releases/propose_mappings.h"
#include "procurement/catalogue/releases/take_in_release.h"
#include "tests/store/releases_support.h"

using namespace wutong;
using inventory::Connection;
using inventory::ReleaseSource;
using test::drug_release;
using test::ReleaseDesk;

namespace {

/// Every tenth row is one that the desk's county can place; every thousandth has a wrong code.
inventory::Release many(const std::string& batch, int rows, int changed_every) {
  auto release = drug_release(batch);
  for (int row = 1; row <= rows; ++row) {
    const bool is_known = row % 10 == 0;
    release.rows.push_back({fmt::format("XJ01CAA040A00101{:07}", row % 1000 == 0 ? -row : row),
                            "阿莫西林胶囊", "胶囊剂", is_known ? "0.25g" : "9g",
                            row % changed_every == 0 ? "36" : "24", "粒", "国药准字H20199001"});
  }
  return release;
}

/// Says how long a step took, for whoever reads; nothing depends on it.
std::int64_t statements_of(Connection& connection, const char* step,
                           const std::function<void()>& work) {
  const auto before = connection.counts().statements;
  const auto begun = std::chrono::steady_clock::now();
  work();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun);
  std::cout << step << ": " << took.count() << " ms\n";
  return connection.counts().statements - before;
}

}  // namespace

TEST_CASE("a release of a hundred thousand rows is taken in, compared and mapped as a set",
          "[releases][many]") {
  constexpr int rows = 100'000;
  constexpr std::int64_t few = 400;
  ReleaseDesk desk;
  Connection& session = desk.database.session();
  const auto today = inventory::parse_date("2026-11-20").value();
  const auto older = many("old", rows, 7);
  const auto newer = many("new", rows, 11);
  const auto take_in = [&](const inventory::Release& release) {
    inventory::Transaction transaction(session);
    procurement::take_in_release(session, ReleaseDesk::county, release, today);
    transaction.commit();
  };
  CHECK(statements_of(session, "take in", [&] { take_in(older); }) < few);
  take_in(newer);
  const auto old_release = desk.release(ReleaseSource::national_drug_code, "old");
  const auto new_release = desk.release(ReleaseSource::national_drug_code, "new");
  procurement::ReleaseDifference difference;
  CHECK(statements_of(session, "diff", [&] {
          difference = procurement::diff_releases(session, ReleaseDesk::county,
                                                  {old_release.release_id, new_release.release_id});
        }) < few);
  // Of 7 and 11 exactly one divides the row.
  CHECK(difference.changes.size() == rows / 7 + rows / 11 - 2 * (rows / 77));
  CHECK(difference.unchanged + static_cast<std::int64_t>(difference.changes.size()) == rows);
  CHECK(statements_of(session, "propose", [&] {
          inventory::Transaction transaction(session);
          procurement::propose_mappings(session, new_release);
          transaction.commit();
        }) < few);
  CHECK(desk.rows("SELECT state, COUNT(*) FROM release_mapping GROUP BY state ORDER BY state") ==
        std::vector<std::string>{"proposed|9900", "unmapped|90000"});
  std::vector<procurement::RowDecision> decisions;
  for (int row = 10; row <= rows; row += 10) {
    if (row % 1000 != 0) decisions.push_back({row, row % 11 == 0 ? "I2" : "I1", ""});
  }
  CHECK(statements_of(session, "decide", [&] {
          inventory::Transaction transaction(session);
          procurement::decide_mappings(session, new_release, {decisions, "药师甲", today});
          transaction.commit();
        }) < few);
  CHECK(desk.rows("SELECT COUNT(*) FROM release_mapping m JOIN item i ON i.item_id = m.item_id"
                  " WHERE m.state = 'confirmed' AND i.code = 'I2'") ==
        std::vector<std::string>{"900"});
  CHECK(desk.broken().empty());
}
