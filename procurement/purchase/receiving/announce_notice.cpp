#include "procurement/purchase/receiving/announce_notice.h"

#include <algorithm>
#include <map>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/shipping_notice_table.h"
#include "procurement/purchase/receiving/check_trace_codes.h"
#include "procurement/purchase/receiving/require_order.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::DailyOrder;
using inventory::NoticeAction;
using inventory::NoticeState;
using inventory::ShippingNotice;
using pricing::Quantity;

namespace {

std::vector<std::string> codes_of(const AnnounceNotice& input) {
  std::vector<std::string> codes;
  for (const AnnouncedRow& row : input.rows) codes.push_back(row.item_code);
  return codes;
}

/// What may still be announced of each item of the order.
std::map<std::int64_t, Quantity> open_quantities(inventory::Connection& connection,
                                                 std::int64_t county_id, const DailyOrder& order) {
  std::map<std::int64_t, Quantity> open;
  for (const auto& line : order.order.lines) {
    open.emplace(line.item_id, line.ordered_quantity() - line.accepted_quantity);
  }
  for (const auto& announced :
       inventory::load_announced(connection, county_id, order.order.order_id)) {
    const auto line = open.find(announced.item_id);
    if (line != open.end()) line->second -= std::min(line->second, announced.quantity);
  }
  return open;
}

/// By item: the code and all that the notice says of it.
struct AnnouncedItem {
  std::string code;
  Quantity quantity;
};

void check_open(const AnnounceNotice& input, const ItemsByCode& items,
                const std::map<std::int64_t, Quantity>& open) {
  std::map<std::int64_t, AnnouncedItem> announced;
  for (const AnnouncedRow& row : input.rows) {
    AnnouncedItem& item = announced[items.at(row.item_code).item_id];
    item.code = row.item_code;
    item.quantity += row.quantity;
  }
  for (const auto& [item_id, item] : announced) {
    const auto line = open.find(item_id);
    if (line == open.end()) {
      throw Refused(Refusal::order_line_unknown, {input.order_no, item.code});
    }
    if (item.quantity <= line->second) continue;
    throw Refused(Refusal::notice_above_open,
                  {input.order_no, item.code, item.quantity.to_string(), line->second.to_string()});
  }
}

void check_codes(inventory::Connection& connection, std::int64_t county_id,
                 const AnnounceNotice& input, const ItemsByCode& items) {
  std::vector<CodesOfLine> lines;
  for (const AnnouncedRow& row : input.rows) {
    lines.push_back({row.item_code, items.at(row.item_code).item_id, row.trace_codes});
  }
  check_trace_codes(connection, county_id, input.notice_no, lines);
}

ShippingNotice decide_notice(const AnnounceNotice& input, const DailyOrder& order,
                             const ItemsByCode& items, const std::string& actor) {
  ShippingNotice notice{inventory::IdentifierSource::shared().next(),
                        input.notice_no,
                        order.order.supplier_id,
                        order.order.order_id,
                        input.order_no,
                        NoticeState::announced,
                        1,
                        input.carrier,
                        input.expected_on,
                        actor,
                        order.detail.delivery_facility_id,
                        {}};
  for (const AnnouncedRow& row : input.rows) {
    notice.lines.push_back({static_cast<std::int64_t>(notice.lines.size()) + 1,
                            items.at(row.item_code).item_id, row.lot_no, row.made_on,
                            row.expires_on, row.quantity, row.trace_codes});
  }
  return notice;
}

}  // namespace

std::string announce_notice(inventory::Connection& connection,
                            const inventory::Recording& recording, const AnnounceNotice& input) {
  const DailyOrder order = lock_order(connection, recording.county_id, input.order_no);
  check_may_arrive(order);
  if (input.rows.empty()) throw Refused(Refusal::delivery_lines_missing, {input.notice_no});
  if (inventory::find_notice(connection, recording.county_id, order.order.supplier_id,
                             input.notice_no)) {
    throw Refused(Refusal::notice_number_taken, {input.order_no, input.notice_no});
  }
  const ItemsByCode items = require_items(connection, recording, codes_of(input));
  check_open(input, items, open_quantities(connection, recording.county_id, order));
  check_codes(connection, recording.county_id, input, items);

  const ShippingNotice notice = decide_notice(input, order, items, recording.actor);
  inventory::insert_notice(connection, recording, notice);
  return inventory::answer_of({{"notice_id", notice.notice_id}});
}

std::string withdraw_notice(inventory::Connection& connection,
                            const inventory::Recording& recording, const SeenNotice& seen) {
  auto notice = inventory::lock_notice(connection, recording.county_id, seen.notice_id);
  if (!notice) throw Refused(Refusal::notice_unknown, {std::to_string(seen.notice_id)});
  check_seen(notice->notice_no, seen.version, notice->version);
  const auto next = inventory::next_state(notice->state, NoticeAction::withdraw);
  if (!next) {
    throw Refused(Refusal::notice_step_not_allowed,
                  {notice->notice_no, std::string(to_string(notice->state)), "withdraw"});
  }
  notice->state = *next;
  ++notice->version;
  inventory::save_notice_state(connection, recording.county_id, *notice);
  return inventory::answer_of({{"notice_id", notice->notice_id}});
}

}  // namespace wutong::procurement
