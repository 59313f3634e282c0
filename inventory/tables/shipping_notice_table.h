#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/receiving_state.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

struct ShippingNoticeLine {
  std::int64_t line_no{};
  std::int64_t item_id{};
  std::string lot_no;
  std::optional<Date> made_on;
  Date expires_on{};
  pricing::Quantity quantity;  ///< base units
  std::vector<std::string> trace_codes;
};

/// What a supplier says is on its way (发货通知).
struct ShippingNotice {
  std::int64_t notice_id{};
  std::string notice_no;
  std::int64_t supplier_id{};
  std::int64_t order_id{};
  std::string order_no;
  NoticeState state{};
  std::int64_t version{};
  std::string carrier;
  std::optional<Date> expected_on;
  std::string announced_by;
  std::int64_t delivery_facility_id{};  ///< of the order
  std::vector<ShippingNoticeLine> lines;
};

void insert_notice(Connection& connection, const Recording& recording,
                   const ShippingNotice& notice);
/// State and version as they come.
void save_notice_state(Connection& connection, std::int64_t county_id,
                       const ShippingNotice& notice);
/// With its lines. Nothing: there is none.
std::optional<ShippingNotice> find_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t notice_id);
/// The same by the supplier's number.
std::optional<ShippingNotice> find_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t supplier_id, const std::string& notice_no);
/// The same, its row locked until the transaction ends.
std::optional<ShippingNotice> lock_notice(Connection& connection, std::int64_t county_id,
                                          std::int64_t notice_id);

/// Of an order, announced and not arrived yet, by item.
struct AnnouncedQuantity {
  std::int64_t item_id{};
  pricing::Quantity quantity;
};
std::vector<AnnouncedQuantity> load_announced(Connection& connection, std::int64_t county_id,
                                              std::int64_t order_id);

/// What a list is narrowed by; nothing or empty: not narrowed.
struct NoticeFilter {
  std::optional<std::int64_t> supplier_id;
  std::vector<std::int64_t> facility_ids;
  std::string order_no;
  std::string state;
  std::int64_t after_id = 0;
  std::int64_t at_most = 100;
};
/// By id, which grows with time; without lines.
std::vector<ShippingNotice> list_notices(Connection& connection, std::int64_t county_id,
                                         const NoticeFilter& filter);

}  // namespace wutong::inventory
