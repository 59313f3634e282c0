#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/agreement.h"
#include "inventory/records/recording.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

/// A consolidation's head (汇总单). Instants are UTC, as the column gives them; empty: not undone.
struct Consolidation {
  std::int64_t consolidation_id{};
  std::string consolidation_no;
  std::int64_t cycle_id{};
  ConsolidationState state{};
  std::int64_t version = 1;
  DeliveryRule delivery_rule{};
  std::string fingerprint;
  Date made_on{};
  std::string made_by;
  std::string made_at;
  std::string undone_by;
  std::string undone_at;
  std::string undone_reason;
};

/// Why so much of an item was ordered. Base units where packs are not named.
struct ConsolidatedItem {
  std::int64_t item_id{};
  pricing::Quantity requested;
  pricing::Quantity usable_stock;
  pricing::Quantity promised;
  pricing::Quantity open_orders;
  pricing::Quantity in_transit;  ///< part of the open orders
  pricing::Quantity net_need;
  pricing::Quantity pack_size;
  pricing::Quantity ordered_packs;
  pricing::Quantity uncovered;
  std::string uncovered_reason;  ///< empty: everything is covered
};

/// What was decided: an order line each.
struct ConsolidatedLine {
  std::int64_t item_id{};
  std::int64_t delivery_facility_id{};
  std::int64_t agreement_id{};
  std::int64_t place{};  ///< 1: the first that was chosen for the item
  std::int64_t supplier_id{};
  std::int64_t order_id{};            ///< 0: not ordered yet
  pricing::Quantity needed_quantity;  ///< base units
  pricing::Quantity needed_packs;     ///< these rounded up to packs
  pricing::Quantity packs;            ///< and raised to multiple and minimum
  pricing::UnitPrice pack_price;
  std::string reason_code;
  std::string note;

  /// Base units that whole packs add to what is needed.
  pricing::Quantity added_by_packs(pricing::Quantity pack_size) const {
    return needed_packs * pack_size - needed_quantity;
  }
  /// Packs that the multiple and the minimum order add.
  pricing::Quantity added_packs() const { return packs - needed_packs; }
};

/// An agreement in force that was passed over.
struct ConsolidationBar {
  std::int64_t item_id{};
  std::int64_t agreement_id{};
  std::int64_t supplier_id{};
  std::string reason_code;
  std::string detail;
};

/// A consolidation, whole; the rows by item, then place or agreement.
struct ConsolidationContent {
  std::vector<std::int64_t> requisition_ids;
  std::vector<ConsolidatedItem> items;
  std::vector<ConsolidatedLine> lines;
  std::vector<ConsolidationBar> bars;
};

/// How many the cycle has had; the caller holds the cycle's lock.
std::int64_t count_consolidations(Connection& connection, const CycleRef& cycle);
void insert_consolidation(Connection& connection, const Recording& recording,
                          const Consolidation& consolidation, const ConsolidationContent& content);
/// Nothing: no consolidation has the number.
std::optional<Consolidation> find_consolidation(Connection& connection, std::int64_t county_id,
                                                const std::string& consolidation_no);
/// The same, its row locked until the transaction ends.
std::optional<Consolidation> lock_consolidation(Connection& connection, std::int64_t county_id,
                                                const std::string& consolidation_no);
ConsolidationContent load_consolidation_content(Connection& connection, std::int64_t county_id,
                                                std::int64_t consolidation_id);
/// Writes that it is undone: state, version, reason; who and when are the recording's.
void save_consolidation_undone(Connection& connection, const Recording& recording,
                               const Consolidation& consolidation);

/// A consolidation in a list, with its size.
struct ConsolidationSummary {
  Consolidation consolidation;
  std::string period;
  std::int64_t requisitions{};
  std::int64_t items{};
  std::int64_t lines{};
  std::int64_t uncovered_items{};
};
/// What a list is narrowed by; empty: not narrowed.
struct ConsolidationFilter {
  std::string period;
  std::string state;
  std::string number;  ///< this one alone
  std::int64_t below_id = std::numeric_limits<std::int64_t>::max();
  std::int64_t at_most = 100;
};
/// The newest first. One statement.
std::vector<ConsolidationSummary> list_consolidations(Connection& connection,
                                                      std::int64_t county_id,
                                                      const ConsolidationFilter& filter);

/// What of an item is on its way and what is spoken for, base units.
struct ItemFlow {
  pricing::Quantity promised;  ///< consolidated in the cycle, neither dispatched nor coming direct
  pricing::Quantity open_orders;  ///< ordered for the centre in the cycle, not received yet
  pricing::Quantity in_transit;   ///< of these announced; 0 as long as nobody announces
};
std::unordered_map<std::int64_t, ItemFlow> load_item_flows(Connection& connection,
                                                           const CycleRef& cycle,
                                                           std::int64_t centre_id);
/// The agreements by which a supplier was ordered from in the cycle and has declined.
std::unordered_set<std::int64_t> load_declined_agreements(Connection& connection,
                                                          const CycleRef& cycle);

/// Adds what the requisitions ask for to what the cycle's facilities asked for (equipment counts as
/// regular), or takes it away again.
void add_to_requests(Connection& connection, const CycleRef& cycle, Date requested_on,
                     const std::vector<std::int64_t>& requisition_ids);
void take_from_requests(Connection& connection, const CycleRef& cycle,
                        const std::vector<std::int64_t>& requisition_ids);
/// Whether more was allocated to somebody in the cycle than was asked for.
bool is_allocated_above_requests(Connection& connection, const CycleRef& cycle);

}  // namespace wutong::inventory
