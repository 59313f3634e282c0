#include "inventory/tables/shipping_notice_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::vector<ShippingNotice> select_heads(Connection& connection, std::int64_t county_id,
                                         const std::string& condition) {
  Rows rows = connection.query(fmt::format(
      "SELECT n.notice_id, n.notice_no, n.supplier_id, n.order_id, o.order_no, n.state, n.version,"
      " n.carrier, n.expected_on, n.announced_by, d.delivery_facility_id FROM shipping_notice n"
      " JOIN purchase_order o ON o.county_id = n.county_id AND o.order_id = n.order_id"
      " JOIN purchase_order_detail d ON d.county_id = n.county_id AND d.order_id = n.order_id"
      " WHERE n.county_id = {} AND {}",
      county_id, condition));
  std::vector<ShippingNotice> notices;
  while (rows.next()) {
    ShippingNotice notice{
        rows.integer(1), rows.text(2),     rows.integer(3),
        rows.integer(4), rows.text(5),     parse_notice_state(rows.text(6)).value(),
        rows.integer(7), rows.text(8),     std::nullopt,
        rows.text(10),   rows.integer(11), {}};
    if (!rows.is_null(9)) notice.expected_on = rows.date(9);
    notices.push_back(std::move(notice));
  }
  return notices;
}

void add_lines(Connection& connection, std::int64_t county_id, ShippingNotice& notice) {
  Rows rows = connection.query(fmt::format(
      "SELECT line_no, item_id, lot_no, made_on, expires_on, quantity FROM shipping_notice_line"
      " WHERE county_id = {} AND notice_id = {} ORDER BY line_no",
      county_id, notice.notice_id));
  while (rows.next()) {
    ShippingNoticeLine line{rows.integer(1),
                            rows.integer(2),
                            rows.text(3),
                            std::nullopt,
                            rows.date(5),
                            rows.quantity(6),
                            {}};
    if (!rows.is_null(4)) line.made_on = rows.date(4);
    notice.lines.push_back(std::move(line));
  }
  Rows codes = connection.query(
      fmt::format("SELECT line_no, code FROM shipping_notice_trace WHERE county_id = {} AND"
                  " notice_id = {} ORDER BY line_no, code",
                  county_id, notice.notice_id));
  while (codes.next()) {
    const std::int64_t line_no = codes.integer(1);
    for (ShippingNoticeLine& line : notice.lines) {
      if (line.line_no == line_no) line.trace_codes.push_back(codes.text(2));
    }
  }
}

std::optional<ShippingNotice> select_notice(Connection& connection, std::int64_t county_id,
                                            const std::string& condition) {
  std::vector<ShippingNotice> notices = select_heads(connection, county_id, condition);
  if (notices.empty()) return std::nullopt;
  add_lines(connection, county_id, notices.front());
  return std::move(notices.front());
}

}  // namespace

void insert_notice(Connection& connection, const Recording& recording,
                   const ShippingNotice& notice) {
  BulkInsert head(connection,
                  "shipping_notice (county_id, notice_id, notice_no, supplier_id, order_id, state,"
                  " version, carrier, expected_on, announced_by, announced_at)");
  head.row(recording.county_id, notice.notice_id, notice.notice_no, notice.supplier_id,
           notice.order_id, to_string(notice.state), notice.version, notice.carrier,
           notice.expected_on, recording.actor, to_string(recording.now));
  head.finish();
  BulkInsert lines(connection,
                   "shipping_notice_line (county_id, notice_id, line_no, item_id, lot_no, made_on,"
                   " expires_on, quantity)");
  BulkInsert codes(connection, "shipping_notice_trace (county_id, notice_id, code, line_no)");
  for (const ShippingNoticeLine& line : notice.lines) {
    lines.row(recording.county_id, notice.notice_id, line.line_no, line.item_id, line.lot_no,
              line.made_on, line.expires_on, line.quantity);
    for (const std::string& code : line.trace_codes) {
      codes.row(recording.county_id, notice.notice_id, code, line.line_no);
    }
  }
  lines.finish();
  codes.finish();
}

void save_notice_state(Connection& connection, std::int64_t county_id,
                       const ShippingNotice& notice) {
  connection.execute(
      fmt::format("UPDATE shipping_notice SET state = '{}', version = {} WHERE county_id = {} AND"
                  " notice_id = {}",
                  to_string(notice.state), notice.version, county_id, notice.notice_id));
}

std::optional<ShippingNotice> find_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t notice_id) {
  return select_notice(connection, county_id, fmt::format("n.notice_id = {}", notice_id));
}

std::optional<ShippingNotice> find_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t supplier_id, const std::string& notice_no) {
  return select_notice(connection, county_id,
                       fmt::format("n.supplier_id = {} AND n.notice_no = {}", supplier_id,
                                   connection.quoted(notice_no)));
}

std::optional<ShippingNotice> lock_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t notice_id) {
  return select_notice(connection, county_id,
                       fmt::format("n.notice_id = {} FOR UPDATE", notice_id));
}

std::vector<AnnouncedQuantity> load_announced(Connection& connection, std::int64_t county_id,
                                              std::int64_t order_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT l.item_id, SUM(l.quantity) FROM shipping_notice n"
      " JOIN shipping_notice_line l ON l.county_id = n.county_id AND l.notice_id = n.notice_id"
      " WHERE n.county_id = {} AND n.order_id = {} AND n.state = 'announced' GROUP BY l.item_id",
      county_id, order_id));
  std::vector<AnnouncedQuantity> announced;
  while (rows.next()) announced.push_back({rows.integer(1), rows.quantity(2)});
  return announced;
}

std::vector<ShippingNotice> list_notices(Connection& connection, std::int64_t county_id,
                                         const NoticeFilter& filter) {
  std::string condition = fmt::format("n.notice_id > {}", filter.after_id);
  if (filter.supplier_id) condition += fmt::format(" AND n.supplier_id = {}", *filter.supplier_id);
  if (!filter.facility_ids.empty()) {
    condition +=
        fmt::format(" AND d.delivery_facility_id IN ({})", fmt::join(filter.facility_ids, ","));
  }
  if (!filter.order_no.empty()) {
    condition += " AND o.order_no = " + connection.quoted(filter.order_no);
  }
  if (!filter.state.empty()) condition += " AND n.state = " + connection.quoted(filter.state);
  return select_heads(connection, county_id,
                      condition + fmt::format(" ORDER BY n.notice_id LIMIT {}", filter.at_most));
}

}  // namespace wutong::inventory
