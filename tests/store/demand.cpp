#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/policy_table.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/catalogue/organisation/plan_route.h"
#include "procurement/purchase/demand/change_stock_list.h"
#include "procurement/purchase/demand/make_review_sheet.h"
#include "procurement/purchase/demand/record_consumption.h"
#include "procurement/purchase/demand/set_route_calendar.h"
#include "procurement/purchase/followup/register_shortage.h"
#include "procurement/purchase/followup/simulate_supplier_failure.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using inventory::RequisitionKind;
using pricing::Quantity;
using test::day;
using test::PurchaseCounty;
using test::refuses;
using namespace std::chrono_literals;

namespace {

using Texts = std::vector<std::string>;

std::int64_t id_of(PurchaseCounty& county, const char* noun, const char* code) {
  return county.database.figure(std::string("SELECT ") + noun + "_id FROM " + noun +
                                " WHERE code = '" + code + "'");
}

/// Stock that was there before the first cycle, in a lot of its own.
void has_stock(PurchaseCounty& county, const char* facility, const char* item,
               std::int64_t quantity, const char* lot_no = "L1",
               const char* expires_on = "2028-12-31") {
  Connection& session = county.database.session();
  inventory::Lot lot;
  lot.item_id = id_of(county, "item", item);
  lot.lot_no = lot_no;
  lot.expires_on = day(expires_on);
  lot.pack_size = Quantity(10);
  inventory::LotRegister lots(session, PurchaseCounty::county, {lot.item_id});
  const std::int64_t lot_id = lots.id_of(lot);
  lots.finish();
  static std::int64_t document = 1;
  inventory::post_movements(session, PurchaseCounty::county,
                            {{++document, lot_id, inventory::location_before_first_cycle,
                              id_of(county, "facility", facility), quantity}});
}

std::string uses(PurchaseCounty& county, const char* facility, const char* used_on,
                 const std::vector<UsedItem>& items) {
  return county.does("user:li", [&](Connection& connection, const Recording& recording) {
    return record_consumption(connection, recording, {facility, day(used_on), "", items});
  });
}

UsedItem used(const char* item, std::int64_t quantity) {
  return {item, "", Quantity(quantity), std::nullopt};
}

std::string takes_back(PurchaseCounty& county, const char* number, const char* reason = "录错") {
  return county.does("user:li", [&](Connection& connection, const Recording& recording) {
    return reverse_consumption(connection, recording, {number, reason});
  });
}

Texts stock_of(PurchaseCounty& county, const char* facility) {
  return county.database.rows(
      "SELECT lot.lot_no, b.quantity FROM stock_balance b JOIN lot USING (county_id, lot_id)"
      " WHERE b.location_id = " +
      std::to_string(id_of(county, "facility", facility)) + " ORDER BY lot.lot_no");
}

Suggestions suggestions(PurchaseCounty& county, const char* facility,
                        inventory::FacilityKind kind) {
  SuggestionsWanted wanted;
  wanted.facility_id = id_of(county, "facility", facility);
  wanted.facility_kind = kind;
  wanted.today = day("2026-11-22");
  return suggest_quantities(county.database.session(), PurchaseCounty::county, wanted);
}

/// T1 uses 20 of A in each of the last six periods of thirty days.
void uses_steadily(PurchaseCounty& county) {
  has_stock(county, "T1", "A", 125);
  for (const char* on :
       {"2026-06-10", "2026-07-10", "2026-08-10", "2026-09-10", "2026-10-10", "2026-11-10"}) {
    CHECK(uses(county, "T1", on, {used("A", 20)}).front() == '{');
  }
}

}  // namespace

