#include "procurement/purchase/receiving/record_delivery.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/delivery_table.h"
#include "inventory/tables/shipping_notice_table.h"
#include "procurement/purchase/receiving/check_trace_codes.h"
#include "procurement/purchase/receiving/propose_inspection.h"
#include "procurement/purchase/receiving/require_order.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::DailyOrder;
using inventory::Delivery;
using inventory::NoticeAction;

namespace {

/// The notice that has arrived; nothing: the delivery came unannounced.
std::optional<inventory::ShippingNotice> take_notice(inventory::Connection& connection,
                                                     std::int64_t county_id,
                                                     const RecordDelivery& input,
                                                     const DailyOrder& order) {
  if (!input.notice_id) return std::nullopt;
  auto notice = inventory::lock_notice(connection, county_id, *input.notice_id);
  if (!notice || notice->order_id != order.order.order_id) {
    throw Refused(Refusal::notice_unknown, {std::to_string(*input.notice_id)});
  }
  const auto next = inventory::next_state(notice->state, NoticeAction::arrive);
  if (!next) {
    throw Refused(Refusal::notice_step_not_allowed,
                  {notice->notice_no, std::string(to_string(notice->state)), "arrive"});
  }
  notice->state = *next;
  ++notice->version;
  return notice;
}

void check_readings(const RecordDelivery& input, const ItemsByCode& items) {
  for (std::size_t index = 0; index < input.rows.size(); ++index) {
    const DeliveredRow& row = input.rows[index];
    const std::string& storage = items.at(row.item_code).item.record.storage;
    if (!needs_readings(storage) || (row.coldest_tenths && row.warmest_tenths)) continue;
    throw Refused(Refusal::temperature_reading_missing,
                  {input.delivery_note_no, std::to_string(index + 1), row.item_code});
  }
}

std::vector<inventory::TraceProduct> check_codes(inventory::Connection& connection,
                                                 std::int64_t county_id,
                                                 const RecordDelivery& input,
                                                 const ItemsByCode& items) {
  std::vector<CodesOfLine> lines;
  for (const DeliveredRow& row : input.rows) {
    lines.push_back({row.item_code, items.at(row.item_code).item_id, row.trace_codes});
  }
  return check_trace_codes(connection, county_id, input.delivery_note_no, lines);
}

Delivery decide_delivery(const RecordDelivery& input, const DailyOrder& order,
                         const ItemsByCode& items, const inventory::Recording& recording) {
  Delivery delivery;
  delivery.delivery_id = inventory::IdentifierSource::shared().next();
  delivery.order_id = order.order.order_id;
  delivery.order_no = order.order.order_no;
  delivery.supplier_id = order.order.supplier_id;
  delivery.notice_id = input.notice_id;
  delivery.facility_id = order.detail.delivery_facility_id;
  delivery.delivery_note_no = input.delivery_note_no;
  delivery.state = inventory::DeliveryState::recorded;
  delivery.version = 1;
  delivery.received_by = recording.actor;
  delivery.received_on = recording.today;
  for (const DeliveredRow& row : input.rows) {
    inventory::DeliveryLine line;
    line.line_no = static_cast<std::int64_t>(delivery.lines.size()) + 1;
    line.item_id = items.at(row.item_code).item_id;
    line.lot_no = row.lot_no;
    line.made_on = row.made_on;
    line.expires_on = row.expires_on;
    line.quantity = row.quantity;
    line.approval_no = row.approval_no;
    line.is_damaged = row.is_damaged;
    line.coldest_tenths = row.coldest_tenths;
    line.warmest_tenths = row.warmest_tenths;
    line.trace_codes = row.trace_codes;
    delivery.lines.push_back(std::move(line));
  }
  return delivery;
}

std::vector<std::string> codes_of(const RecordDelivery& input) {
  std::vector<std::string> codes;
  for (const DeliveredRow& row : input.rows) codes.push_back(row.item_code);
  return codes;
}

void check_note(inventory::Connection& connection, std::int64_t county_id,
                const RecordDelivery& input, const DailyOrder& order) {
  if (input.rows.empty()) throw Refused(Refusal::delivery_lines_missing, {input.delivery_note_no});
  const std::string earlier = inventory::delivery_with_note(
      connection, county_id, order.order.order_id, input.delivery_note_no);
  if (earlier.empty()) return;
  throw Refused(Refusal::delivery_note_taken, {input.order_no, input.delivery_note_no, earlier});
}

}  // namespace

std::string record_delivery(inventory::Connection& connection,
                            const inventory::Recording& recording, const RecordDelivery& input) {
  const std::int64_t county_id = recording.county_id;
  const DailyOrder order = lock_order(connection, county_id, input.order_no);
  check_may_arrive(order);
  check_note(connection, county_id, input, order);
  const auto notice = take_notice(connection, county_id, input, order);
  const ItemsByCode items = require_items(connection, recording, codes_of(input));
  check_readings(input, items);
  const auto products = check_codes(connection, county_id, input, items);

  Delivery delivery = decide_delivery(input, order, items, recording);
  delivery.delivery_no =
      "DL-" + order.order.order_no + "-" +
      std::to_string(inventory::count_deliveries(connection, county_id, order.order.order_id) + 1);
  inventory::insert_delivery(connection, recording, delivery);
  inventory::save_trace_products(connection, county_id, products);
  if (notice) inventory::save_notice_state(connection, county_id, *notice);
  return inventory::answer_of({{"delivery_id", delivery.delivery_id}});
}

}  // namespace wutong::procurement
