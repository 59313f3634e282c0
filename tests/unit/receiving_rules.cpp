#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/ledgers/supply_ledger.h"
#include "inventory/records/agreement.h"
#include "inventory/records/receiving_state.h"
#include "procurement/purchase/receiving/propose_inspection.h"
#include "procurement/purchase/receiving/return_goods.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::RejectionReason;
using pricing::Quantity;

namespace {

const inventory::Date today = inventory::parse_date("2026-11-22").value();

inventory::PurchaseOrder order_of(std::int64_t packs) {
  inventory::PurchaseOrder order;
  order.order_no = "PO";
  order.supplier_id = 1;
  order.lines.push_back(
      {7, Quantity(packs), Quantity(10), pricing::UnitPrice::parse("1.37"), {}, Quantity(0), {}});
  return order;
}

inventory::DeliveryLine line(std::int64_t number, std::int64_t quantity,
                             const char* expires_on = "2028-01-01") {
  inventory::DeliveryLine one;
  one.line_no = number;
  one.item_id = 7;
  one.lot_no = "L" + std::to_string(number);
  one.expires_on = inventory::parse_date(expires_on).value();
  one.quantity = Quantity(quantity);
  return one;
}

std::string proposed(const std::vector<inventory::DeliveryLine>& lines,
                     const StorageByItem& storage = {}) {
  std::string text;
  for (const LineProposal& one :
       propose_inspection(order_of(3), lines, storage, today, today + std::chrono::days(30))) {
    text += one.accepted.to_string() + (one.reason ? " " : "") +
            std::string(one.reason ? to_string(*one.reason) : "") + "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("what a delivery proposes follows the order, the dates, the package and the temperature",
          "[receiving]") {
  CHECK(proposed({line(1, 30)}) == "30; ");
  CHECK(proposed({line(1, 20), line(2, 20)}) == "20; 10 over_delivered; ");
  CHECK(proposed({line(1, 5, "2026-11-21"), line(2, 5, "2026-12-21"), line(3, 5, "2026-12-22")}) ==
        "0 expired; 0 short_dated; 5; ");
  inventory::DeliveryLine other = line(1, 5);
  other.item_id = 8;
  CHECK(proposed({other}) == "0 not_ordered; ");
  inventory::DeliveryLine damaged = line(1, 20);
  damaged.is_damaged = true;
  CHECK(proposed({damaged, line(2, 20)}) == "0 damaged; 20; ");  // what is left of it is open
  inventory::DeliveryLine warm = line(1, 30);
  warm.coldest_tenths = 20;
  warm.warmest_tenths = 80;
  CHECK(proposed({warm}, {{7, "cold"}}) == "30; ");
  warm.warmest_tenths = 81;
  CHECK(proposed({warm}, {{7, "cold"}}) == "0 temperature; ");
  CHECK(proposed({warm}, {{7, "room"}}) == "30; ");
  warm = line(1, 30);
  warm.coldest_tenths = 19;
  CHECK(proposed({warm}, {{7, "cold"}}) == "0 temperature; ");
  CHECK(proposed({warm}, {{7, "frozen"}}) == "30; ");  // no highest reading: no excursion is known
}

TEST_CASE("every state of the documents of receiving takes its actions and no other",
          "[receiving]") {
  using namespace inventory;
  const auto name = [](const auto& state) {
    return state ? std::string(to_string(*state)) : std::string("-");
  };
  std::string notices, deliveries, deviations, returns;
  for (const auto state : {NoticeState::announced, NoticeState::arrived, NoticeState::withdrawn}) {
    for (const auto action : {NoticeAction::arrive, NoticeAction::withdraw}) {
      notices += name(next_state(state, action)) + " ";
    }
  }
  for (const auto state :
       {DeliveryState::recorded, DeliveryState::inspected, DeliveryState::closed}) {
    for (const auto action : {DeliveryAction::inspect, DeliveryAction::close}) {
      deliveries += name(next_state(state, action)) + " ";
    }
  }
  for (const auto state :
       {NonconformanceState::open, NonconformanceState::resolved, NonconformanceState::closed}) {
    for (const auto action : {NonconformanceAction::resolve, NonconformanceAction::close}) {
      deviations += name(next_state(state, action)) + " ";
    }
  }
  for (const auto state : {ReturnState::created, ReturnState::sent, ReturnState::credited}) {
    for (const auto action : {ReturnAction::send, ReturnAction::credit}) {
      returns += name(next_state(state, action)) + " ";
    }
  }
  CHECK(notices == "arrived withdrawn - - - - ");
  CHECK(deliveries == "inspected - - closed - - ");
  CHECK(deviations == "resolved - - closed - - ");
  CHECK(returns == "sent - - credited - - ");
}

TEST_CASE("the names of the states of receiving and consolidating are read back", "[receiving]") {
  using namespace inventory;
  for (const char* name : {"announced", "arrived", "withdrawn"}) {
    CHECK(to_string(parse_notice_state(name).value()) == name);
  }
  for (const char* name : {"recorded", "inspected", "closed"}) {
    CHECK(to_string(parse_delivery_state(name).value()) == name);
  }
  for (const char* name : {"open", "resolved", "closed"}) {
    CHECK(to_string(parse_nonconformance_state(name).value()) == name);
  }
  for (const char* name : {"created", "sent", "credited"}) {
    CHECK(to_string(parse_return_state(name).value()) == name);
  }
  for (const char* name : {"standing", "undone"}) {
    CHECK(to_string(parse_consolidation_state(name).value()) == name);
  }
  CHECK_FALSE(parse_notice_state("open").has_value());
  CHECK_FALSE(parse_consolidation_state("open").has_value());
}

TEST_CASE("the parts of a receipt row that go back sum to the row", "[receiving]") {
  for (const std::int64_t part : {1, 2, 3, 7, 13, 29, 30}) {
    inventory::ReturnableLine row{
        7, 1, "L", Quantity(30), pricing::Money::fen(411), pricing::Money::fen(364), {}, {}, {}};
    while (row.returned < row.received) {
      const Quantity now = std::min(Quantity(part), row.received - row.returned);
      const auto gone = price_return(row, now);
      CHECK(gone.net + gone.vat == gone.amount);
      row.returned += now;
      row.returned_amount += gone.amount;
      row.returned_net += gone.net;
    }
    CHECK(row.returned_amount == row.amount);
    CHECK(row.returned_net == row.net);
  }
}

TEST_CASE("supplies go to who asked first, by kind and facility", "[receiving]") {
  using inventory::RequestKind;
  std::vector<inventory::OpenRequisitionLine> lines{
      {1, 5, RequestKind::regular, 7, Quantity(10), Quantity(4), Quantity(1), {}},
      {2, 5, RequestKind::emergency, 7, Quantity(10), Quantity(0), Quantity(1), {}},
      {3, 5, RequestKind::regular, 7, Quantity(10), Quantity(0), Quantity(1), {}},
      {4, 6, RequestKind::regular, 7, Quantity(10), Quantity(0), Quantity(1), {}}};
  std::string text;
  for (const auto& one :
       inventory::share_supplies(lines, {{7, RequestKind::regular, 5, Quantity(9), 70},
                                         {7, RequestKind::regular, 6, Quantity(12), 71},
                                         {8, RequestKind::regular, 6, Quantity(1), 71}})) {
    text += std::to_string(one.requisition_id) + ":" + one.quantity.to_string() + "@" +
            std::to_string(one.shipment_id) + " ";
  }
  CHECK(text == "1:6@70 3:3@70 4:10@71 ");
  CHECK(lines[0].supplied == Quantity(10));
  CHECK(lines[2].supplied == Quantity(3));
}

TEST_CASE("a line that is supplied in parts has claimed, whole, what was committed",
          "[receiving]") {
  inventory::Budget budget;
  budget.measure = inventory::BudgetMeasure::money;
  const inventory::OpenRequisitionLine one{
      1,           5,           inventory::RequestKind::regular,  7, Quantity(25),
      Quantity(0), Quantity(3), pricing::UnitPrice::parse("1.00")};
  CHECK(inventory::claim_of_line(budget, one, "western", Quantity(25)) == 833);
  CHECK(inventory::claim_of_line(budget, one, "western", Quantity(10)) == 333);
  budget.item_kind = "patent";
  CHECK(inventory::claim_of_line(budget, one, "western", Quantity(25)) == 0);
  budget.item_kind = "western";
  budget.item_id = 8;
  CHECK(inventory::claim_of_line(budget, one, "western", Quantity(25)) == 0);
  budget.item_id = 7;
  budget.measure = inventory::BudgetMeasure::quantity;
  CHECK(inventory::claim_of_line(budget, one, "western", Quantity(10)) == 10);
}
