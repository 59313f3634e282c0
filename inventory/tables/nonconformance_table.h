#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/receiving_state.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// A deviation of a delivery, named (不合格记录).
struct Nonconformance {
  std::int64_t nonconformance_id{};
  std::string nonconformance_no;
  std::int64_t delivery_id{};
  std::string delivery_no;
  std::int64_t supplier_id{};
  std::int64_t facility_id{};
  std::int64_t line_no{};  ///< 0: of the item as a whole
  std::int64_t item_id{};
  RejectionReason reason{};
  pricing::Quantity quantity;  ///< base units
  NonconformanceState state{};
  std::int64_t version{};
  std::string evidence;
  std::string resolution;  ///< empty: not yet
  std::string resolution_note;
  std::string opened_by;
  std::string resolved_by;
};

void insert_nonconformances(Connection& connection, const Recording& recording,
                            const std::vector<Nonconformance>& deviations);
/// State, version and resolution as they come, and by whom it was resolved; when is the
/// recording's.
void save_nonconformance(Connection& connection, const Recording& recording,
                         const Nonconformance& deviation, const std::string& resolved_by);
/// Nothing: none has the number.
std::optional<Nonconformance> find_nonconformance(Connection& connection, std::int64_t county_id,
                                                  const std::string& number);
/// The same, its row locked until the transaction ends.
std::optional<Nonconformance> lock_nonconformance(Connection& connection, std::int64_t county_id,
                                                  const std::string& number);

/// What a list is narrowed by; nothing or empty: not narrowed.
struct NonconformanceFilter {
  std::optional<std::int64_t> supplier_id;
  std::vector<std::int64_t> facility_ids;
  std::string delivery_no;
  std::string state;
  std::int64_t after_id = 0;
  std::int64_t at_most = 100;
};
/// By id, which grows with time.
std::vector<Nonconformance> list_nonconformances(Connection& connection, std::int64_t county_id,
                                                 const NonconformanceFilter& filter);

}  // namespace wutong::inventory
