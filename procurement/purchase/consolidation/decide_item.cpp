#include "procurement/purchase/consolidation/decide_item.h"

#include <algorithm>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::AgreementKind;
using inventory::ConsolidatedLine;
using inventory::DeliverySite;
using pricing::Quantity;

namespace {

constexpr Quantity nothing(0);

Quantity not_below_zero(Quantity quantity) {
  return std::max(quantity, nothing);
}

/// Whether what is left of it is enough for its smallest order.
bool can_take(const StandingBid& bid) {
  if (!bid.capacity_packs) return true;
  return *bid.capacity_packs >= bid.multiple_packs &&
         take_packs(Quantity(1), bid).packs <= *bid.capacity_packs;
}

/// What one place still needs.
struct SiteNeed {
  const FacilityDemand* demand = nullptr;
  Quantity quantity;
};

/// The purchase of one item, as it goes on.
class ItemPurchase {
 public:
  explicit ItemPurchase(const ItemCase& one) : case_(one) {
    for (const Offer& offer : one.offers) taken_.push_back(offer.ordered_packs);
    begin_figures();
  }

  ItemDecision decide() {
    bar_offers();
    for (const ChosenSupplier& chosen : case_.chosen) take_chosen(chosen);
    take_commitments();
    take_lowest_price(false);
    take_lowest_price(true);
    finish();
    return std::move(decision_);
  }

 private:
  /// Quantities that others have a claim on are not there for these requests. What an earlier
  /// consolidation ordered for them in vain (declined, cancelled, closed short, nobody to order
  /// from) is bought now.
  void begin_figures() {
    inventory::ConsolidatedItem& item = decision_.item;
    item.item_id = case_.item_id;
    item.pack_size = case_.pack_size;
    item.usable_stock = case_.usable_stock;
    item.promised = case_.flow.promised;
    item.open_orders = case_.flow.open_orders;
    item.in_transit = case_.flow.in_transit;
    Quantity available = item.usable_stock + item.open_orders - item.promised;
    if (available < nothing) {
      if (!may_come_direct()) sites_.push_back({&backlog_, nothing - available});
      available = nothing;
    }
    for (const FacilityDemand& demand : case_.demands) {
      item.requested += demand.quantity;
      const Quantity covered = std::min(available, demand.quantity);
      available -= covered;
      if (covered < demand.quantity) add_site(demand, demand.quantity - covered);
    }
    for (const SiteNeed& site : sites_) item.net_need += site.quantity;
  }

  /// A facility that asks twice (an emergency, then regularly) is one place.
  void add_site(const FacilityDemand& demand, Quantity quantity) {
    for (SiteNeed& site : sites_) {
      if (site.demand->facility_id != demand.facility_id) continue;
      site.quantity += quantity;
      return;
    }
    sites_.push_back({&demand, quantity});
  }

  void bar_offers() {
    for (std::size_t index = 0; index < case_.offers.size(); ++index) {
      const Offer& offer = case_.offers[index];
      if (!offer.bar_code.empty()) {
        bar(offer, offer.bar_code, offer.bar_detail);
      } else if (!has_room(index)) {
        bar(offer, "maximum_reached",
            offer.ordered_packs.to_string() + " / " + offer.agreement.maximum_packs->to_string());
        is_open_to_order_ = true;
      } else {
        usable_.push_back(index);
        is_open_to_order_ = true;
      }
    }
  }

  void bar(const Offer& offer, const std::string& reason, const std::string& detail) {
    decision_.bars.push_back(
        {case_.item_id, offer.agreement.agreement_id, offer.agreement.supplier_id, reason, detail});
  }

  /// The agreement as the award rule sees it, with what it has left.
  StandingBid bid_of(std::size_t index) const {
    const Offer& offer = case_.offers[index];
    StandingBid bid{offer.agreement.supplier_id,     offer.supplier_code,
                    offer.agreement.pack_price,      std::nullopt,
                    offer.agreement.min_order_packs, offer.agreement.multiple_packs};
    if (offer.agreement.maximum_packs) {
      bid.capacity_packs = not_below_zero(*offer.agreement.maximum_packs - taken_[index]);
    }
    return bid;
  }

  bool has_room(std::size_t index) const { return can_take(bid_of(index)); }

  Quantity unmet_commitment(std::size_t index) const {
    const inventory::Agreement& agreement = case_.offers[index].agreement;
    if (agreement.kind != AgreementKind::vbp || !agreement.committed_packs) return nothing;
    return not_below_zero(*agreement.committed_packs - taken_[index]);
  }

  /// A direct agreement's goods go to who asked, who is not known of a backlog: he asks again.
  bool may_come_direct() const {
    for (std::size_t index = 0; index < case_.offers.size(); ++index) {
      if (is_direct(index)) return true;
    }
    return false;
  }

  bool is_direct(std::size_t index) const {
    return case_.offers[index].agreement.delivery == DeliverySite::direct &&
           case_.delivery_rule == inventory::DeliveryRule::as_agreed;
  }

