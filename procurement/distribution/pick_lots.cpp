#include "procurement/distribution/pick_lots.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace wutong::procurement {

using pricing::Quantity;

namespace {

void merge_same(std::vector<PickedLot>& picked) {
  const auto key = [](const PickedLot& one) { return std::tie(one.facility_id, one.lot); };
  std::sort(picked.begin(), picked.end(),
            [&](const PickedLot& a, const PickedLot& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (std::size_t next = 0; next < picked.size(); ++next) {
    if (kept > 0 && key(picked[kept - 1]) == key(picked[next])) {
      picked[kept - 1].quantity += picked[next].quantity;
    } else {
      picked[kept++] = picked[next];
    }
  }
  picked.resize(kept);
}

}  // namespace

std::vector<PickedLot> pick_lots(std::span<const inventory::FacilityQuantity> allocations,
                                 std::span<const inventory::LotBalance> lots) {
  std::vector<PickedLot> picked;
  std::size_t lot = 0;
  Quantity left = lots.empty() ? Quantity(0) : lots[0].quantity;
  for (const inventory::FacilityQuantity& allocation : allocations) {
    Quantity wanted = allocation.quantity;
    while (!wanted.is_zero()) {
      while (left.is_zero()) {
        if (++lot >= lots.size()) throw std::logic_error("more was allocated than is in stock");
        left = lots[lot].quantity;
      }
      const Quantity taken = std::min(wanted, left);
      picked.push_back({allocation.facility_id, lot, taken});
      wanted -= taken;
      left -= taken;
    }
  }
  merge_same(picked);
  return picked;
}

}  // namespace wutong::procurement
