#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "inventory/run_command.h"
#include "procurement/purchase/receiving/settle_nonconformance.h"
#include "tests/store/receiving_support.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using test::refuses;
using test::TradingCounty;

namespace {

using Lines = std::vector<std::string>;

InspectedLine accepts(std::int64_t line, std::int64_t accepted, std::int64_t rejected = 0,
                      const char* reason = "") {
  return TradingCounty::accepts(line, accepted, rejected, reason);
}

DeliveredRow row(const char* item, const char* lot, std::int64_t quantity,
                 const char* expires_on = "2028-01-01") {
  return TradingCounty::row(item, lot, quantity, expires_on);
}

std::string announce(TradingCounty& county, const std::string& order_no, std::int64_t quantity,
                     const std::string& number = "ASN-1") {
  return county.does("user:supplier", [&](Connection& connection, const Recording& recording) {
    return announce_notice(connection, recording,
                           {number,
                            order_no,
                            "顺丰",
                            test::day("2026-11-25"),
                            {{"A", "L1", {}, test::day("2028-01-01"), Quantity(quantity), {}}}});
  });
}

std::int64_t notice_id(TradingCounty& county, const std::string& number = "ASN-1") {
  return county.database.figure("SELECT notice_id FROM shipping_notice WHERE notice_no = '" +
                                number + "'");
}

std::string state_of_order(TradingCounty& county, const std::string& order_no) {
  return county.database
      .rows("SELECT state FROM purchase_order WHERE order_no = '" + order_no + "'")
      .front();
}

Lines deviations(TradingCounty& county) {
  return county.database.rows(
      "SELECT line_no, reason, quantity, state FROM nonconformance ORDER BY nonconformance_no");
}

}  // namespace

