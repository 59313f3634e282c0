#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "procurement/award_rules/award_lowest_price.h"
#include "procurement/purchase/consolidation/decide_item.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::AgreementKind;
using inventory::DeliverySite;
using pricing::Quantity;
using pricing::UnitPrice;
using procurement::decide_item;
using procurement::FacilityDemand;
using procurement::ItemCase;
using procurement::ItemDecision;
using procurement::Offer;

namespace {

using Lines = std::vector<std::string>;
constexpr std::int64_t centre = 1;

/// Base units in packs of 10; H1 asks for all of it.
ItemCase asking(std::int64_t quantity) {
  ItemCase one;
  one.item_id = 7;
  one.item_code = "A";
  one.pack_size = Quantity(10);
  one.centre_id = centre;
  one.demands.push_back({11, "H1", true, Quantity(quantity)});
  return one;
}

Offer& offer(ItemCase& one, const char* supplier, const char* price) {
  Offer added;
  added.agreement.agreement_id = static_cast<std::int64_t>(one.offers.size()) + 100;
  added.agreement.supplier_id = static_cast<std::int64_t>(one.offers.size()) + 1;
  added.agreement.item_id = one.item_id;
  added.agreement.kind = AgreementKind::contract;
  added.agreement.pack_price = UnitPrice::parse(price);
  added.supplier_code = supplier;
  one.offers.push_back(added);
  return one.offers.back();
}

std::string place_of(std::int64_t facility_id) {
  return facility_id == centre ? "" : " to " + std::to_string(facility_id);
}

/// "supplier packs reason", and where to when it is not the centre.
Lines bought(const ItemDecision& decision, const ItemCase& one) {
  Lines lines;
  for (const auto& line : decision.lines) {
    lines.push_back(one.offers.at(static_cast<std::size_t>(line.supplier_id - 1)).supplier_code +
                    " " + line.packs.to_string() + " " + line.reason_code +
                    place_of(line.delivery_facility_id));
  }
  return lines;
}
Lines bought(const ItemCase& one) {
  return bought(decide_item(one), one);
}

std::string refusal_of(const ItemCase& one) {
  try {
    decide_item(one);
  } catch (const procurement::Refused& refused) {
    return std::string(wire_name(refused.refusal()));
  }
  return "done";
}

/// Supplier S1 is chosen by hand.
procurement::ChosenSupplier chosen(std::int64_t supplier_id, const char* reason = "",
                                   std::optional<std::int64_t> packs = {}) {
  procurement::ChosenSupplier one;
  one.supplier_id = supplier_id;
  one.supplier_code = "S" + std::to_string(supplier_id);
  one.reason_code = reason;
  if (packs) one.packs = Quantity(*packs);
  return one;
}

}  // namespace

TEST_CASE("net need is what is asked for less what is free", "[consolidation]") {
  ItemCase one = asking(95);
  offer(one, "S1", "2.00");
  one.usable_stock = Quantity(40);
  one.flow.open_orders = Quantity(30);
  one.flow.promised = Quantity(25);
  const ItemDecision decision = decide_item(one);
  CHECK(decision.item.net_need.units() == 50);  // 95 - (40 + 30 - 25)
  CHECK(bought(decision, one) == Lines{"S1 5 lowest_price"});
  CHECK(decision.item.uncovered.is_zero());

  one.flow.promised = Quantity(500);  // those before were ordered for in vain: 500 - (40 + 30)
  CHECK(decide_item(one).item.net_need.units() == 95 + 430);
  CHECK(bought(one) == Lines{"S1 53 lowest_price"});
  one.demands.clear();
  CHECK(bought(one) == Lines{"S1 43 lowest_price"});
  one.usable_stock = Quantity(5000);
  CHECK(bought(one).empty());
}

TEST_CASE("a line says what packs, multiple and minimum add", "[consolidation]") {
  ItemCase one = asking(93);
  offer(one, "S1", "2.00").agreement.multiple_packs = Quantity(4);
  auto line = decide_item(one).lines.at(0);
  CHECK(line.needed_quantity.units() == 93);
  CHECK(line.needed_packs.units() == 10);
  CHECK(line.added_by_packs(one.pack_size).units() == 7);
  CHECK(line.packs.units() == 12);
  CHECK(line.added_packs().units() == 2);
  CHECK(line.reason_code == "lowest_price");
  one.offers[0].agreement.min_order_packs = Quantity(13);
  line = decide_item(one).lines.at(0);
  CHECK(line.packs.units() == 16);  // the smallest multiple of 4 that is 13 or more
  CHECK(line.reason_code == "raised_to_minimum_order");
}