  Quantity still_needed() const {
    Quantity sum;
    for (const SiteNeed& site : sites_) sum += site.quantity;
    return sum;
  }

  Quantity packs_for(Quantity quantity) const {
    return pricing::packs_covering(quantity, case_.pack_size);
  }

  // --- the phases

  void take_commitments() {
    const std::vector<std::size_t> committed = positions([&](std::size_t index) {
      return !case_.offers[index].agreement.is_standby && unmet_commitment(index) > nothing;
    });
    for (const std::size_t index : in_price_order(committed)) {
      StandingBid bid = bid_of(index);
      if (!can_take(bid)) continue;
      const Quantity at_most = commitment_to_take(index, bid);
      bid.capacity_packs = std::min(bid.capacity_packs.value_or(at_most), at_most);
      take(index, bid, {"commitment", ""});
    }
  }

  /// The last order of a commitment may be more than what is left of it: it is a multiple, and not
  /// below the minimum.
  Quantity commitment_to_take(std::size_t index, const StandingBid& bid) const {
    StandingBid unlimited = bid;
    unlimited.capacity_packs.reset();
    return take_packs(unmet_commitment(index), unlimited).packs;
  }

  void take_lowest_price(bool standby) {
    const std::vector<std::size_t> candidates = positions(
        [&](std::size_t index) { return case_.offers[index].agreement.is_standby == standby; });
    for (const std::size_t index : in_price_order(candidates)) {
      if (!has_room(index)) continue;
      take(index, bid_of(index), {standby ? "standby" : "", ""});
    }
  }

  void take_chosen(const ChosenSupplier& chosen) {
    const std::size_t index = position_of(chosen);
    check_commitments(chosen, index);
    StandingBid bid = bid_of(index);
    const Why why{chosen.reason_code.empty() ? "chosen" : chosen.reason_code, chosen.note};
    if (!chosen.packs) {
      take(index, bid, why);
      return;
    }
    check_packs(*chosen.packs, bid);
    bid.capacity_packs = *chosen.packs;
    take_exactly(index, *chosen.packs, why);
  }

  // --- choosing

  template <typename Wanted>
  std::vector<std::size_t> positions(Wanted is_wanted) const {
    std::vector<std::size_t> chosen;
    for (const std::size_t index : usable_) {
      if (is_wanted(index)) chosen.push_back(index);
    }
    return chosen;
  }

  std::vector<std::size_t> in_price_order(const std::vector<std::size_t>& positions) const {
    std::vector<StandingBid> bids;
    for (const std::size_t index : positions) bids.push_back(bid_of(index));
    std::vector<std::size_t> ordered;
    for (const std::size_t place : lowest_price_order(bids)) ordered.push_back(positions[place]);
    return ordered;
  }

  std::size_t position_of(const ChosenSupplier& chosen) const {
    for (const std::size_t index : usable_) {
      if (case_.offers[index].agreement.supplier_id == chosen.supplier_id) return index;
    }
    throw Refused(Refusal::override_without_agreement, {chosen.supplier_code, case_.item_code});
  }

  void check_commitments(const ChosenSupplier& chosen, std::size_t chosen_index) const {
    if (!chosen.reason_code.empty()) return;
    for (const std::size_t index : usable_) {
      if (index == chosen_index || unmet_commitment(index).is_zero()) continue;
      throw Refused(Refusal::override_needs_reason,
                    {case_.item_code, case_.offers[index].supplier_code, chosen.supplier_code});
    }
  }

  void check_packs(Quantity packs, const StandingBid& bid) const {
    const auto refuse = [&](Refusal refusal, Quantity limit) {
      throw Refused(refusal, {case_.item_code, packs.to_string(), limit.to_string()});
    };
    if (packs.units() % bid.multiple_packs.units() != 0) {
      refuse(Refusal::packs_not_a_multiple, bid.multiple_packs);
    }
    if (packs < bid.min_order_packs) refuse(Refusal::packs_below_minimum, bid.min_order_packs);
    if (bid.capacity_packs && packs > *bid.capacity_packs) {
      refuse(Refusal::packs_above_maximum, *bid.capacity_packs);
    }
  }

  // --- taking

  struct Why {
    std::string reason_code;  ///< empty: as the award rule says
    std::string note;
  };

  /// What the bid takes of what is still needed, at the centre or place by place.
  void take(std::size_t index, StandingBid bid, const Why& why) {
    if (!is_direct(index)) {
      take_at(index, bid, nullptr, why);
      return;
    }
    for (SiteNeed& site : sites_) {
      if (!can_take(bid)) return;
      const Quantity packs = take_at(index, bid, &site, why);
      if (bid.capacity_packs) bid.capacity_packs = not_below_zero(*bid.capacity_packs - packs);
    }
  }

