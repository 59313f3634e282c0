#include "procurement/purchase/place_orders.h"

#include <unordered_map>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/records/order_state.h"
#include "inventory/tables/award_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/purchase_order_table.h"
#include "inventory/tables/supplier_licence_table.h"
#include "pricing/rounding.h"
#include "procurement/purchase/check_order_bars.h"

namespace wutong::procurement {

using inventory::Award;
using inventory::PurchaseOrder;
using pricing::Quantity;

namespace {

/// `awards` come by supplier, then item.
std::vector<PurchaseOrder> decide_orders(
    const std::vector<Award>& awards, const std::string& period,
    const inventory::CodesById& supplier_codes,
    const std::unordered_map<std::int64_t, Quantity>& pack_sizes) {
  std::vector<PurchaseOrder> orders;
  for (const Award& award : awards) {
    if (orders.empty() || orders.back().supplier_id != award.supplier_id) {
      orders.push_back({inventory::IdentifierSource::shared().next(),
                        "PO-" + period + "-" + supplier_codes.at(award.supplier_id),
                        award.supplier_id,
                        std::string(inventory::to_string(inventory::OrderState::placed)),
                        {},
                        {}});
    }
    const pricing::Money amount =
        pricing::amount_of(award.pack_price, award.packs, Quantity(1), pricing::Rounding::half_up);
    orders.back().lines.push_back({award.item_id, award.packs, pack_sizes.at(award.item_id),
                                   award.pack_price, amount, Quantity(0), pricing::Money()});
    orders.back().amount += amount;
  }
  return orders;
}

}  // namespace

std::string place_orders(inventory::Connection& connection, const inventory::CycleRef& cycle) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::awarded);
  const std::vector<Award> awards = inventory::load_awards(connection, cycle);
  const auto codes = inventory::load_codes(connection, cycle.county_id, inventory::Noun::supplier);
  const inventory::Date today = locked.parameters.today;
  std::unordered_set<std::int64_t> awarded;
  for (const Award& award : awards) awarded.insert(award.supplier_id);
  check_order_bars(inventory::load_order_bars(connection, cycle.county_id, today, {},
                                              inventory::FileLicence::left_out),
                   awarded, codes, today);
  const std::vector<PurchaseOrder> orders =
      decide_orders(awards, locked.parameters.period, codes,
                    inventory::load_pack_sizes(connection, cycle.county_id));

  inventory::save_orders(connection, cycle, orders);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::order);
  pricing::Money total;
  for (const PurchaseOrder& order : orders) total += order.amount;
  return inventory::answer_of({{"orders", static_cast<std::int64_t>(orders.size())},
                               {"lines", static_cast<std::int64_t>(awards.size())},
                               {"amount_fen", total.fen()}});
}

}  // namespace wutong::procurement