TEST_CASE("a maximum counts what was ordered before, in whole multiples", "[consolidation]") {
  ItemCase one = asking(200);
  Offer& cheap = offer(one, "S1", "2.00");
  cheap.agreement.maximum_packs = Quantity(20);
  cheap.agreement.multiple_packs = Quantity(3);
  cheap.ordered_packs = Quantity(6);
  offer(one, "S2", "3.00");
  CHECK(bought(one) == Lines{"S1 12 lowest_price", "S2 8 next_lowest_price"});
  one.offers[0].ordered_packs = Quantity(18);  // 2 are left, and 3 are the least
  const ItemDecision decision = decide_item(one);
  CHECK(bought(decision, one) == Lines{"S2 20 lowest_price"});
  CHECK(decision.bars.at(0).reason_code == "maximum_reached");
}

TEST_CASE("an unmet commitment comes first, and only as far as it goes", "[consolidation]") {
  ItemCase one = asking(500);
  offer(one, "S1", "2.00");
  Offer& won = offer(one, "S2", "5.00");
  won.agreement.kind = AgreementKind::vbp;
  won.agreement.committed_packs = Quantity(100);
  won.ordered_packs = Quantity(70);
  CHECK(bought(one) == Lines{"S2 30 commitment", "S1 20 next_lowest_price"});
  one.offers[1].ordered_packs = Quantity(100);  // met: it competes by its price
  CHECK(bought(one) == Lines{"S1 50 lowest_price"});
  one.offers[1].ordered_packs = Quantity(70);
  one.offers[1].agreement.pack_price = UnitPrice::parse("1.00");  // first by price as well
  CHECK(bought(one) == Lines{"S2 50 commitment"});                // one line, not two
  one.offers[1].agreement.kind = AgreementKind::contract;  // a contract's volume is no commitment
  one.offers[1].agreement.pack_price = UnitPrice::parse("5.00");
  CHECK(bought(one) == Lines{"S1 50 lowest_price"});
}

TEST_CASE("a stand-by supplies what the others cannot", "[consolidation]") {
  ItemCase one = asking(500);
  offer(one, "S1", "1.00").agreement.is_standby = true;
  offer(one, "S2", "2.00");
  CHECK(bought(one) == Lines{"S2 50 lowest_price"});
  one.offers[1].agreement.maximum_packs = Quantity(10);
  CHECK(bought(one) == Lines{"S2 10 lowest_price", "S1 40 standby"});
  one.offers[1].bar_code = "supplier_suspended";
  const ItemDecision decision = decide_item(one);
  CHECK(bought(decision, one) == Lines{"S1 50 standby"});
  CHECK(decision.bars.size() == 1);
}

TEST_CASE("what nobody takes is uncovered, with the reason", "[consolidation]") {
  ItemCase one = asking(95);
  CHECK(decide_item(one).item.uncovered_reason == "no_agreement");
  CHECK(decide_item(one).item.uncovered.units() == 95);
  offer(one, "S1", "1.00").bar_code = "declined";
  CHECK(decide_item(one).item.uncovered_reason == "no_agreement");
  offer(one, "S2", "2.00").agreement.maximum_packs = Quantity(4);
  const ItemDecision decision = decide_item(one);
  CHECK(decision.item.uncovered_reason == "capacity_short");
  CHECK(decision.item.uncovered.units() == 55);
}