  /// `site` null: the centre, for everybody.
  Quantity take_at(std::size_t index, const StandingBid& bid, SiteNeed* site, const Why& why) {
    const Quantity needed = site != nullptr ? site->quantity : still_needed();
    const Quantity needed_packs = packs_for(needed);
    if (needed_packs.is_zero()) return nothing;
    const TakenPacks taken = take_packs(needed_packs, beyond_line(index, bid, site));
    if (taken.packs.is_zero()) return nothing;
    Why shown = why;
    if (shown.reason_code.empty()) {
      shown.reason_code = reason_of(taken, is_first(index));
    }
    write(index, site, taken.packs, shown);
    return taken.packs;
  }

  /// No other agreement was chosen before.
  bool is_first(std::size_t index) const {
    const std::int64_t id = case_.offers[index].agreement.agreement_id;
    return std::all_of(decision_.lines.begin(), decision_.lines.end(),
                       [&](const ConsolidatedLine& line) { return line.agreement_id == id; });
  }

  /// A line that is there already counts for the minimum.
  StandingBid beyond_line(std::size_t index, StandingBid bid, const SiteNeed* site) {
    if (const ConsolidatedLine* line = line_of(index, site)) {
      bid.min_order_packs = not_below_zero(bid.min_order_packs - line->packs);
    }
    return bid;
  }

  std::int64_t place_id_of(const SiteNeed* site) const {
    return site != nullptr ? site->demand->facility_id : case_.centre_id;
  }

  ConsolidatedLine* line_of(std::size_t index, const SiteNeed* site) {
    for (ConsolidatedLine& line : decision_.lines) {
      if (line.agreement_id == case_.offers[index].agreement.agreement_id &&
          line.delivery_facility_id == place_id_of(site)) {
        return &line;
      }
    }
    return nullptr;
  }

  /// Just so many packs; of a direct agreement each place what it needs, and the last the rest.
  void take_exactly(std::size_t index, Quantity packs, const Why& why) {
    if (!is_direct(index)) {
      write(index, nullptr, packs, why);
      return;
    }
    std::vector<SiteNeed*> open;
    for (SiteNeed& site : sites_) {
      if (!site.quantity.is_zero()) open.push_back(&site);
    }
    if (open.empty()) throw Refused(Refusal::delivery_site_not_allowed, {case_.item_code});
    for (SiteNeed* site : open) {
      const bool is_last = site == open.back();
      const Quantity here = is_last ? packs : std::min(packs, packs_for(site->quantity));
      if (here.is_zero()) return;
      write(index, site, here, why);
      packs -= here;
    }
  }

  void write(std::size_t index, SiteNeed* site, Quantity packs, const Why& why) {
    if (site != nullptr && !site->demand->may_receive) {
      throw Refused(Refusal::delivery_site_not_allowed, {site->demand->facility_code});
    }
    const Quantity needed = meet(site, packs * case_.pack_size);
    taken_[index] += packs;
    if (ConsolidatedLine* line = line_of(index, site)) {
      line->needed_quantity += needed;
      line->needed_packs = packs_for(line->needed_quantity);
      line->packs += packs;
      return;
    }
    const inventory::Agreement& agreement = case_.offers[index].agreement;
    ConsolidatedLine line;
    line.item_id = case_.item_id;
    line.delivery_facility_id = place_id_of(site);
    line.agreement_id = agreement.agreement_id;
    line.place = static_cast<std::int64_t>(decision_.lines.size()) + 1;
    line.supplier_id = agreement.supplier_id;
    line.needed_quantity = needed;
    line.needed_packs = packs_for(needed);
    line.packs = packs;
    line.pack_price = agreement.pack_price;
    line.reason_code = why.reason_code;
    line.note = why.note;
    decision_.lines.push_back(std::move(line));
  }

  /// Takes what arrives off what is needed; answers how much that is.
  Quantity meet(SiteNeed* site, Quantity arriving) {
    Quantity met;
    for (SiteNeed& one : sites_) {
      if (site != nullptr && &one != site) continue;
      const Quantity here = std::min(arriving, one.quantity);
      one.quantity -= here;
      arriving -= here;
      met += here;
    }
    return met;
  }

  void finish() {
    inventory::ConsolidatedItem& item = decision_.item;
    for (const ConsolidatedLine& line : decision_.lines) item.ordered_packs += line.packs;
    item.uncovered = still_needed();
    if (item.uncovered.is_zero()) return;
    item.uncovered_reason = is_open_to_order_ ? "capacity_short" : "no_agreement";
  }

  const ItemCase& case_;
  FacilityDemand backlog_{case_.centre_id, "", true, nothing};  ///< for all who wait
  std::vector<SiteNeed> sites_;
  std::vector<std::size_t> usable_;  ///< offers that may be ordered by
  std::vector<Quantity> taken_;      ///< by every offer, so far and now
  bool is_open_to_order_ = false;
  ItemDecision decision_;
};

}  // namespace

ItemDecision decide_item(const ItemCase& one) {
  return ItemPurchase(one).decide();
}

}  // namespace wutong::procurement
