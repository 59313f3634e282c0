#include "procurement/purchase/demand/decide_consumption.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ConsumptionLine;
using inventory::LotBalance;
using pricing::Quantity;

namespace {

/// What is there of the lots that a row can mean.
struct Shelf {
  std::vector<LotBalance*> lots;
  Quantity total() const {
    Quantity sum;
    for (const LotBalance* lot : lots) sum += lot->quantity;
    return sum;
  }
};

Shelf shelf_of(const KnownUse& use,
               std::unordered_map<std::int64_t, std::vector<LotBalance*>>& lots_of) {
  Shelf shelf;
  for (LotBalance* lot : lots_of[use.item_id]) {
    if (use.used.lot_no.empty() || lot->lot.lot_no == use.used.lot_no) shelf.lots.push_back(lot);
  }
  return shelf;
}

Quantity used_of(const std::string& facility_code, const UsedItem& used, Quantity there) {
  if (used.quantity.has_value() == used.remaining.has_value()) {
    throw Refused(Refusal::consumption_needs_one_figure, {used.item_code});
  }
  const Quantity named = used.quantity ? *used.quantity : *used.remaining;
  if (named > there) {
    throw Refused(Refusal::consumption_above_stock,
                  {facility_code, used.item_code, named.to_string(), there.to_string()});
  }
  return used.quantity ? *used.quantity : there - *used.remaining;
}

using UsedOfLots = std::map<std::pair<std::int64_t, std::int64_t>, Quantity>;

/// Takes it from the lots in their order; each is left with what remains of it.
void take_from(Shelf& shelf, Quantity used, UsedOfLots& taken) {
  for (LotBalance* lot : shelf.lots) {
    const Quantity part = std::min(used, lot->quantity);
    if (part.is_zero()) continue;
    taken[{lot->lot.item_id, lot->lot.lot_id}] += part;
    lot->quantity -= part;
    used -= part;
  }
}

void check_once(const std::string& facility_code, const std::vector<KnownUse>& uses) {
  std::set<std::pair<std::int64_t, std::string>> seen;
  for (const KnownUse& use : uses) {
    if (!seen.emplace(use.item_id, use.used.lot_no).second) {
      throw Refused(Refusal::requisition_item_twice, {facility_code, use.used.item_code});
    }
  }
}

}  // namespace

std::vector<ConsumptionLine> decide_consumption(const std::string& facility_code,
                                                const std::vector<KnownUse>& uses,
                                                const std::vector<LotBalance>& balances) {
  check_once(facility_code, uses);
  std::vector<LotBalance> left = balances;
  std::unordered_map<std::int64_t, std::vector<LotBalance*>> lots_of;
  for (LotBalance& lot : left) lots_of[lot.lot.item_id].push_back(&lot);
  UsedOfLots taken;
  for (const KnownUse& use : uses) {
    Shelf shelf = shelf_of(use, lots_of);
    take_from(shelf, used_of(facility_code, use.used, shelf.total()), taken);
  }
  std::vector<ConsumptionLine> lines;
  for (const auto& [key, quantity] : taken) lines.push_back({key.first, key.second, quantity});
  return lines;
}

}  // namespace wutong::procurement
