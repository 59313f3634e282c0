#include <catch2/catch.hpp>
#include <string>

#include "procurement/bargaining/judge_bid.h"

using namespace wutong;
using inventory::BidRow;
using inventory::Date;
using inventory::ItemRecord;
using inventory::SupplierRecord;
using pricing::Quantity;
using pricing::UnitPrice;
using procurement::judge_bid;

namespace {

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// A bid, the item and the supplier behind it, and the day on which it is judged.
struct BidUnderTest {
  BidRow bid;
  ItemRecord item;
  SupplierRecord supplier;
  Date today = day("2026-11-22");

  BidUnderTest& at(const char* pack_price) {
    bid.pack_price = UnitPrice::parse(pack_price);
    return *this;
  }
  BidUnderTest& listed_at(const char* list_price) {
    item.list_price = UnitPrice::parse(list_price);
    return *this;
  }
  BidUnderTest& from_packs(std::int64_t min_order_packs) {
    bid.min_order_packs = Quantity(min_order_packs);
    return *this;
  }
  BidUnderTest& up_to_packs(std::int64_t capacity_packs) {
    bid.capacity_packs = Quantity(capacity_packs);
    return *this;
  }
  BidUnderTest& licensed_until(const char* last_day) {
    supplier.licence_expires_on = day(last_day);
    return *this;
  }
  /// "wire_name: detail", or "stands".
  std::string judged() const {
    const auto refusal = judge_bid(bid, item, supplier, today);
    if (!refusal) return "stands";
    return std::string(wire_name(refusal->refusal)) + ": " + refusal->detail;
  }
};

BidUnderTest bid_at(const char* pack_price) {
  return BidUnderTest().at(pack_price);
}

}  // namespace

TEST_CASE("a bid with nothing against it stands", "[bargaining]") {
  CHECK(bid_at("8.72").judged() == "stands");
  CHECK(bid_at("8.72").listed_at("10").from_packs(5).up_to_packs(100).judged() == "stands");
  CHECK(bid_at("8.72").licensed_until("2027-01-01").judged() == "stands");
}

TEST_CASE("a bid may be as high as the list price and not a millionth higher", "[bargaining]") {
  CHECK(bid_at("8.72").listed_at("8.72").judged() == "stands");
  CHECK(bid_at("8.7200").listed_at("8.72").judged() == "stands");
  CHECK(bid_at("8.7199").listed_at("8.72").judged() == "stands");
  CHECK(bid_at("8.7201").listed_at("8.72").judged() == "bid_above_list_price: 8.7201 > 8.72");
  CHECK(bid_at("8.72").listed_at("8.719999").judged() == "bid_above_list_price: 8.72 > 8.719999");
}

TEST_CASE("an item without a list price caps no bid", "[bargaining]") {
  CHECK(bid_at("999999999.9999").judged() == "stands");
}

TEST_CASE("a minimum order may be as large as the capacity", "[bargaining]") {
  CHECK(bid_at("1").from_packs(100).up_to_packs(100).judged() == "stands");
  CHECK(bid_at("1").from_packs(101).up_to_packs(100).judged() ==
        "min_order_above_capacity: 101 > 100");
  CHECK(bid_at("1").from_packs(0).up_to_packs(0).judged() == "stands");
  CHECK(bid_at("1").from_packs(1).up_to_packs(0).judged() == "min_order_above_capacity: 1 > 0");
}

TEST_CASE("a minimum order without a capacity, or the reverse, is no contradiction",
          "[bargaining]") {
  CHECK(bid_at("1").from_packs(1'000'000).judged() == "stands");
  CHECK(bid_at("1").up_to_packs(1).judged() == "stands");
}

TEST_CASE("a licence still counts on its last day", "[bargaining]") {
  CHECK(bid_at("1").licensed_until("2026-11-23").judged() == "stands");
  CHECK(bid_at("1").licensed_until("2026-11-22").judged() == "stands");
  CHECK(bid_at("1").licensed_until("2026-11-21").judged() ==
        "licence_expired: 2026-11-21 < 2026-11-22");
}

TEST_CASE("the first reason that applies is the one that is given", "[bargaining]") {
  BidUnderTest bid = bid_at("9").listed_at("8").from_packs(2).up_to_packs(1);
  bid.licensed_until("2020-01-01");
  CHECK(bid.judged() == "bid_above_list_price: 9 > 8");
  bid.listed_at("9");
  CHECK(bid.judged() == "min_order_above_capacity: 2 > 1");
  bid.from_packs(1);
  CHECK(bid.judged() == "licence_expired: 2020-01-01 < 2026-11-22");
}