TEST_CASE("a direct agreement delivers whole packs to those whom the stock leaves without",
          "[consolidation]") {
  ItemCase one = asking(35);
  one.demands.push_back({12, "T1", true, Quantity(12)});
  one.demands.push_back({11, "H1", true, Quantity(8)});  // H1 asks twice
  one.usable_stock = Quantity(20);
  offer(one, "S1", "2.00").agreement.delivery = DeliverySite::direct;
  CHECK(bought(one) == Lines{"S1 3 lowest_price to 11", "S1 2 lowest_price to 12"});
  one.offers[0].agreement.maximum_packs = Quantity(4);
  const ItemDecision decision = decide_item(one);
  CHECK(bought(decision, one) == Lines{"S1 3 lowest_price to 11", "S1 1 lowest_price to 12"});
  CHECK(decision.item.uncovered.units() == 2);
  one.delivery_rule = inventory::DeliveryRule::centre;
  one.offers[0].agreement.maximum_packs.reset();
  CHECK(bought(one) == Lines{"S1 4 lowest_price"});  // 35 at the centre, not 23 and 12
  one.delivery_rule = inventory::DeliveryRule::as_agreed;
  one.demands[1].may_receive = false;
  CHECK(refusal_of(one) == "delivery_site_not_allowed");
}

TEST_CASE("what somebody chooses is judged", "[consolidation]") {
  ItemCase one = asking(100);
  offer(one, "S1", "1.00");
  Offer& dear = offer(one, "S2", "9.00");
  dear.agreement.multiple_packs = Quantity(2);
  dear.agreement.min_order_packs = Quantity(4);
  dear.agreement.maximum_packs = Quantity(8);
  one.chosen = {chosen(2, "quality", 6)};
  CHECK(bought(one) == Lines{"S2 6 quality", "S1 4 next_lowest_price"});
  one.chosen = {chosen(2)};
  CHECK(bought(one) == Lines{"S2 8 chosen", "S1 2 next_lowest_price"});
  one.chosen = {chosen(2, "", 5)};
  CHECK(refusal_of(one) == "packs_not_a_multiple");
  one.chosen = {chosen(2, "", 2)};
  CHECK(refusal_of(one) == "packs_below_minimum");
  one.chosen = {chosen(2, "", 10)};
  CHECK(refusal_of(one) == "packs_above_maximum");
  one.chosen = {chosen(3)};
  CHECK(refusal_of(one) == "override_without_agreement");
  one.chosen = {chosen(2)};
  one.offers[0].agreement.kind = AgreementKind::vbp;
  one.offers[0].agreement.committed_packs = Quantity(1);
  CHECK(refusal_of(one) == "override_needs_reason");
  one.chosen = {chosen(2, "quality")};
  CHECK(bought(one) == Lines{"S2 8 quality", "S1 2 commitment"});
  one.offers[1].bar_code = "supplier_suspended";
  CHECK(refusal_of(one) == "override_without_agreement");
}

TEST_CASE("contracts alone are bought as a cycle awards bids", "[consolidation][property]") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto upto = [&](int most) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(most + 1));
  };
  for (int round = 0; round < 2000; ++round) {
    ItemCase one = asking(upto(3000) + 1);
    one.usable_stock = Quantity(upto(500));
    std::vector<procurement::StandingBid> bids;
    for (std::int64_t supplier = upto(5); supplier > 0; --supplier) {
      const std::string price = std::to_string(upto(3) + 1) + ".50";
      Offer& added = offer(one, ("S" + std::to_string(supplier)).c_str(), price.c_str());
      added.agreement.min_order_packs = Quantity(upto(40));
      if (upto(1) == 1) {
        added.agreement.maximum_packs = added.agreement.min_order_packs + Quantity(upto(80));
      }
    }
    for (const Offer& each : one.offers) {
      bids.push_back({each.agreement.supplier_id, each.supplier_code, each.agreement.pack_price,
                      each.agreement.maximum_packs, each.agreement.min_order_packs});
    }
    const Quantity need = std::max(Quantity(0), one.demands[0].quantity - one.usable_stock);
    Lines expected;
    for (const auto& award :
         procurement::award_lowest_price(pricing::packs_covering(need, one.pack_size), bids)) {
      expected.push_back(one.offers[award.bid].supplier_code + " " + award.packs.to_string() + " " +
                         std::string(award.reason));
    }
    const ItemDecision decision = decide_item(one);
    REQUIRE(bought(decision, one) == expected);
    // Every figure ties: needed by the lines, and what is uncovered, make up the net need.
    Quantity tied = decision.item.uncovered;
    for (const auto& line : decision.lines) tied += line.needed_quantity;
    REQUIRE(tied == decision.item.net_need);
  }
}
