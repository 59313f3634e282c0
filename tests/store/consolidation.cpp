#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "procurement/distribution/dispatch_to_members.h"
#include "procurement/distribution/record_opening_stock.h"
#include "procurement/purchase/orders/change_order.h"
#include "tests/support/consolidation_county.h"
#include "tests/support/order_steps.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using test::ConsolidationCounty;
using test::day;
using test::refuses;
using test::step_order;

namespace {

using Lines = std::vector<std::string>;

ConsolidationInput everything() {
  ConsolidationInput input;
  input.all = true;
  return input;
}
ConsolidationInput just(const std::vector<std::string>& numbers) {
  ConsolidationInput input;
  input.requisitions = numbers;
  return input;
}

std::string records_stock(ConsolidationCounty& county, std::int64_t quantity, const char* expires) {
  return county.does("user:manager", [&](Connection& connection, const Recording& recording) {
    const auto cycle = inventory::load_cycles(connection, recording.county_id).back();
    return record_opening_stock_of_period(
        connection, {recording.county_id, cycle.cycle_id}, {{"C1"}, {}, {"A"}},
        {{1, 0, 0, "L1", day(expires), Quantity(quantity), pricing::UnitPrice::parse("1.50")}});
  });
}

}  // namespace

TEST_CASE("one period is open at a time, and none goes back", "[consolidation][period]") {
  ConsolidationCounty county;
  CHECK(refuses(county.opens("2026-12"), "period_still_open"));
  CHECK(refuses(county.opens("2026-11"), "period_still_open"));
  county.database.session().execute("UPDATE procurement_cycle SET state = 'closed'");
  CHECK(refuses(county.opens("2026-11"), "period_already_settled"));
  CHECK(refuses(county.opens("2026-10"), "later_period_settled"));
  CHECK(refuses(county.consolidates(everything()), "period_not_open"));
  CHECK(county.opens("2026-12").front() == '{');
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("opening stock is taken over while nothing has moved", "[consolidation][period]") {
  ConsolidationCounty county;
  CHECK(records_stock(county, 95, "2026-12-22") == R"({"rows":1,"value_fen":1425})");
  CHECK(refuses(records_stock(county, 5, "2027-12-22"), "opening_stock_too_late"));
  CHECK(county.broken() == std::vector<std::string>{});
  // It expires thirty days from today, which is just enough.
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(100), {}, ""});
  CHECK(county.preview(everything()).content.items.at(0).usable_stock.units() == 95);
  CHECK(county.preview(everything()).content.items.at(0).net_need.units() == 5);
}

