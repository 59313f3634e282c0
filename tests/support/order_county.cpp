#include "tests/support/order_county.h"

#include <algorithm>

#include "inventory/identifier.h"
#include "inventory/ledgers/receipt_ledger.h"
#include "inventory/run_command.h"
#include "inventory/tables/agreement_table.h"
#include "inventory/tables/cycle_table.h"
#include "inventory/tables/policy_table.h"
#include "pricing/rounding.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/purchase/decide_receipts.h"
#include "procurement/purchase/orders/answer_order.h"
#include "procurement/purchase/orders/approve_order.h"
#include "procurement/purchase/orders/change_order.h"
#include "procurement/purchase/orders/end_order.h"
#include "procurement/purchase/orders/escalate_orders.h"
#include "procurement/purchase/orders/send_order.h"
#include "procurement/purchase/periods/open_period.h"
#include "procurement/refusal/refusal.h"

namespace wutong::test {

using namespace procurement;
using inventory::Agreement;
using inventory::Connection;
using inventory::DailyOrder;
using inventory::OrderAction;
using inventory::OrderState;
using inventory::Recording;
using pricing::Quantity;

namespace {

struct Item {
  const char* code;
  std::int64_t pack_size;
  const char* price;
};
constexpr Item items[]{{"A", 10, "2.00"}, {"B", 3, "1.005"}, {"C", 1, "7.00"}};

inventory::ItemRecord record_of(const Item& item) {
  inventory::ItemRecord record;
  record.code = item.code;
  record.generic_name = std::string("药品") + item.code;
  record.base_unit = "片";
  record.pack_size = Quantity(item.pack_size);
  record.kind = "western";
  record.vat_rate = pricing::VatRate::parse("0.13");
  record.list_price = pricing::UnitPrice::parse("9.00");
  return record;
}

const Item& item_of(const std::string& code) {
  return *std::find_if(std::begin(items), std::end(items),
                       [&](const Item& item) { return code == item.code; });
}

/// All that has not come yet, or half of what was ordered: one lot a line.
std::vector<DeliveredLot> delivered(const inventory::PurchaseOrder& order, bool all) {
  std::vector<DeliveredLot> rows;
  for (const inventory::PurchaseOrderLine& line : order.lines) {
    const Quantity ordered = line.ordered_quantity();
    rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, order.supplier_id, line.item_id,
                    "L1", day("2028-01-01"),
                    all ? ordered - line.accepted_quantity : Quantity(ordered.units() / 2)});
  }
  return rows;
}

}  // namespace

OrderCounty::OrderCounty() {
  using enum inventory::FacilityKind;
  std::vector<inventory::ItemRecord> records;
  for (const Item& item : items) records.push_back(record_of(item));
  register_master_data(database.session(), county, day("2026-01-01"),
                       {{"C1", "中心", centre, ""}, {"H1", "县医院", hospital, "C1"}},
                       {{"S1", "国药", "LN-1", day("2026-12-31"), {}, {}},
                        {"S2", "华润", "LN-2", day("2026-12-31"), {}, {}},
                        {"D1", "配送", "LN-3", day("2026-12-31"), {}, {}}},
                       records);
  does("user:maker", [&](Connection& connection, const Recording& recording) {
    open_period(connection, recording, {"2026-11", 90});
    std::vector<Agreement> agreements;
    for (const Item& item : items) {
      Agreement one;
      one.agreement_id = inventory::IdentifierSource::shared().next();
      one.supplier_id = id_of("supplier", "S1");
      one.item_id = id_of("item", item.code);
      one.pack_price = pricing::UnitPrice::parse(item.price);
      one.first_day = day("2026-11-01");
      one.last_day = day("2026-11-30");
      if (item.code == std::string("A")) {
        one.multiple_packs = Quantity(5);
        one.min_order_packs = Quantity(10);
        one.maximum_packs = Quantity(1000);
        one.lead_time_days = 2;
      }
      if (item.code == std::string("C")) {
        one.kind = inventory::AgreementKind::vbp;
        one.committed_packs = Quantity(300);
      } else {
        one.kind = inventory::AgreementKind::contract;
      }
      one.created_by = "user:maker";
      agreements.push_back(one);
    }
    inventory::insert_agreements(connection, recording, agreements);
    return std::string("{}");
  });
}

