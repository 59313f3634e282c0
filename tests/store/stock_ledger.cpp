#include "inventory/ledgers/stock_ledger.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/database/error.h"
#include "inventory/run_command.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Connection;
using inventory::DatabaseError;
using inventory::location_before_first_cycle;
using inventory::location_suppliers;
using inventory::StockInsufficient;
using inventory::StockMovement;
using inventory::Transaction;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t county = 1;
constexpr std::int64_t centre = 10;
constexpr std::int64_t hospital = 11;
constexpr std::int64_t township = 12;
constexpr std::int64_t lot_a = 501;
constexpr std::int64_t lot_b = 502;

/// The stock of one county.
struct Stock {
  test::TestDatabase database;

  void post(const std::vector<StockMovement>& movements) {
    Transaction transaction(database.session());
    inventory::post_movements(database.session(), county, movements);
    transaction.commit();
  }
  /// What the suppliers bring to the centre.
  void arrives(std::int64_t document, std::int64_t lot, std::int64_t units) {
    post({{document, lot, location_suppliers, centre, units}});
  }
  /// "location lot quantity" of every balance.
  Lines balances() {
    return database.rows(
        "SELECT CONCAT(location_id, ' ', lot_id, ' ', quantity) FROM stock_balance"
        " ORDER BY location_id, lot_id");
  }
  std::int64_t movements() { return database.figure("SELECT COUNT(*) FROM stock_movement"); }
  /// The balances are what the movements make them.
  bool is_proved() {
    for (const auto& result : inventory::check_invariants(database.session(), county)) {
      if (result.name.starts_with("stock_") && !result.holds()) return false;
    }
    return true;
  }
};

}  // namespace

TEST_CASE("goods that arrive and leave change the balances that the movements prove",
          "[stock_ledger]") {
  Stock stock;
  stock.post({{1, lot_a, location_before_first_cycle, centre, 100},
              {1, lot_a, location_before_first_cycle, hospital, 7}});
  stock.arrives(2, lot_b, 50);
  CHECK(stock.balances() == Lines{"10 501 100", "10 502 50", "11 501 7"});
  stock.post({{3, lot_a, centre, hospital, 30},
              {3, lot_b, centre, hospital, 50},
              {4, lot_a, centre, township, 20}});
  CHECK(stock.balances() == Lines{"10 501 50", "10 502 0", "11 501 37", "11 502 50", "12 501 20"});
  CHECK(stock.movements() == 6);
  CHECK(stock.is_proved());
}

TEST_CASE("goods may pass through a place in one posting", "[stock_ledger]") {
  Stock stock;
  stock.post({{1, lot_a, location_suppliers, centre, 30}, {2, lot_a, centre, hospital, 30}});
  CHECK(stock.balances() == Lines{"11 501 30"});
  CHECK(stock.movements() == 2);
  CHECK(stock.is_proved());
}

TEST_CASE("the last unit may leave, and not one more", "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 5);
  CHECK_THROWS_AS(stock.post({{2, lot_a, centre, hospital, 6}}), StockInsufficient);
  CHECK_NOTHROW(stock.post({{2, lot_a, centre, hospital, 5}}));
  CHECK(stock.balances() == Lines{"10 501 0", "11 501 5"});
}

TEST_CASE("too little stock is refused with the place, the lot and the figures", "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 100);
  stock.arrives(2, lot_b, 5);
  try {
    stock.post({{3, lot_b, centre, hospital, 4}, {4, lot_b, centre, township, 3}});
    FAIL("it was posted");
  } catch (const StockInsufficient& refused) {
    CHECK(refused.location_id == centre);
    CHECK(refused.lot_id == lot_b);
    CHECK(refused.available == 5);
    CHECK(refused.wanted == 7);
  }
  try {
    stock.post({{3, lot_a, hospital, township, 1}});
    FAIL("it was posted");
  } catch (const StockInsufficient& refused) {
    CHECK(refused.location_id == hospital);
    CHECK(refused.available == 0);
    CHECK(refused.wanted == 1);
  }
}

TEST_CASE("a posting that is refused for one lot has written nothing of the others",
          "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 100);
  Transaction transaction(stock.database.session());
  CHECK_THROWS_AS(inventory::post_movements(
                      stock.database.session(), county,
                      {{2, lot_a, centre, hospital, 10}, {2, lot_b, centre, hospital, 1}}),
                  StockInsufficient);
  transaction.commit();  // whatever was written before the refusal would stay
  CHECK(stock.balances() == Lines{"10 501 100"});
  CHECK(stock.movements() == 1);
}

