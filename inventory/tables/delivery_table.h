#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/receiving_state.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// What came, by the row of the delivery note, and what inspection made of it.
struct DeliveryLine {
  std::int64_t line_no{};
  std::int64_t item_id{};
  std::string lot_no;
  std::optional<Date> made_on;
  Date expires_on{};
  pricing::Quantity quantity;  ///< base units
  std::string approval_no;
  bool is_damaged = false;  ///< its package
  std::optional<std::int64_t> coldest_tenths;
  std::optional<std::int64_t> warmest_tenths;  ///< tenths of a degree Celsius, on the way
  std::optional<pricing::Quantity> accepted;   ///< nothing: not inspected
  std::optional<RejectionReason> reason;       ///< of what was not accepted
  std::string note;
  std::vector<std::string> trace_codes;
};

/// Goods that came for an order (到货单).
struct Delivery {
  std::int64_t delivery_id{};
  std::string delivery_no;
  std::int64_t order_id{};
  std::string order_no;
  std::int64_t supplier_id{};
  std::optional<std::int64_t> notice_id;
  std::int64_t facility_id{};
  std::string delivery_note_no;
  DeliveryState state{};
  std::int64_t version{};
  std::string received_by;
  Date received_on{};
  std::string inspected_by;  ///< empty: not yet
  std::optional<std::int64_t> receipt_id;
  std::optional<std::int64_t> shipment_id;
  std::vector<DeliveryLine> lines;
};

/// With lines and trace codes.
void insert_delivery(Connection& connection, const Recording& recording, const Delivery& delivery);
/// State, version, who inspected, receipt and shipment as they come.
void save_delivery_state(Connection& connection, std::int64_t county_id, const Delivery& delivery);
/// What inspection said: head, when, and every line.
void save_inspection(Connection& connection, const Recording& recording, const Delivery& delivery);

/// With lines and codes. Nothing: no delivery has the number.
std::optional<Delivery> find_delivery(Connection& connection, std::int64_t county_id,
                                      const std::string& delivery_no);
/// The same, its row locked until the transaction ends: of two inspectors the second sees the
/// first.
std::optional<Delivery> lock_delivery(Connection& connection, std::int64_t county_id,
                                      const std::string& delivery_no);

/// How many deliveries an order has; what their numbers count on from.
std::int64_t count_deliveries(Connection& connection, std::int64_t county_id,
                              std::int64_t order_id);
/// The delivery of the order that came with this note; empty: none.
std::string delivery_with_note(Connection& connection, std::int64_t county_id,
                               std::int64_t order_id, const std::string& delivery_note_no);
/// Deliveries of a cycle's orders that are not inspected, by number.
std::vector<std::string> uninspected_deliveries(Connection& connection, std::int64_t county_id,
                                                std::int64_t cycle_id);

/// What a list is narrowed by; nothing or empty: not narrowed.
struct DeliveryFilter {
  std::optional<std::int64_t> supplier_id;
  std::vector<std::int64_t> facility_ids;
  std::string order_no;
  std::string state;
  std::int64_t after_id = 0;
  std::int64_t at_most = 100;
};
/// By id, which grows with time; without lines.
std::vector<Delivery> list_deliveries(Connection& connection, std::int64_t county_id,
                                      const DeliveryFilter& filter);

}  // namespace wutong::inventory
