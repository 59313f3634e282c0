#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"
#include "pricing/money.h"

namespace wutong::inventory {

struct ShipmentLine {
  std::int64_t facility_id{};
  std::int64_t item_id{};
  std::int64_t lot_id{};
  pricing::Quantity quantity;
  pricing::Money amount;
};

/// A facility's lines: a range of all lines.
struct Shipment {
  std::int64_t shipment_id{};
  std::int64_t facility_id{};
  std::string shipment_no;
  pricing::Money amount;
  std::size_t begin{};
  std::size_t end{};
};

/// One shipment a facility, without a number yet. Sorts the lines by facility, item and lot: the
/// order of the shipments' rows.
std::vector<Shipment> group_shipments(std::vector<ShipmentLine>& lines);

/// The only writer of shipments: the documents, the movements that take the lots from the centre to
/// the facilities, and one journal entry a shipment, in the order of their numbers: what the
/// facility owes against the goods of each item. The caller holds the cycle's lock.
void record_shipments(Connection& connection, const CycleRef& cycle,
                      const std::vector<Shipment>& shipments,
                      const std::vector<ShipmentLine>& lines);

/// How many shipments a facility has in a cycle, by facility; those without any are not there.
/// What the next number of the daily work counts on from.
std::vector<std::pair<std::int64_t, std::int64_t>> count_shipments(Connection& connection,
                                                                   const CycleRef& cycle);
/// "SH-2026-11-T1-3".
std::string daily_shipment_no(const std::string& period, const std::string& facility_code,
                              std::int64_t number);

}  // namespace wutong::inventory