TEST_CASE("a document moves a lot between two places once", "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 100);
  try {
    stock.arrives(1, lot_a, 100);
    FAIL("it was posted twice");
  } catch (const DatabaseError& error) {
    CHECK(error.is_duplicate());
  }
  CHECK_THROWS_AS(stock.post({{2, lot_a, centre, hospital, 1}, {2, lot_a, centre, hospital, 1}}),
                  DatabaseError);
  CHECK(stock.balances() == Lines{"10 501 100"});
  CHECK(stock.is_proved());
}

TEST_CASE("a movement of nothing, or of less, is refused", "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 10);
  CHECK_THROWS_AS(stock.post({{2, lot_a, centre, hospital, 0}}), DatabaseError);
  CHECK_THROWS(stock.post({{2, lot_a, centre, hospital, -3}}));
  CHECK_THROWS(stock.post({{2, lot_a, location_suppliers, centre, -3}}));
  CHECK(stock.balances() == Lines{"10 501 10"});
}

TEST_CASE("counties do not see each other's stock", "[stock_ledger]") {
  Stock stock;
  stock.arrives(1, lot_a, 10);
  Transaction transaction(stock.database.session());
  CHECK_THROWS_AS(inventory::post_movements(stock.database.session(), county + 1,
                                            {{2, lot_a, centre, hospital, 1}}),
                  StockInsufficient);
}

TEST_CASE("a posting of no movements is none", "[stock_ledger]") {
  Stock stock;
  CHECK_NOTHROW(stock.post({}));
  CHECK(stock.movements() == 0);
}

TEST_CASE("many lots are posted in a few statements", "[stock_ledger]") {
  Stock stock;
  constexpr std::int64_t lots = 12'000;
  std::vector<StockMovement> in, out;
  for (std::int64_t lot = 1; lot <= lots; ++lot) {
    in.push_back({1, lot, location_suppliers, centre, lot});
    out.push_back({2, lot, centre, hospital, lot - lot % 2});
  }
  std::erase_if(out, [](const StockMovement& movement) { return movement.quantity == 0; });
  stock.post(in);
  const auto before = stock.database.session().counts().statements;
  stock.post(out);
  CHECK(stock.database.session().counts().statements - before < 20);
  CHECK(stock.database.figure("SELECT SUM(quantity) FROM stock_balance") == lots * (lots + 1) / 2);
  CHECK(stock.database.figure("SELECT SUM(quantity) FROM stock_balance WHERE location_id = 10") ==
        lots / 2);
  CHECK(stock.is_proved());
}

TEST_CASE("two who take five of five at once: one has them, and never less than nothing is left",
          "[stock_ledger]") {
  Stock stock;
  constexpr int rounds = 10;
  for (std::int64_t round = 0; round < rounds; ++round) {
    const std::int64_t lot = 900 + round;
    stock.arrives(100 + round, lot, 5);
    std::vector<std::string> outcomes(2);
    const auto take = [&](std::size_t taker, std::int64_t facility) {
      const std::string key = std::to_string(round) + "/" + std::to_string(taker);
      try {
        inventory::run_command(
            stock.database.store(), {county, "take", key, inventory::content_hash(key), "tester"},
            [&](Connection& connection) -> std::string {
              inventory::post_movements(connection, county,
                                        {{200 + 2 * round + facility, lot, centre, facility, 5}});
              return "{}";
            });
        outcomes[taker] = "taken";
      } catch (const StockInsufficient& refused) {
        outcomes[taker] = "only " + std::to_string(refused.available);
      }
    };
    {
      const std::jthread first([&] { take(0, hospital); });
      const std::jthread second([&] { take(1, township); });
    }
    std::sort(outcomes.begin(), outcomes.end());
    CHECK(outcomes == std::vector<std::string>{"only 0", "taken"});
  }
  CHECK(stock.database.figure("SELECT MIN(quantity) FROM stock_balance") == 0);
  CHECK(stock.database.figure("SELECT SUM(quantity) FROM stock_balance") == 5 * rounds);
  CHECK(stock.is_proved());
}
