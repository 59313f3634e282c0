#include "tests/store/receiving_support.h"

#include "procurement/distribution/dispatch_to_members.h"
#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "procurement/purchase/periods/open_period.h"
#include "tests/support/order_steps.h"

namespace wutong::test {

using namespace procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;

namespace {

AgreementInput agreement(const char* item, const char* price, inventory::DeliverySite delivery) {
  AgreementInput input;
  input.supplier_code = "S1";
  input.item_code = item;
  input.kind = inventory::AgreementKind::contract;
  input.pack_price = pricing::UnitPrice::parse(price);
  input.first_day = day("2026-01-01");
  input.last_day = day("2026-12-31");
  input.maximum_packs = Quantity(100);
  input.delivery = delivery;
  return input;
}

}  // namespace

TradingCounty::TradingCounty() {
  for (const char* table : {"item", "item_version"}) {
    database.session().execute(std::string("UPDATE ") + table + " SET storage = 'cold' WHERE" +
                               " item_id = (SELECT item_id FROM (SELECT item_id FROM item WHERE"
                               " code = 'B') AS b)");
  }
  does("user:centre", [](Connection& connection, const Recording& recording) {
    return open_period(connection, recording, {"2026-11", 30});
  });
  does("user:centre", [](Connection& connection, const Recording& recording) {
    return make_agreements(connection, recording,
                           {agreement("A", "1.37", inventory::DeliverySite::centre),
                            agreement("B", "0.99", inventory::DeliverySite::direct)});
  });
}

std::string TradingCounty::consolidates() {
  return does("user:manager", [](Connection& connection, const Recording& recording) {
    const ConsolidationInput input{true, {}, inventory::DeliveryRule::as_agreed, {}};
    const auto decision = decide_consolidation(connection, recording.county_id, recording.today,
                                               input, Reading::only);
    return consolidate(connection, recording, input, decision.fingerprint);
  });
}

void TradingCounty::places(const std::string& order_no) {
  step_order(*this, order_no, inventory::OrderAction::approve);
  step_order(*this, order_no, inventory::OrderAction::place);
}

std::string TradingCounty::orders(const std::string& facility, const char* item,
                                  std::int64_t quantity) {
  asks_and_is_judged(facility, {item, Quantity(quantity), {}, ""});
  const std::string answer = consolidates();
  if (answer.front() != '{') return answer;
  const std::string order_no =
      database.rows("SELECT order_no FROM purchase_order ORDER BY order_id DESC LIMIT 1").front();
  places(order_no);
  return order_no;
}

DeliveredRow TradingCounty::row(const char* item, const char* lot, std::int64_t quantity,
                                const char* expires_on) {
  DeliveredRow one;
  one.item_code = item;
  one.lot_no = lot;
  one.expires_on = day(expires_on);
  one.quantity = Quantity(quantity);
  one.coldest_tenths = 30;
  one.warmest_tenths = 70;
  return one;
}

std::string TradingCounty::receives(const std::string& order_no,
                                    const std::vector<DeliveredRow>& rows, const std::string& note,
                                    std::optional<std::int64_t> notice_id) {
  const std::string answer =
      does("user:receiver", [&](Connection& connection, const Recording& recording) {
        return record_delivery(connection, recording, {order_no, notice_id, note, rows});
      });
  if (answer.front() != '{') return answer;
  return database.rows("SELECT delivery_no FROM delivery ORDER BY delivery_id DESC LIMIT 1")
      .front();
}

InspectedLine TradingCounty::accepts(std::int64_t line, std::int64_t accepted,
                                     std::int64_t rejected, const char* reason) {
  return {line, Quantity(accepted), Quantity(rejected), reason, "照片 1"};
}

std::string TradingCounty::inspects(const std::string& delivery_no,
                                    const std::vector<InspectedLine>& lines,
                                    const std::string& actor) {
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return inspect_delivery(connection, recording, {{delivery_no, 1}, lines});
  });
}

std::string TradingCounty::takes_in(const std::string& order_no, const char* item, const char* lot,
                                    std::int64_t quantity, const std::string& note) {
  return inspects(receives(order_no, {row(item, lot, quantity)}, note), {accepts(1, quantity)});
}

std::string TradingCounty::dispatches(const std::vector<std::int64_t>& facility_ids) {
  return does("user:manager", [&](Connection& connection, const Recording& recording) {
    return dispatch_to_members(connection, recording, {"", facility_ids});
  });
}

std::int64_t TradingCounty::id_of(const char* facility) {
  return database.figure(std::string("SELECT facility_id FROM facility WHERE code = '") + facility +
                         "'");
}

}  // namespace wutong::test