std::string OrderCounty::does(const std::string& actor, const Operation& operation) {
  const Recording recording{county, actor, now, std::chrono::floor<std::chrono::days>(now)};
  try {
    return inventory::run_command(
               database.store(), {county, "test", "key " + std::to_string(++keys_), "", actor},
               [&](Connection& connection) { return operation(connection, recording); })
        .answer;
  } catch (const Refused& refused) {
    return refused.what();
  }
}

std::int64_t OrderCounty::id_of(const char* table, const std::string& code) {
  return database.figure("SELECT " + std::string(table) + "_id FROM " + table + " WHERE code = '" +
                         code + "'");
}

std::string OrderCounty::drafts(const std::map<std::string, std::int64_t>& packs,
                                const std::string& actor, const std::string& distributor) {
  const std::string order_no =
      "PO-2026-11-S1-" + std::to_string(database.figure("SELECT COUNT(*) FROM purchase_order") + 1);
  DailyOrder one;
  one.cycle = {county, database.figure("SELECT cycle_id FROM procurement_cycle")};
  const std::int64_t order_id = inventory::IdentifierSource::shared().next();
  one.order = {order_id, order_no, id_of("supplier", "S1"), "drafted", {}, {}};
  for (const auto& [code, count] : packs) {
    const std::int64_t item_id = id_of("item", code);
    const auto price = pricing::UnitPrice::parse(item_of(code).price);
    const auto amount =
        pricing::amount_of(price, Quantity(count), Quantity(1), pricing::Rounding::half_up);
    const Quantity pack_size(item_of(code).pack_size);
    one.order.lines.push_back({item_id, Quantity(count), pack_size, price, amount, {}, {}});
    one.order.amount += amount;
    const std::int64_t agreement_id = database.figure(
        "SELECT agreement_id FROM supply_agreement WHERE item_id = " + std::to_string(item_id));
    one.line_details.push_back(
        {order_id, item_id, agreement_id, Quantity(count) * pack_size, "lowest_price", ""});
  }
  one.detail = {order_id, 1,
                1,        id_of("facility", "C1"),
                {},       std::chrono::floor<std::chrono::days>(now),
                {},       "",
                "",       actor};
  if (!distributor.empty()) one.detail.distributor_id = id_of("supplier", distributor);
  does(actor, [&](Connection& connection, const Recording& recording) {
    inventory::insert_daily_orders(connection, recording, one.cycle, {one});
    return std::string("{}");
  });
  return order_no;
}

std::string OrderCounty::approves(const std::string& actor, const std::string& order_no,
                                  const std::set<std::string>& roles) {
  const SeenOrder seen_now = seen(order_no);
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return approve_order(connection, recording, {seen_now, roles, ""});
  });
}

std::string OrderCounty::sends(const std::string& order_no) {
  const SeenOrder seen_now = seen(order_no);
  return does("user:maker", [&](Connection& connection, const Recording& recording) {
    return send_order(connection, recording, {seen_now, ""});
  });
}

std::string OrderCounty::confirms(const std::string& order_no) {
  const SeenOrder seen_now = seen(order_no);
  return does("user:s1", [&](Connection& connection, const Recording& recording) {
    return answer_order(connection, recording,
                        {seen_now, SupplierAnswer::confirm, AnswerFrom::supplier, "", ""});
  });
}

std::string OrderCounty::declines(const std::string& order_no, const std::string& reason) {
  const SeenOrder seen_now = seen(order_no);
  return does("user:s1", [&](Connection& connection, const Recording& recording) {
    return answer_order(connection, recording,
                        {seen_now, SupplierAnswer::decline, AnswerFrom::supplier, reason, ""});
  });
}

std::string OrderCounty::changes(const std::string& order_no,
                                 const std::map<std::string, std::int64_t>& packs,
                                 const std::string& actor, const std::string& reason) {
  ChangeOrder input{seen(order_no), {}, reason};
  for (const auto& [code, count] : packs) input.lines.push_back({code, Quantity(count)});
  return does(actor, [&](Connection& connection, const Recording& recording) {
    return change_order(connection, recording, input);
  });
}

std::string OrderCounty::cancels(const std::string& order_no, const std::string& reason) {
  const SeenOrder seen_now = seen(order_no);
  return does("user:maker", [&](Connection& connection, const Recording& recording) {
    return end_order(connection, recording, {seen_now, OrderEnd::cancel, reason});
  });
}

