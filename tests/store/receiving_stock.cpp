#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/purchase/receiving/return_goods.h"
#include "procurement/settlement/settle_trading_period.h"
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

std::int64_t newest_receipt(TradingCounty& county) {
  return county.database.figure("SELECT MAX(receipt_id) FROM receipt");
}

std::string create(TradingCounty& county, std::int64_t receipt_id, std::int64_t quantity,
                   const char* lot = "L1") {
  const std::string answer =
      county.does("user:manager", [&](Connection& connection, const Recording& recording) {
        return create_return(connection, recording,
                             {receipt_id, "召回", {{"A", lot, Quantity(quantity)}}});
      });
  if (answer.front() != '{') return answer;
  return county.database
      .rows("SELECT return_no FROM supplier_return ORDER BY return_id DESC LIMIT 1")
      .front();
}

std::string send(TradingCounty& county, const std::string& number, std::int64_t version = 1) {
  return county.does("user:checker", [&](Connection& connection, const Recording& recording) {
    return send_return(connection, recording, {number, version});
  });
}

std::string credit(TradingCounty& county, const std::string& number, std::int64_t note) {
  return county.does("user:finance", [&](Connection& connection, const Recording& recording) {
    return credit_return(connection, recording, {number, 2}, note);
  });
}

std::string settle(TradingCounty& county, bool close_open_orders = false) {
  return county.does("user:finance", [&](Connection& connection, const Recording& recording) {
    return settle_trading_period(connection, recording, {"2026-11", close_open_orders});
  });
}

std::string state(TradingCounty& county, const std::string& requisition_no) {
  return county.state_of(requisition_no);
}

}  // namespace