TEST_CASE("three partial deliveries sum to the amount of one, and the order follows",
          "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  CHECK(county.takes_in(order, "A", "L1", 3, "N1").front() == '{');
  CHECK(state_of_order(county, order) == "partly_received");
  CHECK(county.takes_in(order, "A", "L2", 14, "N2").front() == '{');
  CHECK(county.takes_in(order, "A", "L3", 13, "N3").front() == '{');
  CHECK(state_of_order(county, order) == "received");
  // 3 -> 0.411, 17 -> 2.329, 30 -> 4.11: each receipt is what the total grows by.
  CHECK(county.database.rows("SELECT amount FROM receipt ORDER BY receipt_id") ==
        Lines{"0.41", "1.92", "1.78"});
  CHECK(county.database.rows("SELECT accepted_quantity, received_amount, amount FROM"
                             " purchase_order_line") == Lines{"30|4.11|4.11"});
  CHECK(county.database.rows("SELECT version, action FROM purchase_order_step ORDER BY version") ==
        Lines{"1|create", "2|approve", "3|place", "4|receive_part", "5|receive_part",
              "6|receive_all"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("nothing is stock before it is inspected, and then it is closed at once", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  const std::string delivery = county.receives(order, {row("A", "L1", 30)});
  CHECK(delivery == "DL-" + order + "-1");
  CHECK(county.database.figure("SELECT COUNT(*) FROM stock_movement") == 0);
  CHECK(county.database.figure("SELECT COUNT(*) FROM receipt") == 0);
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(county.inspects(delivery, {accepts(1, 30)}).front() == '{');
  CHECK(county.database.rows("SELECT quantity FROM stock_balance") == Lines{"30"});
  CHECK(county.database.rows("SELECT state, version FROM delivery") == Lines{"closed|2"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("receiver and inspector are two persons", "[receiving]") {
  TradingCounty county;
  const std::string delivery = county.receives(county.orders("H1", "A", 30), {row("A", "L1", 30)});
  CHECK(refuses(county.inspects(delivery, {accepts(1, 30)}, "user:receiver"),
                "same_person_for_two_duties"));
  CHECK(county.database.figure("SELECT COUNT(*) FROM receipt") == 0);
}

TEST_CASE("an inspection judges every line, whole, with a reason for what it rejects",
          "[receiving]") {
  TradingCounty county;
  const std::string delivery =
      county.receives(county.orders("H1", "A", 30), {row("A", "L1", 20), row("A", "L2", 10)});
  const auto inspect = [&](const std::vector<InspectedLine>& lines) {
    return county.inspects(delivery, lines);
  };
  CHECK(refuses(inspect({accepts(1, 20)}), "inspection_incomplete"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(2, 9)}), "inspection_incomplete"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(2, 10, 1, "damaged")}),
                "inspection_above_delivered"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(2, 9, 1)}), "inspection_reason_needed"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(2, 9, 1, "under_delivered")}),
                "inspection_reason_needed"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(3, 10)}), "delivery_line_unknown"));
  CHECK(refuses(inspect({accepts(1, 20), accepts(1, 20)}), "delivery_line_unknown"));
  CHECK(refuses(county.inspects("DL-9", {}), "delivery_unknown"));
  CHECK(inspect({accepts(1, 20), accepts(2, 9, 1, "damaged")}).front() == '{');
  CHECK(refuses(inspect({accepts(1, 20), accepts(2, 10)}), "record_has_changed"));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what contract rule 5 refuses cannot be accepted, and opens a deviation", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  const auto one = [&](const DeliveredRow& delivered, const std::string& note) {
    return county.receives(order, {delivered}, note);
  };
  const std::string expired = one(row("A", "L1", 5, "2026-11-21"), "N1");
  const std::string short_dated = one(row("A", "L2", 5, "2026-12-21"), "N2");
  const std::string over = one(row("A", "L3", 31), "N3");
  const std::string wrong = one(row("E", "L4", 2), "N4");
  CHECK(refuses(county.inspects(expired, {accepts(1, 5)}), "inspection_accepts_unfit"));
  CHECK(county.inspects(expired, {accepts(1, 0, 5, "expired")}).front() == '{');
  CHECK(refuses(county.inspects(short_dated, {accepts(1, 1, 4, "damaged")}),
                "inspection_accepts_unfit"));
  CHECK(county.inspects(short_dated, {accepts(1, 0, 5, "short_dated")}).front() == '{');
  CHECK(refuses(county.inspects(over, {accepts(1, 31)}), "inspection_accepts_unfit"));
  CHECK(county.inspects(over, {accepts(1, 30, 1, "over_delivered")}).front() == '{');
  CHECK(refuses(county.inspects(wrong, {accepts(1, 2)}), "inspection_accepts_unfit"));
  CHECK(county.inspects(wrong, {accepts(1, 0, 2, "wrong_item")}).front() == '{');
  CHECK(deviations(county) == Lines{"1|expired|5|open", "1|short_dated|5|open",
                                    "1|over_delivered|1|open", "1|wrong_item|2|open"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("cold goods need their temperatures, and an excursion is not accepted", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "B", 30);
  DeliveredRow cold = row("B", "L1", 30);
  cold.warmest_tenths.reset();
  CHECK(refuses(county.receives(order, {cold}), "temperature_reading_missing"));
  cold.warmest_tenths = 81;
  const std::string delivery = county.receives(order, {cold});
  CHECK(refuses(county.inspects(delivery, {accepts(1, 30)}), "inspection_accepts_unfit"));
  CHECK(county.inspects(delivery, {accepts(1, 0, 30, "temperature")}).front() == '{');
  CHECK(state_of_order(county, order) == "placed");
  CHECK(county.database.figure("SELECT COUNT(*) FROM receipt") == 0);
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a retried inspection is one inspection", "[receiving]") {
  TradingCounty county;
  const std::string delivery = county.receives(county.orders("H1", "A", 30), {row("A", "L1", 30)});
  const Recording recording{TradingCounty::county, "user:inspector",
                            test::day("2026-11-22") + std::chrono::hours(9),
                            test::day("2026-11-22")};
  const auto inspect = [&] {
    return inventory::run_command(
        county.database.store(),
        {TradingCounty::county, "inspect_delivery", "double click", "", "user:inspector"},
        [&](Connection& connection) {
          return inspect_delivery(connection, recording, {{delivery, 1}, {accepts(1, 30)}});
        });
  };
  const auto first = inspect();
  const auto second = inspect();
  CHECK(second.replayed);
  CHECK(second.answer == first.answer);
  CHECK(county.database.figure("SELECT COUNT(*) FROM receipt") == 1);
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("of two inspectors at once one inspects, the other is told so", "[receiving]") {
  TradingCounty county;
  const std::string delivery = county.receives(county.orders("H1", "A", 30), {row("A", "L1", 30)});
  Lines answers(2);
  std::vector<std::thread> inspectors;
  for (std::size_t index = 0; index < answers.size(); ++index) {
    inspectors.emplace_back([&, index] {
      answers[index] = county.inspects(delivery, {accepts(1, 30)}, "user:" + std::to_string(index));
    });
  }
  for (std::thread& one : inspectors) one.join();
  const bool first_won = answers[0].front() == '{';
  CHECK((answers[1].front() == '{') != first_won);
  CHECK(refuses(answers[first_won ? 1 : 0], "record_has_changed"));
  CHECK(county.database.rows("SELECT quantity FROM stock_balance") == Lines{"30"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a notice announces no more than is open, arrives once, and shows what is missing",
          "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  CHECK(refuses(announce(county, order, 31), "notice_above_open"));
  CHECK(refuses(announce(county, "PO-9", 1), "order_unknown"));
  CHECK(announce(county, order, 20).front() == '{');
  CHECK(refuses(announce(county, order, 1), "notice_number_taken"));
  CHECK(refuses(announce(county, order, 11, "ASN-2"), "notice_above_open"));
  CHECK(announce(county, order, 10, "ASN-2").front() == '{');
  const auto withdraw = [&](std::int64_t version) {
    return county.does("user:supplier", [&](Connection& connection, const Recording& recording) {
      return withdraw_notice(connection, recording, {notice_id(county, "ASN-2"), version});
    });
  };
  CHECK(refuses(withdraw(2), "record_has_changed"));
  CHECK(withdraw(1).front() == '{');
  CHECK(refuses(withdraw(2), "notice_step_not_allowed"));
  CHECK(refuses(county.receives(order, {row("A", "L1", 1)}, "N0", notice_id(county, "ASN-2")),
                "notice_step_not_allowed"));
  const std::string delivery =
      county.receives(order, {row("A", "L1", 15)}, "N1", notice_id(county));
  CHECK(refuses(county.receives(order, {row("A", "L1", 5)}, "N2", notice_id(county)),
                "notice_step_not_allowed"));
  CHECK(county.inspects(delivery, {accepts(1, 15)}).front() == '{');
  CHECK(deviations(county) == Lines{"0|under_delivered|5|open"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a delivery note is taken once, and only for an order that was placed", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  CHECK(county.receives(order, {row("A", "L1", 5)}).front() == 'D');
  CHECK(refuses(county.receives(order, {row("A", "L1", 5)}), "delivery_note_taken"));
  CHECK(refuses(county.receives(order, {}, "N2"), "delivery_lines_missing"));
  CHECK(refuses(county.receives(order, {row("X", "L1", 5)}, "N2"), "item_unknown"));
  CHECK(refuses(county.receives("PO-9", {row("A", "L1", 5)}, "N2"), "order_unknown"));
  for (const char* state : {"drafted", "approved", "declined", "cancelled", "closed_short"}) {
    county.database.session().execute(std::string("UPDATE purchase_order SET state = '") + state +
                                      "'");
    CHECK(refuses(county.receives(order, {row("A", "L1", 5)}, "N2"), "order_step_not_allowed"));
  }
  for (const char* state : {"placed", "confirmed", "partly_received", "received"}) {
    county.database.session().execute(std::string("UPDATE purchase_order SET state = '") + state +
                                      "'");
    CHECK(county.receives(order, {row("A", "L1", 5)}, state).front() == 'D');
  }
}

TEST_CASE("a trace code comes once, and with the item that its product is", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 30);
  const auto coded = [&](const char* item, const std::vector<std::string>& codes,
                         const std::string& note) {
    DeliveredRow one = row(item, "L1", 1);
    one.trace_codes = codes;
    return county.receives(order, {one}, note);
  };
  CHECK(refuses(coded("A", {"8123456"}, "N1"), "trace_code_malformed"));
  CHECK(refuses(coded("A", {"81234567890123456789", "81234567890123456789"}, "N1"),
                "trace_code_repeated"));
  CHECK(coded("A", {"81234567890123456789"}, "N1").front() == 'D');
  CHECK(refuses(coded("A", {"81234567890123456789"}, "N2"), "trace_code_repeated"));
  CHECK(refuses(coded("E", {"81234567890123456780"}, "N2"), "trace_code_of_another_item"));
  CHECK(coded("A", {"81234567890123456780"}, "N2").front() == 'D');
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a deviation is resolved, closed by somebody else, and closes its delivery",
          "[receiving]") {
  TradingCounty county;
  const std::string delivery =
      county.receives(county.orders("H1", "A", 30), {row("A", "L1", 20), row("A", "L2", 10)});
  county.inspects(delivery, {accepts(1, 19, 1, "damaged"), accepts(2, 8, 2, "quality")});
  const auto number = [&](int n) { return "NC-" + delivery + "-" + std::to_string(n); };
  const auto resolve = [&](int n, std::int64_t version, const char* way, const char* note) {
    return county.does("user:inspector", [&](Connection& connection, const Recording& recording) {
      return resolve_nonconformance(connection, recording, {{number(n), version}, way, note});
    });
  };
  const auto close = [&](int n, std::int64_t version, const char* actor) {
    return county.does(actor, [&](Connection& connection, const Recording& recording) {
      return close_nonconformance(connection, recording, {number(n), version});
    });
  };
  CHECK(refuses(resolve(9, 1, "returned", "x"), "nonconformance_unknown"));
  CHECK(refuses(close(1, 1, "user:b"), "nonconformance_step_not_allowed"));
  CHECK(refuses(resolve(1, 1, "forgotten", "x"), "field_missing"));
  CHECK(refuses(resolve(1, 1, "returned", ""), "field_missing"));
  CHECK(refuses(resolve(1, 2, "returned", "x"), "record_has_changed"));
  CHECK(resolve(1, 1, "returned", "当场退回").front() == '{');
  CHECK(refuses(resolve(1, 2, "replaced", "x"), "nonconformance_step_not_allowed"));
  CHECK(refuses(close(1, 2, "user:inspector"), "same_person_for_two_duties"));
  CHECK(close(1, 2, "user:b").front() == '{');
  CHECK(refuses(close(1, 3, "user:b"), "nonconformance_step_not_allowed"));
  CHECK(county.database.rows("SELECT state FROM delivery") == Lines{"inspected"});
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(resolve(2, 1, "accepted_by_authority", "降级使用").front() == '{');
  CHECK(close(2, 2, "user:b").front() == '{');
  CHECK(county.database.rows("SELECT state FROM delivery") == Lines{"closed"});
  CHECK(county.broken() == std::vector<std::string>{});
}
