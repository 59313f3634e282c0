#include "procurement/purchase/consolidation/draft_orders.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "pricing/rounding.h"

namespace wutong::procurement {

using inventory::ConsolidatedLine;
using inventory::DailyOrder;
using pricing::Quantity;

namespace {

/// Supplier code, code of the place (the centre's is empty, so that it comes first), distributor.
using OrderKey = std::tuple<std::string, std::string, std::int64_t>;

std::unordered_map<std::int64_t, std::int64_t> count_orders(inventory::Connection& connection,
                                                            const inventory::CycleRef& cycle) {
  inventory::Rows rows = connection.query(
      fmt::format("SELECT supplier_id, COUNT(*) FROM purchase_order WHERE county_id = {} AND"
                  " cycle_id = {} GROUP BY supplier_id",
                  cycle.county_id, cycle.cycle_id));
  std::unordered_map<std::int64_t, std::int64_t> counts;
  while (rows.next()) counts.emplace(rows.integer(1), rows.integer(2));
  return counts;
}

void add_line(DailyOrder& order, ConsolidatedLine& line, Quantity pack_size) {
  const pricing::Money amount =
      pricing::amount_of(line.pack_price, line.packs, Quantity(1), pricing::Rounding::half_up);
  order.order.lines.push_back({line.item_id, line.packs, pack_size, line.pack_price, amount,
                               Quantity(0), pricing::Money()});
  order.order.amount += amount;
  order.line_details.push_back({order.order.order_id, line.item_id, line.agreement_id,
                                line.needed_quantity, line.reason_code, line.note});
  line.order_id = order.order.order_id;
}

}  // namespace

std::vector<DailyOrder> draft_orders(inventory::Connection& connection,
                                     const inventory::Recording& recording,
                                     const inventory::Consolidation& consolidation,
                                     ConsolidationDecision& decision) {
  const std::int64_t county_id = recording.county_id;
  const inventory::CycleRef cycle{county_id, decision.cycle.cycle_id};
  const auto suppliers = inventory::load_codes(connection, county_id, inventory::Noun::supplier);
  const auto facilities = inventory::load_codes(connection, county_id, inventory::Noun::facility);
  const std::int64_t centre_id = inventory::load_centre_id(connection, county_id);
  std::unordered_map<std::int64_t, Quantity> pack_sizes;
  for (const auto& item : decision.content.items) pack_sizes.emplace(item.item_id, item.pack_size);

  std::map<OrderKey, std::vector<ConsolidatedLine*>> groups;  // lines by item
  for (ConsolidatedLine& line : decision.content.lines) {
    const bool is_centre = line.delivery_facility_id == centre_id;
    groups[{suppliers.at(line.supplier_id),
            is_centre ? std::string() : facilities.at(line.delivery_facility_id),
            decision.distributors.at(line.agreement_id).value_or(0)}]
        .push_back(&line);
  }
  auto numbers = count_orders(connection, cycle);
  std::vector<DailyOrder> orders;
  for (const auto& [key, lines] : groups) {
    const ConsolidatedLine& first = *lines.front();
    DailyOrder order;
    order.cycle = cycle;
    order.order = {inventory::IdentifierSource::shared().next(),
                   fmt::format("PO-{}-{}-{}", decision.cycle.parameters.period, std::get<0>(key),
                               ++numbers[first.supplier_id]),
                   first.supplier_id,
                   std::string(inventory::to_string(inventory::OrderState::drafted)),
                   {},
                   {}};
    order.detail.order_id = order.order.order_id;
    order.detail.consolidation_id = consolidation.consolidation_id;
    order.detail.version = 1;
    order.detail.delivery_facility_id = first.delivery_facility_id;
    order.detail.distributor_id = decision.distributors.at(first.agreement_id);
    order.detail.ordered_on = recording.today;
    order.detail.created_by = recording.actor;
    for (ConsolidatedLine* line : lines) add_line(order, *line, pack_sizes.at(line->item_id));
    orders.push_back(std::move(order));
  }
  return orders;
}

}  // namespace wutong::procurement