TEST_CASE("goods go back in parts, whose amounts and VAT sum to those of the receipt",
          "[receiving]") {
  TradingCounty county;
  county.takes_in(county.orders("H1", "A", 30), "A", "L1", 30, "N1");
  const std::int64_t receipt = newest_receipt(county);
  CHECK(refuses(create(county, 99, 1), "receipt_unknown"));
  CHECK(refuses(create(county, receipt, 31), "return_above_stock"));
  CHECK(refuses(create(county, receipt, 1, "L9"), "return_above_stock"));
  const Lines numbers{create(county, receipt, 7), create(county, receipt, 11),
                      create(county, receipt, 12), create(county, receipt, 1)};
  for (std::size_t index = 0; index < 3; ++index) {
    CHECK(send(county, numbers[index]).front() == '{');
    CHECK(county.broken() == std::vector<std::string>{});
  }
  CHECK(refuses(send(county, numbers[3]), "return_above_stock"));
  CHECK(refuses(send(county, numbers[0], 2), "return_step_not_allowed"));
  CHECK(refuses(send(county, numbers[0]), "record_has_changed"));
  CHECK(refuses(send(county, "RT-9"), "return_unknown"));
  CHECK(county.database.rows("SELECT SUM(amount), SUM(net_amount), SUM(vat_amount) FROM"
                             " supplier_return_line") ==
        county.database.rows("SELECT SUM(amount), SUM(net_amount), SUM(vat_amount) FROM"
                             " receipt_line"));
  CHECK(county.database.rows("SELECT balance FROM account_balance WHERE account = 'payables'") ==
        Lines{"0.00"});
  CHECK(county.database.rows("SELECT SUM(quantity) FROM stock_balance") == Lines{"0"});
  CHECK(settle(county).front() == '{');
  CHECK(county.database.rows("SELECT received_amount, net_amount, vat_amount FROM"
                             " supplier_statement") == Lines{"0.00|0.00|0.00"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("goods that were shipped on cannot go back", "[receiving]") {
  TradingCounty county;
  county.takes_in(county.orders("H1", "A", 30), "A", "L1", 30, "N1");
  const std::string number = create(county, newest_receipt(county), 30);
  county.dispatches();
  CHECK(refuses(send(county, number), "return_above_stock"));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a return is credited when the credit note takes back every line", "[receiving]") {
  TradingCounty county;
  county.takes_in(county.orders("H1", "A", 30), "A", "L1", 30, "N1");
  const std::string number = create(county, newest_receipt(county), 7);
  send(county, number);
  CHECK(refuses(credit(county, number, 1), "return_not_credited"));
  const auto credited = [&](const char* quantity) {
    county.database.session().execute(
        "REPLACE INTO receipt_return SELECT county_id, receipt_id,"
        " item_id, lot_id, 1, 1, " +
        std::string(quantity) + " FROM receipt_line");
  };
  credited("6");
  CHECK(refuses(credit(county, number, 1), "return_not_credited"));
  credited("7");
  CHECK(credit(county, number, 1).front() == '{');
  CHECK(county.database.rows("SELECT state, credit_note_id FROM supplier_return") ==
        Lines{"credited|1"});
}

TEST_CASE("a direct delivery ends at the facility, which owes it and what whole packs bring",
          "[receiving]") {
  TradingCounty county;
  county.opens_budget("COUNTY", "C1", 100'000);
  const std::string order = county.orders("H1", "B", 25);  // 9 packs: 27
  CHECK(county.takes_in(order, "B", "L1", 10, "N1").front() == '{');
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(county.takes_in(order, "B", "L1", 17, "N2").front() == '{');
  CHECK(county.database.rows("SELECT f.code, SUM(b.quantity) FROM stock_balance b JOIN facility f"
                             " ON f.facility_id = b.location_id WHERE b.quantity > 0"
                             " GROUP BY f.code") == Lines{"H1|27"});
  CHECK(county.database.rows("SELECT shipment_no, amount FROM shipment ORDER BY shipment_no") ==
        Lines{"SH-2026-11-H1-1|3.30", "SH-2026-11-H1-2|5.61"});
  CHECK(county.database.rows("SELECT quantity FROM allocation") == Lines{"25"});
  CHECK(county.database.rows("SELECT quantity FROM shipment_surplus") == Lines{"2"});
  CHECK(county.database.rows("SELECT state FROM requisition") == Lines{"fulfilled"});
  CHECK(county.budget("COUNTY") == "100000 0 833");  // 25 x 1.00 / 3
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(settle(county).front() == '{');
  CHECK(county.database.figure("SELECT COUNT(*) FROM shortage") == 0);
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("dispatch ships what there is, first asked first served, and budgets follow",
          "[receiving]") {
  TradingCounty county;
  county.opens_budget("COUNTY", "C1", 100'000);
  CHECK(refuses(county.dispatches(), "nothing_to_dispatch"));
  const std::string first = county.asks_and_is_judged("H1", {"A", Quantity(13), {}, ""});
  const std::string second = county.asks_and_is_judged("H1", {"A", Quantity(7), {}, ""});
  const std::string order = county.orders("V1", "A", 10);
  CHECK(county.budget("COUNTY") == "100000 600 0");
  county.takes_in(order, "A", "L1", 21, "N1");
  // 21 of 30: H1 gets 14 of 20, V1 7 of 10.
  CHECK(county.dispatches({county.id_of("H1")}).front() == '{');
  CHECK(county.database.rows("SELECT facility_id, quantity FROM allocation") ==
        Lines{std::to_string(county.id_of("H1")) + "|14"});
  CHECK(state(county, first) == "fulfilled");
  CHECK(state(county, second) == "consolidated");
  CHECK(county.budget("COUNTY") == "100000 320 280");
  CHECK(county.broken() == std::vector<std::string>{});
  county.takes_in(order, "A", "L2", 9, "N2");
  CHECK(county.dispatches().front() == '{');
  CHECK(state(county, second) == "fulfilled");
  CHECK(county.budget("COUNTY") == "100000 0 600");
  CHECK(county.database.rows("SELECT shipment_no FROM shipment ORDER BY shipment_no") ==
        Lines{"SH-2026-11-H1-1", "SH-2026-11-H1-2", "SH-2026-11-V1-1"});
  CHECK(county.database.rows("SELECT quantity FROM requisition_supply ORDER BY requisition_id,"
                             " shipment_id") == Lines{"13", "1", "6", "10"});
  CHECK(refuses(county.dispatches(), "nothing_to_dispatch"));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a trading period ends with its shortages, and not before its deliveries are inspected",
          "[receiving]") {
  TradingCounty county;
  county.opens_budget("COUNTY", "C1", 1'000'000);
  const std::string request = county.asks_and_is_judged("V2", {"E", Quantity(1), {}, ""});
  const std::string order = county.orders("H1", "A", 25);
  const std::string delivery = county.receives(order, {TradingCounty::row("A", "L1", 20)});
  CHECK(refuses(settle(county), "period_deliveries_open"));
  CHECK(refuses(settle(county, true), "period_deliveries_open"));
  county.inspects(delivery, {TradingCounty::accepts(1, 20)});
  CHECK(refuses(settle(county), "period_orders_open"));
  county.dispatches();
  CHECK(settle(county, true).front() == '{');
  CHECK(county.database.rows("SELECT state FROM procurement_cycle") == Lines{"closed"});
  CHECK(county.database.rows("SELECT state FROM purchase_order") == Lines{"closed_short"});
  CHECK(county.database.rows("SELECT requested, supplied, reason FROM shortage ORDER BY"
                             " requested") == Lines{"1|0|no_bid", "25|20|delivery_short"});
  CHECK(county.database.rows("SELECT quantity FROM allocation ORDER BY quantity") ==
        Lines{"0", "20"});
  CHECK(county.database.rows("SELECT DISTINCT state FROM requisition") == Lines{"fulfilled"});
  CHECK(county.budget("COUNTY") == "1000000 0 400");
  CHECK(county.database.rows("SELECT received_amount FROM supplier_statement") == Lines{"2.74"});
  CHECK(county.database.rows("SELECT shipped_amount FROM member_statement") == Lines{"2.74"});
  CHECK(refuses(settle(county), "period_not_open"));
  CHECK(refuses(county.dispatches(), "period_not_open"));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("no inspection after the period is settled", "[receiving]") {
  TradingCounty county;
  const std::string order = county.orders("H1", "A", 25);
  const std::string delivery = county.receives(order, {TradingCounty::row("A", "L1", 20)});
  county.database.session().execute("UPDATE procurement_cycle SET state = 'closed'");
  CHECK(refuses(county.inspects(delivery, {TradingCounty::accepts(1, 20)}), "period_not_open"));
}