TEST_CASE("what a facility used leaves its stock, first expiry first", "[demand]") {
  PurchaseCounty county;
  has_stock(county, "V1", "A", 5, "OLD", "2027-01-31");
  has_stock(county, "V1", "A", 8, "NEW", "2028-01-31");
  CHECK(uses(county, "V1", "2026-11-21", {used("A", 7)}).front() == '{');
  CHECK(stock_of(county, "V1") == Texts{"NEW|6", "OLD|0"});
  CHECK(refuses(uses(county, "V1", "2026-11-21", {used("A", 7)}), "consumption_above_stock"));
  CHECK(refuses(uses(county, "V1", "2026-11-23", {used("A", 1)}), "consumption_dated_later"));
  CHECK(refuses(uses(county, "C1", "2026-11-21", {used("A", 1)}), "requisition_facility_unfit"));
  CHECK(refuses(uses(county, "V9", "2026-11-21", {used("A", 1)}), "facility_not_known"));
  CHECK(refuses(uses(county, "V1", "2026-11-21", {used("X", 1)}), "item_unknown"));
  CHECK(stock_of(county, "V1") == Texts{"NEW|6", "OLD|0"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a count of the shelf says what was used", "[demand]") {
  PurchaseCounty county;
  has_stock(county, "V1", "A", 5);
  CHECK(uses(county, "V1", "2026-11-21", {{"A", "", std::nullopt, Quantity(2)}}).front() == '{');
  CHECK(stock_of(county, "V1") == Texts{"L1|2"});
  CHECK(refuses(uses(county, "V1", "2026-11-21", {{"A", "", std::nullopt, Quantity(2)}}),
                "requisition_empty"));
}

TEST_CASE("a record of consumption is taken back whole, once", "[demand]") {
  PurchaseCounty county;
  has_stock(county, "V1", "A", 5);
  uses(county, "V1", "2026-11-21", {used("A", 3)});
  CHECK(refuses(takes_back(county, "CS-V1-20261121-1", ""), "field_missing"));
  CHECK(takes_back(county, "CS-V1-20261121-1").front() == '{');
  CHECK(stock_of(county, "V1") == Texts{"L1|5"});
  CHECK(refuses(takes_back(county, "CS-V1-20261121-1"), "consumption_already_reversed"));
  CHECK(refuses(takes_back(county, "CS-V1-20261121-2"), "consumption_already_reversed"));
  CHECK(refuses(takes_back(county, "CS-V1-20261121-3"), "consumption_unknown"));
  CHECK(county.broken() == std::vector<std::string>{});
  // What was taken back was never used.
  const auto all = suggestions(county, "V1", inventory::FacilityKind::village);
  CHECK(all.basis == ConsumptionBasis::supplied);
}

TEST_CASE("each figure of a record of consumption is held to its movements", "[demand]") {
  PurchaseCounty county;
  has_stock(county, "V1", "A", 5);
  uses(county, "V1", "2026-11-21", {used("A", 3)});
  takes_back(county, "CS-V1-20261121-1");
  struct Change {
    const char* sql;
    const char* invariant;
  };
  for (const Change& change :
       {Change{"UPDATE consumption_line SET quantity = quantity + 1 LIMIT 1",
               "consumption_lines_equal_movements"},
        Change{"DELETE FROM stock_movement WHERE to_location_id = -3",
               "consumption_lines_equal_movements"},
        Change{"DELETE FROM stock_movement WHERE from_location_id = -3",
               "consumption_lines_equal_movements"},
        Change{"UPDATE consumption SET facility_id = facility_id + 1 WHERE reverses_id IS NULL",
               "consumption_lines_equal_movements"},
        Change{"UPDATE consumption SET used_on = '2026-11-20' WHERE reverses_id IS NULL",
               "reversed_consumption_is_taken_back_whole"},
        Change{"UPDATE consumption_line SET quantity = quantity + 1 LIMIT 1",
               "reversed_consumption_is_taken_back_whole"},
        Change{"DELETE FROM consumption_line LIMIT 1",
               "reversed_consumption_is_taken_back_whole"}}) {
    INFO(change.sql);
    inventory::Transaction transaction(county.database.session());
    CHECK(county.database.session().execute(change.sql) > 0);
    CHECK_THAT(county.broken(), Catch::VectorContains(std::string(change.invariant)));
  }
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a requisition begins with what is suggested, and keeps it beside the wish", "[demand]") {
  PurchaseCounty county;
  uses_steadily(county);
  const auto all = suggestions(county, "T1", inventory::FacilityKind::township);
  CHECK(all.basis == ConsumptionBasis::recorded);
  REQUIRE(all.items.size() == 1);
  const std::int64_t suggested = all.items.front().suggestion.suggested().units();
  CHECK(suggested > 0);
  CHECK(suggested % 10 == 0);
  CHECK(all.items.front().suggestion.average.to_string() == "20");
  const auto initiate = [&] {
    return county.does("user:wang", [&](Connection& connection, const Recording& recording) {
      return initiate_requisition(
          connection, recording,
          {"T1", RequisitionKind::regular, "", {}, "", Prefill::suggestion, {}});
    });
  };
  CHECK(initiate().front() == '{');
  CHECK(county.database.rows("SELECT requested_quantity, suggested_quantity FROM"
                             " requisition_item") ==
        Texts{std::to_string(suggested) + "|" + std::to_string(suggested)});
  // A disabled item is suggested no more.
  disable_item(county.database.session(), PurchaseCounty::county,
               {"A", day("2026-11-22"), "停用", "user:keeper"}, day("2026-11-22"));
  CHECK(suggestions(county, "T1", inventory::FacilityKind::township).items.empty());
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what is on the way is not suggested again", "[demand]") {
  PurchaseCounty county;
  uses_steadily(county);
  const auto first = suggestions(county, "T1", inventory::FacilityKind::township);
  const Quantity suggested = first.items.front().suggestion.suggested();
  county.asks_and_is_judged("T1", {"A", suggested, {}, ""});
  const auto then = suggestions(county, "T1", inventory::FacilityKind::township);
  CHECK(then.items.front().suggestion.asked.on_the_way == suggested.units());
  CHECK(then.items.front().suggestion.suggested().is_zero());
}

TEST_CASE("a stock list decides instead of consumption, and keeps its history", "[demand]") {
  PurchaseCounty county;
  uses_steadily(county);
  using enum inventory::StockMethod;
  const auto set = [&](std::int64_t version, inventory::StockMethod method,
                       std::optional<Quantity> maximum) {
    return county.does("user:wang", [&](Connection& connection, const Recording& recording) {
      return change_stock_list(connection, recording,
                               {"T1", version, {{"A", method, std::nullopt, maximum, ""}}});
    });
  };
  CHECK(set(0, imprest, Quantity(25)).front() == '{');
  CHECK(refuses(set(0, imprest, Quantity(26)), "record_has_changed"));
  CHECK(refuses(set(1, imprest, std::nullopt), "stock_list_method_needs_figure"));
  const auto listed = suggestions(county, "T1", inventory::FacilityKind::township);
  CHECK(listed.items.front().suggestion.figures.rule == forecast::ReplenishmentRule::imprest);
  CHECK(listed.items.front().suggestion.suggested() == Quantity(20));  // 25 - 5: two packs
  CHECK(set(1, periodic_review, std::nullopt).front() == '{');
  const auto by_use = suggestions(county, "T1", inventory::FacilityKind::township);
  CHECK(by_use.items.front().suggestion.figures.rule ==
        forecast::ReplenishmentRule::periodic_review);
  CHECK(county.database.rows("SELECT version, method, maximum FROM stock_list_line ORDER BY"
                             " version") == Texts{"1|imprest|25", "2|periodic_review|NULL"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a regular requisition after the cut-off is refused, an emergency is not", "[demand]") {
  PurchaseCounty county;  // today is a Sunday; the route is driven on Mondays
  county.does("user:keeper", [&](Connection& connection, const Recording& recording) {
    return plan_route(
        connection, recording,
        {"R1", "东线", "T1", {inventory::Weekday::monday}, {"V1"}, 0, day("2026-11-01"), ""});
  });
  const auto sends = [&](const std::string& number, std::chrono::minutes time) {
    return county.does("user:li", [&](Connection& connection, const Recording& recording) {
      return submit_requisition(connection, recording, county.now(number), time);
    });
  };
  const auto calendar = [&](std::int64_t version, std::optional<inventory::CutOff> cut_off) {
    return county.does("user:keeper", [&](Connection& connection, const Recording& recording) {
      return set_route_calendar(connection, recording, {"R1", version, cut_off, ""});
    });
  };
  CHECK(calendar(0, inventory::CutOff{1, 12h}).front() == '{');
  CHECK(refuses(calendar(0, inventory::CutOff{1, 13h}), "record_has_changed"));
  const AskedItem wish{"A", Quantity(5), {}, ""};
  const std::string late = county.initiates("user:li", "V1", {wish});
  const std::string refused = sends(late, 12h + 1min);
  CHECK(refuses(refused, "cut_off_passed"));
  CHECK(refused.find("2026-11-29 12:00") != std::string::npos);
  CHECK(sends(late, 12h).front() == '{');
  const std::string urgent =
      county.initiates("user:li", "V1", {wish}, RequisitionKind::emergency, "抢救");
  CHECK(sends(urgent, 13h).front() == '{');
  // V2 is on no route, and the calendar can end.
  CHECK(sends(county.initiates("user:li", "V2", {wish}), 13h).front() == '{');
  CHECK(calendar(1, std::nullopt).front() == '{');
  CHECK(sends(county.initiates("user:li", "V1", {wish}), 13h).front() == '{');
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("a review sheet shows what a judgement hangs on", "[demand]") {
  PurchaseCounty county;
  uses_steadily(county);
  has_stock(county, "C1", "A", 70);
  has_stock(county, "C1", "A", 5, "DEAD", "2026-11-21");
  county.opens_budget("B1", "T1", 1000);
  const std::string before = county.asks_and_is_judged("T1", {"B", Quantity(3), {}, ""});
  const std::string number = county.initiates(
      "user:wang", "T1", {{"A", Quantity(20), {}, ""}, {"B", Quantity(6), {}, ""}});
  county.submits("user:wang", number);
  Connection& session = county.database.session();
  const auto sheet_now = [&] {
    return make_review_sheet(
        session, PurchaseCounty::county,
        inventory::find_requisition(session, PurchaseCounty::county, number).value(),
        day("2026-11-22"));
  };
  const ReviewSheet sheet = sheet_now();
  REQUIRE(sheet.lines.size() == 2);
  const ReviewLine& of_a = sheet.lines.front();
  CHECK(of_a.depot_stock == Quantity(70));
  CHECK(of_a.suggested.suggestion.figures.position.on_hand == Quantity(5));
  CHECK(of_a.suggested.suggestion.asked.awaiting == 0);  // this requisition is not its own rival
  CHECK(of_a.budget_codes == Texts{"B1"});
  CHECK(of_a.last.empty());
  REQUIRE(sheet.lines.back().last.size() == 1);
  CHECK(sheet.lines.back().last.front().requisition_no == before);
  // 3 of B at 1.00 a pack of 3 are committed; this one asks for 4.00 + 2.00.
  REQUIRE(sheet.budgets.size() == 1);
  CHECK(sheet.budgets.front().before == 900);
  CHECK(sheet.budgets.front().claimed == 600);
  county.lets_through("user:centre", number);
  CHECK(sheet_now().budgets.front().before == 900);  // as it was without it
  CHECK(sheet_now().budgets.front().claimed == 600);
}

TEST_CASE("shortages are registered once, and go through their states", "[demand]") {
  PurchaseCounty county;
  Connection& session = county.database.session();
  session.execute(
      "INSERT INTO procurement_cycle VALUES (1, 7, '2026-11', '2026-11-22', 0, 'x', '', 'closed')");
  session.execute(
      "INSERT INTO shortage SELECT 1, 7, i.item_id, f.facility_id, 10, 4, 'no_stock'"
      " FROM item i JOIN facility f WHERE i.code = 'A' AND f.code IN ('V1', 'V2')");
  const auto feed = [&] {
    return county.does("user:centre", [&](Connection& connection, const Recording& recording) {
      return register_dispatch_shortages(connection, recording, "2026-11");
    });
  };
  CHECK(feed() == R"({"cases":2})");
  CHECK(feed() == R"({"cases":0})");
  const auto by_hand =
      county.does("user:li", [&](Connection& connection, const Recording& recording) {
        return register_shortage(connection, recording, {"V1", "B", Quantity(2), "王芳", "V1"});
      });
  CHECK(by_hand.front() == '{');
  CHECK(county.database.rows("SELECT case_no, quantity, state FROM shortage_case ORDER BY"
                             " case_id") == Texts{"SC-20261122-1|6|registered",
                                                  "SC-20261122-2|6|registered",
                                                  "SC-20261122-3|2|registered"});
  const auto advance = [&](std::int64_t version, inventory::ShortageAction action) {
    return county.does("user:li", [&](Connection& connection, const Recording& recording) {
      return advance_shortage(connection, recording, {"SC-20261122-3", version, action, ""});
    });
  };
  using enum inventory::ShortageAction;
  CHECK(refuses(advance(1, collect), "shortage_step_not_allowed"));
  CHECK(advance(1, purchase).front() == '{');
  CHECK(refuses(advance(1, deliver), "record_has_changed"));
  CHECK(advance(2, deliver).front() == '{');
  CHECK(advance(3, give_up).front() == '{');
  CHECK(refuses(advance(4, cancel), "shortage_step_not_allowed"));
  // The closed period above consists of its shortages alone.
  CHECK(county.broken() == Texts{"shortages_explain_what_was_not_supplied"});
  inventory::Transaction transaction(session);
  session.execute("UPDATE shortage_case_step SET state = 'registered' WHERE version = 4");
  CHECK_THAT(county.broken(),
             Catch::VectorContains(std::string("shortage_cases_are_what_their_steps_say")));
}

TEST_CASE("who runs out when a supplier fails, from the books", "[demand]") {
  PurchaseCounty county;
  has_stock(county, "T1", "A", 100);
  has_stock(county, "C1", "A", 10);
  uses(county, "T1", "2026-11-13", {used("A", 50)});  // 50 in ten days, 50 left
  Connection& session = county.database.session();
  session.execute(
      "INSERT INTO procurement_cycle VALUES (1, 7, '2026-11', '2026-11-22', 0, 'x', '',"
      " 'trading')");
  session.execute(
      "INSERT INTO purchase_order SELECT 1, 5, 7, 'PO-1', supplier_id, 'placed', 0"
      " FROM supplier WHERE code = 'S1'");
  session.execute(
      "INSERT INTO purchase_order_line SELECT 1, 5, item_id, 9, 10, 2, 2, 0, 0, 0"
      " FROM item WHERE code = 'A'");
  const auto failure =
      simulate_supplier_failure(session, PurchaseCounty::county, "S1", {day("2026-11-22"), 30});
  CHECK(failure.items == 1);
  REQUIRE(failure.run_outs.size() == 1);
  const RunOut& out = failure.run_outs.front();
  CHECK(out.facility_code == "T1");
  CHECK(out.daily_use.to_string() == "5");
  CHECK(out.stock == 50);
  CHECK(out.centre_share == 10);
  CHECK(out.arrivals_missing == 90);
  CHECK(out.days_left == 12);
  CHECK(out.runs_out_on == day("2026-12-04"));
  CHECK(simulate_supplier_failure(session, PurchaseCounty::county, "S1", {day("2026-11-22"), 12})
            .run_outs.empty());
}
