#include "procurement/app/generate/made_up_deliveries.h"

#include <algorithm>
#include <string>

#include "procurement/app/generate/made_up_lot.h"
#include "procurement/award_rules/award_lowest_price.h"
#include "procurement/bargaining/judge_bid.h"

namespace wutong::app {

using inventory::BidRow;
using pricing::Quantity;
using procurement::AwardedBid;
using procurement::StandingBid;

namespace {

/// What the plain rule orders, and from which of the bids. `refused` are those that cannot win.
struct Orders {
  std::vector<const BidRow*> standing;
  std::vector<const BidRow*> refused;
  std::vector<AwardedBid> awards;  ///< `bid` is a position in `standing`
};

Orders orders_for(const MadeUpCounty& county, const std::vector<BidRow>& bids,
                  std::int64_t packs_needed) {
  Orders orders;
  std::vector<std::string> codes;
  codes.reserve(bids.size());  // the standing bids point at these texts
  std::vector<StandingBid> standing;
  for (const BidRow& bid : bids) {
    const inventory::SupplierRecord supplier = county.suppliers.record_of(bid.supplier);
    if (procurement::judge_bid(bid, county.items.record_of(bid.item), supplier, made_up_today)) {
      orders.refused.push_back(&bid);
      continue;
    }
    codes.push_back(supplier.code);
    orders.standing.push_back(&bid);
    standing.push_back({.supplier_id = bid.supplier,
                        .supplier_code = codes.back(),
                        .pack_price = bid.pack_price,
                        .capacity_packs = bid.capacity_packs,
                        .min_order_packs = bid.min_order_packs.value_or(Quantity{})});
  }
  orders.awards = procurement::award_lowest_price(Quantity(packs_needed), standing);
  return orders;
}

/// The ways in which an order arrives, each with how many of a thousand orders do. The order is
/// part of the files' bytes.
enum class Arrival { two_lots, short_count, over_count, expired, replaced, two_rows, never, full };

Arrival draw_arrival(SeededRandom& random) {
  struct Share {
    Arrival arrival;
    std::int64_t permille;
  };
  constexpr Share shares[]{{Arrival::two_lots, 70},   {Arrival::short_count, 25},
                           {Arrival::over_count, 10}, {Arrival::expired, 8},
                           {Arrival::replaced, 8},    {Arrival::two_rows, 10},
                           {Arrival::never, 7}};
  std::int64_t drawn = random.below(1000);
  for (const Share& share : shares) {
    if (drawn < share.permille) {
      return share.arrival;
    }
    drawn -= share.permille;
  }
  return Arrival::full;
}

/// Writes the rows of one order line.
class DeliveryWriter {
 public:
  DeliveryWriter(const MadeUpCounty& county, const BidRow& bid, CountyTable& table)
      : supplier_(county.suppliers.record_of(bid.supplier).code),
        item_(county.items.code_of(bid.item)),
        pack_size_(county.items.pack_size_of(bid.item)),
        table_(table) {}

  void bring(Arrival arrival, std::int64_t packs, SeededRandom& random);
  void bring_unordered(SeededRandom& random);

 private:
  void row(const MadeUpLot& lot, std::int64_t packs) {
    if (packs > 0) {
      table_.row({supplier_, item_, lot.number, inventory::to_string(lot.expires_on),
                  std::to_string(packs * pack_size_)});
    }
  }

  std::string supplier_;
  std::string item_;
  std::int64_t pack_size_;
  CountyTable& table_;
};

void DeliveryWriter::bring(Arrival arrival, std::int64_t packs, SeededRandom& random) {
  const MadeUpLot lot = fresh_lot(1, random);
  const MadeUpLot other_lot = fresh_lot(2, random);
  const std::int64_t part = std::max<std::int64_t>(1, packs * random.between(20, 80) / 100);
  const std::int64_t bad_packs = std::max<std::int64_t>(1, packs / 5);
  switch (arrival) {
    case Arrival::full:
      return row(lot, packs);
    case Arrival::two_lots:
      row(lot, part);
      return row(other_lot, packs - part);
    case Arrival::short_count:
      return row(lot, packs * random.between(50, 97) / 100);
    case Arrival::over_count:
      return row(lot, packs + random.between(1, 5));
    case Arrival::expired:
      row(lot_expiring_in(-random.between(1, 60), 3), bad_packs);
      return row(lot, packs - bad_packs);
    case Arrival::replaced:  // too old, taken back, and brought again
      row(lot_expiring_in(random.between(0, made_up_minimum_shelf_life_days - 1), 3), bad_packs);
      return row(lot, packs);
    case Arrival::two_rows:
      row(lot, part);
      return row(lot, packs - part);
    case Arrival::never:
      return;
  }
}

void DeliveryWriter::bring_unordered(SeededRandom& random) {
  const MadeUpLot lot = fresh_lot(4, random);
  row(lot, random.between(1, 20));
}

}  // namespace

void write_deliveries(const MadeUpCounty& county, const std::vector<BidRow>& bids,
                      std::int64_t packs_needed, CountyTable& table) {
  if (bids.empty()) {
    return;
  }
  SeededRandom random = county.random(Purpose::deliveries, bids.front().item);
  const Orders orders = orders_for(county, bids, packs_needed);
  for (const AwardedBid& award : orders.awards) {
    const Arrival arrival = draw_arrival(random);
    DeliveryWriter(county, *orders.standing[award.bid], table)
        .bring(arrival, award.packs.units(), random);
  }
  if (!orders.refused.empty() && random.happens(30)) {
    DeliveryWriter(county, *orders.refused.front(), table).bring_unordered(random);
  }
}

}  // namespace wutong::app