TEST_CASE("requisitions become orders, and undone they are as before", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90"),
                 ConsolidationCounty::agreed("S2", "B", "0.90")});
  const auto of_village = county.asks_and_is_judged("V1", {"A", Quantity(25), {}, ""});
  const auto of_hospital = county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  const auto of_township = county.asks_and_is_judged("T1", {"B", Quantity(7), {}, ""});
  REQUIRE(county.consolidates(everything()) == "CO-2026-11-1");
  CHECK(county.order_lines() ==
        Lines{"PO-2026-11-S1-1 drafted 6 x A", "PO-2026-11-S2-1 drafted 3 x B"});
  CHECK(county.requests() == Lines{"H1 A regular 33", "T1 B regular 7", "V1 A regular 25"});
  CHECK(county.database.rows("SELECT amount FROM purchase_order ORDER BY order_no") ==
        Lines{"11.40", "2.70"});
  CHECK(county.state_of(of_village) == "consolidated");
  CHECK(county.broken() == std::vector<std::string>{});

  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::approve);  // not sent yet
  CHECK(county.undoes("CO-2026-11-1") == R"({"version":2})");
  CHECK(county.order_lines() ==
        Lines{"PO-2026-11-S1-1 cancelled 6 x A", "PO-2026-11-S2-1 cancelled 3 x B"});
  CHECK(county.requests().empty());
  for (const auto& number : {of_village, of_hospital, of_township}) {
    CHECK(county.state_of(number) == "approved");
  }
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(refuses(county.undoes("CO-2026-11-1"), "consolidation_step_not_allowed"));
  CHECK(refuses(county.undoes("CO-2026-11-9"), "consolidation_unknown"));
  CHECK(county.consolidates(everything()) == "CO-2026-11-2");
  CHECK(county.order_lines().at(1) == "PO-2026-11-S1-2 drafted 6 x A");
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what was sent is not undone", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.consolidates(everything());
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::approve);
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::place);
  CHECK(refuses(county.undoes("CO-2026-11-1"), "consolidation_already_sent"));
  const auto changed =
      county.does("user:maker", [](Connection& connection, const Recording& recording) {
        return change_order(connection, recording,
                            {{"PO-2026-11-S1-1", 3}, {{"A", Quantity(3)}}, "少要"});
      });
  CHECK(changed == R"({"version":4})");  // a draft again
  CHECK(refuses(county.undoes("CO-2026-11-1"), "consolidation_already_sent"));
  CHECK(county.requests() == Lines{"H1 A regular 33"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what was dispatched is not undone", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.consolidates(everything());
  county.database.session().execute(
      "INSERT INTO allocation SELECT county_id, cycle_id, item_id, kind, facility_id, 1"
      " FROM requisition_line");
  CHECK(refuses(county.undoes("CO-2026-11-1"), "consolidation_step_not_allowed"));
  CHECK(county.order_lines() == Lines{"PO-2026-11-S1-1 drafted 4 x A"});
}

TEST_CASE("what was given to who asked first is not undone, whoever it was ordered for",
          "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  records_stock(county, 10, "2028-01-01");
  const std::string first = county.initiates("user:asks", "H1", {{"A", Quantity(33), {}, ""}});
  county.asks_and_is_judged("H1", {"A", Quantity(40), {}, ""});
  county.consolidates(everything());
  county.submits("user:asks", first);
  county.lets_through("user:centre", first);
  CHECK(county.consolidates(everything()) == "CO-2026-11-2");
  county.does("user:manager", [](Connection& connection, const Recording& recording) {
    return dispatch_to_members(connection, recording, {});
  });
  // The 10 went to the first; what the other asked for would cover them alone.
  CHECK(refuses(county.undoes("CO-2026-11-2"), "consolidation_step_not_allowed"));
  CHECK(county.state_of(first) == "consolidated");
  CHECK(county.requests() == Lines{"H1 A regular 73"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("only what is approved is consolidated, once", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  CHECK(refuses(county.consolidates(everything()), "consolidation_empty"));
  CHECK(refuses(county.consolidates(just({"RQ"})), "requisition_unknown"));
  const auto draft = county.initiates("user:asks", "H1", {{"A", Quantity(5), {}, ""}});
  CHECK(refuses(county.consolidates(just({draft})), "requisition_not_approved"));
  const auto number = county.asks_and_is_judged("H1", {"A", Quantity(5), {}, ""});
  CHECK(county.consolidates(just({number, number})) == "CO-2026-11-1");
  CHECK(refuses(county.consolidates(just({number})), "requisition_not_approved"));
  CHECK(refuses(county.consolidates(everything()), "consolidation_empty"));
  CHECK(county.requests() == Lines{"H1 A regular 5"});
}

TEST_CASE("a decision that would be another now is refused, and says what is", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  const std::string seen = county.preview(everything()).fingerprint;
  CHECK(county.preview(everything()).fingerprint == seen);
  county.agrees({ConsolidationCounty::agreed("S2", "A", "1.80")});
  std::string refusal = county.consolidates(everything(), seen);
  CHECK(refuses(refusal, "consolidation_outdated"));
  CHECK(refusal.find("(agreements)") != std::string::npos);
  const std::string then = county.preview(everything()).fingerprint;
  records_stock(county, 9, "2027-01-01");
  refusal = county.consolidates(everything(), then);
  CHECK(refusal.find("(stock and orders") != std::string::npos);
  county.asks_and_is_judged("T1", {"A", Quantity(1), {}, ""});
  CHECK(county.consolidates(everything(), "x").find("consolidation_outdated") == 0);
  CHECK(county.order_lines().empty());
  CHECK(county.requests().empty());
}

TEST_CASE("what was promised and what is on its way count", "[consolidation]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.consolidates(everything());  // 4 packs: 7 units are nobody's
  county.asks_and_is_judged("T1", {"A", Quantity(20), {}, ""});
  const auto item = county.preview(everything()).content.items.at(0);
  CHECK(item.promised.units() == 33);
  CHECK(item.open_orders.units() == 40);
  CHECK(item.net_need.units() == 13);
  county.consolidates(everything());
  CHECK(county.order_lines() ==
        Lines{"PO-2026-11-S1-1 drafted 4 x A", "PO-2026-11-S1-2 drafted 2 x A"});
  // A supplier that has declined is not asked again, and its order is not on its way: the stand-by
  // is asked for what was ordered in vain, too.
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::approve);
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::place);
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::decline);
  county.asks_and_is_judged("V1", {"A", Quantity(5), {}, ""});
  auto standby = ConsolidationCounty::agreed("S2", "A", "2.00");
  standby.is_standby = true;
  county.agrees({standby});
  const auto decision = county.preview(everything());
  CHECK(decision.content.items.at(0).open_orders.units() == 20);
  CHECK(decision.content.items.at(0).net_need.units() == 38);
  CHECK(decision.content.lines.at(0).reason_code == "standby");
  CHECK(decision.content.lines.at(0).packs.units() == 4);
  CHECK(decision.content.bars.at(0).reason_code == "declined");
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what was ordered in vain is bought though nobody asks again", "[consolidation]") {
  ConsolidationCounty county;
  auto standby = ConsolidationCounty::agreed("S2", "A", "2.00");
  standby.is_standby = true;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90"), standby});
  const auto number = county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.consolidates(everything());
  CHECK(refuses(county.consolidates(everything()), "consolidation_empty"));  // it is on its way
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::approve);
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::place);
  step_order(county, "PO-2026-11-S1-1", inventory::OrderAction::decline);
  CHECK(refuses(county.consolidates(just({number})), "requisition_not_approved"));
  CHECK(county.consolidates(everything()) == "CO-2026-11-2");
  CHECK(county.order_lines() ==
        Lines{"PO-2026-11-S1-1 declined 4 x A", "PO-2026-11-S2-1 drafted 4 x A"});
  CHECK(county.requests() == Lines{"H1 A regular 33"});
  CHECK(refuses(county.consolidates(everything()), "consolidation_empty"));
  CHECK(county.broken() == std::vector<std::string>{});
  CHECK(county.undoes("CO-2026-11-2") == R"({"version":2})");
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("direct agreements deliver to the facility, by an order of its own", "[consolidation]") {
  ConsolidationCounty county;
  auto direct = ConsolidationCounty::agreed("S1", "A", "1.90");
  direct.delivery = inventory::DeliverySite::direct;
  auto by_another = ConsolidationCounty::agreed("S1", "B", "0.90");
  by_another.distributor_code = "S3";
  county.agrees({direct, by_another});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.asks_and_is_judged("T1", {"A", Quantity(15), {}, ""});
  county.asks_and_is_judged("T1", {"B", Quantity(3), {}, ""});
  county.consolidates(everything());
  CHECK(county.database.rows(
            "SELECT o.order_no, f.code, s.code, l.packs FROM purchase_order o"
            " JOIN purchase_order_detail d ON d.order_id = o.order_id JOIN facility f ON"
            " f.facility_id = d.delivery_facility_id LEFT JOIN supplier s ON s.supplier_id ="
            " d.distributor_id JOIN purchase_order_line l ON l.order_id = o.order_id"
            " ORDER BY o.order_no") ==
        Lines{"PO-2026-11-S1-1|C1|S3|1", "PO-2026-11-S1-2|H1|NULL|4", "PO-2026-11-S1-3|T1|NULL|2"});
  // What is on its way to H1 is no stock of the centre's, and H1 is promised nothing of it.
  county.asks_and_is_judged("V1", {"A", Quantity(10), {}, ""});
  const auto item = county.preview(everything()).content.items.at(0);
  CHECK(item.open_orders.is_zero());
  CHECK(item.promised.is_zero());
  CHECK(item.net_need.units() == 10);
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("of many that consolidate the same requisition one wins", "[consolidation][at_once]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  const auto number = county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  const std::string fingerprint = county.preview(just({number})).fingerprint;
  constexpr int people = 8;
  std::vector<std::future<std::string>> running;
  for (int person = 0; person < people; ++person) {
    running.push_back(std::async(std::launch::async, [&, person] {
      return county.consolidates(person % 2 == 0 ? just({number}) : everything(), fingerprint);
    }));
  }
  int done = 0;
  for (auto& one : running) {
    const std::string answer = one.get();
    CAPTURE(answer);
    done += answer == "CO-2026-11-1" ? 1 : 0;
    CHECK((answer == "CO-2026-11-1" || refuses(answer, "requisition_not_approved") ||
           refuses(answer, "consolidation_empty")));
  }
  CHECK(done == 1);
  CHECK(county.order_lines() == Lines{"PO-2026-11-S1-1 drafted 4 x A"});
  CHECK(county.requests() == Lines{"H1 A regular 33"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("of many that undo a consolidation one does", "[consolidation][at_once]") {
  ConsolidationCounty county;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.90")});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  county.consolidates(everything());
  std::vector<std::future<std::string>> running;
  for (int person = 0; person < 6; ++person) {
    running.push_back(
        std::async(std::launch::async, [&] { return county.undoes("CO-2026-11-1"); }));
  }
  int done = 0;
  for (auto& one : running) done += one.get() == R"({"version":2})" ? 1 : 0;
  CHECK(done == 1);
  CHECK(county.requests().empty());
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("agreements are made all or none, with every fault", "[agreement]") {
  ConsolidationCounty county;
  const auto good = ConsolidationCounty::agreed("S1", "A", "2.00");
  auto dear = ConsolidationCounty::agreed("S1", "B", "1.01");
  std::vector<RowFault> faults;
  county.does("user:manager", [&](Connection& connection, const Recording& recording) {
    try {
      return make_agreements(connection, recording,
                             {good, dear, ConsolidationCounty::agreed("S9", "X", "1.00")});
    } catch (const RowsRefused& refused) {
      faults = refused.faults();
      throw;
    }
  });
  Lines shown;
  for (const RowFault& one : faults) {
    shown.push_back(std::to_string(one.row) + " " + std::string(wire_name(one.refusal)));
  }
  CHECK(shown == Lines{"1 agreement_above_list_price", "2 supplier_not_known", "2 item_unknown"});
  CHECK(county.database.figure("SELECT COUNT(*) FROM supply_agreement") == 0);

  CHECK(county.agrees({good}).find("agreement_ids") != std::string::npos);
  CHECK(refuses(county.agrees({good}), "agreement_overlaps"));
  auto later = good;
  later.first_day = day("2026-11-30");
  later.last_day = day("2027-11-30");
  CHECK(refuses(county.agrees({later}), "agreement_overlaps"));  // both days count
  const std::int64_t id = county.database.figure("SELECT agreement_id FROM supply_agreement");
  const auto ends = [&](std::int64_t version) {
    return county.does("user:manager", [&](Connection& connection, const Recording& recording) {
      return end_agreement(connection, recording, {id, version, day("2026-11-22"), "停产"});
    });
  };
  CHECK(refuses(ends(2), "record_has_changed"));
  CHECK(ends(1) == R"({"version":2})");
  CHECK(refuses(ends(2), "agreement_ended"));
  later.first_day = day("2026-11-22");  // it held until the day before
  CHECK(county.agrees({later}).front() == '{');
  CHECK(refuses(county.agrees({dear, dear}), "agreement_above_list_price"));
  dear.pack_price = pricing::UnitPrice::parse("1.00");
  CHECK(refuses(county.agrees({dear, dear}), "agreement_overlaps"));
}

TEST_CASE("a suspended supplier is passed over, and the stand-by steps in", "[consolidation]") {
  ConsolidationCounty county;
  auto standby = ConsolidationCounty::agreed("S2", "A", "2.00");
  standby.is_standby = true;
  county.agrees({ConsolidationCounty::agreed("S1", "A", "1.00"), standby});
  county.asks_and_is_judged("H1", {"A", Quantity(33), {}, ""});
  const std::string seen = county.preview(everything()).fingerprint;
  county.database.session().execute(
      "UPDATE supplier SET licence_expires_on = '2026-11-21' WHERE code = 'S1'");
  county.database.session().execute(
      "UPDATE supplier_version SET licence_expires_on = '2026-11-21' WHERE supplier_id = (SELECT"
      " supplier_id FROM supplier WHERE code = 'S1')");
  const auto decision = county.preview(everything());
  CHECK(decision.content.bars.at(0).reason_code == "supplier_licence_expired");
  CHECK(decision.content.lines.at(0).reason_code == "standby");
  CHECK(refuses(county.consolidates(everything(), seen), "consolidation_outdated"));
}