std::string OrderCounty::closes(const std::string& order_no, const std::string& reason) {
  const SeenOrder seen_now = seen(order_no);
  return does("user:maker", [&](Connection& connection, const Recording& recording) {
    return end_order(connection, recording, {seen_now, OrderEnd::close, reason});
  });
}

std::string OrderCounty::escalates() {
  return does("server", [&](Connection& connection, const Recording& recording) {
    return escalate_orders(connection, recording);
  });
}

std::string OrderCounty::drafts_and_sends(const std::map<std::string, std::int64_t>& packs,
                                          const std::string& distributor) {
  const std::string order_no = drafts(packs, "user:maker", distributor);
  approves("user:approver", order_no);
  sends(order_no);
  return order_no;
}

void OrderCounty::receives(const std::string& order_no, bool all) {
  does("user:receiver", [&](Connection& connection, const Recording& recording) {
    DailyOrder one = inventory::lock_daily_order(connection, county, order_no).value();
    const auto action = all ? OrderAction::receive_all : OrderAction::receive_part;
    take_step(one, action);
    const auto accepted =
        accept_deliveries({one.order}, delivered(one.order, all), recording.today, recording.today);
    std::vector<inventory::PurchaseOrder> orders{one.order};
    inventory::LotRegister lots(connection, county, items_of(orders));
    const auto receipts = decide_receipts(orders, accepted.lines, lots);
    one.order = orders.front();
    lots.finish();
    inventory::save_orders(connection, one.cycle, {one.order});
    inventory::record_receipts(connection, one.cycle, recording.today, receipts);
    return save_taken_step(connection, recording, one, {action, "", ""});
  });
}

std::string OrderCounty::acts(OrderAction action, const std::string& order_no) {
  switch (action) {
    case OrderAction::approve:
      return approves("user:approver", order_no);
    case OrderAction::place:
      return sends(order_no);
    case OrderAction::confirm:
      return confirms(order_no);
    case OrderAction::decline:
      return declines(order_no);
    case OrderAction::change:
      return changes(order_no, {{"A", 10}});
    case OrderAction::close:
      return closes(order_no);
    case OrderAction::cancel:
      return cancels(order_no);
    case OrderAction::escalate:
      return escalates();
    case OrderAction::receive_part:
    case OrderAction::receive_all:
      break;
  }
  receives(order_no, action == OrderAction::receive_all);
  return "{}";
}

void OrderCounty::brings_to(const std::string& order_no, OrderState state) {
  if (state == OrderState::drafted) return;
  if (state == OrderState::cancelled) {
    acts(OrderAction::cancel, order_no);
    return;
  }
  acts(OrderAction::approve, order_no);
  if (state == OrderState::approved) return;
  acts(OrderAction::place, order_no);
  const std::map<OrderState, OrderAction> last{
      {OrderState::confirmed, OrderAction::confirm},
      {OrderState::declined, OrderAction::decline},
      {OrderState::partly_received, OrderAction::receive_part},
      {OrderState::received, OrderAction::receive_all},
      {OrderState::closed_short, OrderAction::close}};
  const auto found = last.find(state);
  if (found != last.end()) acts(found->second, order_no);
}

SeenOrder OrderCounty::seen(const std::string& order_no) {
  const auto found = inventory::find_daily_order(*database.store().lease(), county, order_no);
  return {order_no, found ? found->detail.version : 0};
}

DailyOrder OrderCounty::order(const std::string& order_no) {
  return inventory::find_daily_order(*database.store().lease(), county, order_no).value();
}

std::vector<std::string> OrderCounty::steps_of(const std::string& order_no) {
  std::vector<std::string> shown;
  const auto connection = database.store().lease();
  for (const auto& step :
       inventory::load_order_steps(*connection, county, order(order_no).order.order_id)) {
    shown.push_back(std::to_string(step.version) + " " + step.action + " " + step.state +
                    (step.reason_code.empty() ? "" : " " + step.reason_code));
  }
  return shown;
}

void OrderCounty::has_policy(const std::string& subject, const std::string& parameters) {
  inventory::save_policy_set(database.session(), county,
                             {subject, "青山县", "1号", day("2026-01-01"), {}, parameters});
}

}  // namespace wutong::test
