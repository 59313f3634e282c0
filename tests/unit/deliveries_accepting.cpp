#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/purchase/accept_deliveries.h"

using namespace wutong;
using inventory::Date;
using inventory::PurchaseOrder;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;
using procurement::DeliveredLot;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t guoyao = 1;  // suppliers
constexpr std::int64_t huadong = 2;
constexpr std::int64_t amoxicillin = 71;  // items
constexpr std::int64_t ibuprofen = 72;

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// A line of so many packs at a price, with so many base units in a pack.
inventory::PurchaseOrderLine line(std::int64_t item, std::int64_t packs, std::int64_t pack_size,
                                  const char* pack_price) {
  return {item,        Quantity(packs), Quantity(pack_size), UnitPrice::parse(pack_price), Money(),
          Quantity(0), Money()};
}

PurchaseOrder order_to(std::int64_t supplier, std::vector<inventory::PurchaseOrderLine> lines) {
  return {100 + supplier,  "PO-2026-11-S" + std::to_string(supplier), supplier, "placed", Money(),
          std::move(lines)};
}

/// The delivery note, its rows numbered from 1, and the day on which it is judged.
struct Note {
  std::vector<DeliveredLot> rows;
  Date today = day("2026-11-22");
  Date first_usable = day("2026-12-22");  // thirty days of shelf life

  Note& brings(std::int64_t supplier, std::int64_t item, const char* lot, const char* expires_on,
               std::int64_t units) {
    rows.push_back({static_cast<inventory::RowNumber>(rows.size() + 1), supplier, item, lot,
                    day(expires_on), Quantity(units)});
    return *this;
  }
  /// "order/line lot expiry quantity amount", then "refused row reason detail".
  Lines accepted_for(const std::vector<PurchaseOrder>& orders) const {
    const auto result = procurement::accept_deliveries(orders, rows, today, first_usable);
    Lines lines;
    for (const auto& accepted : result.lines) {
      for (const auto& lot : accepted.lots) {
        lines.push_back(std::to_string(accepted.order) + "/" + std::to_string(accepted.line) + " " +
                        lot.lot_no + " " + inventory::to_string(lot.expires_on) + " " +
                        lot.quantity.to_string() + " " + lot.amount.to_string());
      }
    }
    for (const auto& refused : result.refused) {
      std::string text =
          "refused " + std::to_string(refused.row) + " " + std::string(wire_name(refused.refusal));
      if (!refused.detail.empty()) text += " " + refused.detail;
      lines.push_back(text);
    }
    return lines;
  }
};

}  // namespace

TEST_CASE("a delivery that matches its order line is accepted and owed for", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{
      order_to(guoyao, {line(amoxicillin, 10, 24, "8.72"), line(ibuprofen, 2, 10, "3.5")})};
  CHECK(Note()
            .brings(guoyao, ibuprofen, "B1", "2028-01-31", 20)
            .brings(guoyao, amoxicillin, "A1", "2028-01-31", 240)
            .accepted_for(orders) ==
        Lines{"0/0 A1 2028-01-31 240 87.20", "0/1 B1 2028-01-31 20 7.00"});
}

TEST_CASE("goods that this supplier was not asked for are refused", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 10, 24, "8.72")}),
                                          order_to(huadong, {line(ibuprofen, 2, 10, "3.5")})};
  CHECK(Note()
            .brings(huadong, amoxicillin, "A1", "2028-01-31", 24)
            .brings(guoyao, ibuprofen, "B1", "2028-01-31", 10)
            .brings(3, amoxicillin, "A1", "2028-01-31", 24)
            .accepted_for(orders) ==
        Lines{"refused 1 not_ordered", "refused 2 not_ordered", "refused 3 not_ordered"});
}

TEST_CASE("a lot is expired the day after its expiry, and short-dated before its shelf life begins",
          "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 100, 1, "1")})};
  CHECK(Note()
            .brings(guoyao, amoxicillin, "A", "2026-11-21", 1)
            .brings(guoyao, amoxicillin, "B", "2026-11-22", 1)
            .brings(guoyao, amoxicillin, "C", "2026-12-21", 1)
            .brings(guoyao, amoxicillin, "D", "2026-12-22", 1)
            .accepted_for(orders) ==
        Lines{"0/0 D 2026-12-22 1 1.00", "refused 1 expired 2026-11-21",
              "refused 2 short_dated 2026-11-22", "refused 3 short_dated 2026-12-21"});
}

TEST_CASE("without a minimum shelf life a lot is taken on its last day", "[deliveries]") {
  Note note;
  note.first_usable = note.today;
  CHECK(note.brings(guoyao, amoxicillin, "A", "2026-11-21", 1)
            .brings(guoyao, amoxicillin, "B", "2026-11-22", 1)
            .accepted_for({order_to(guoyao, {line(amoxicillin, 100, 1, "1")})}) ==
        Lines{"0/0 B 2026-11-22 1 1.00", "refused 1 expired 2026-11-21"});
}

TEST_CASE("of several reasons against a delivery the first one is given", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 1, 10, "1")})};
  CHECK(Note()
            .brings(huadong, amoxicillin, "A", "2020-01-01", 99)
            .brings(guoyao, amoxicillin, "A", "2020-01-01", 99)
            .brings(guoyao, amoxicillin, "A", "2026-12-01", 99)
            .accepted_for(orders) == Lines{"refused 1 not_ordered", "refused 2 expired 2020-01-01",
                                           "refused 3 short_dated 2026-12-01"});
}

TEST_CASE("rows fill an order line in their order, and the excess is refused", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 10, 10, "1")})};
  CHECK(Note()
            .brings(guoyao, amoxicillin, "C", "2028-01-01", 60)
            .brings(guoyao, amoxicillin, "B", "2026-12-01", 500)  // refused: takes no room
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 60)
            .brings(guoyao, amoxicillin, "D", "2028-01-01", 5)
            .accepted_for(orders) == Lines{"0/0 A 2028-01-01 40 4.00", "0/0 C 2028-01-01 60 6.00",
                                           "refused 2 short_dated 2026-12-01",
                                           "refused 3 over_delivered 20",
                                           "refused 4 over_delivered 5"});
}

TEST_CASE("what was accepted before leaves less of the line open", "[deliveries]") {
  std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 10, 10, "1")})};
  orders[0].lines[0].accepted_quantity = Quantity(97);
  orders[0].lines[0].received_amount = Money::parse("9.70");
  CHECK(Note().brings(guoyao, amoxicillin, "A", "2028-01-01", 5).accepted_for(orders) ==
        Lines{"0/0 A 2028-01-01 3 0.30", "refused 1 over_delivered 2"});
}

TEST_CASE("rows of one lot and one expiry are one receipt line", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 100, 1, "1")})};
  CHECK(Note()
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 10)
            .brings(guoyao, amoxicillin, "B", "2028-01-01", 1)
            .brings(guoyao, amoxicillin, "A", "2028-01-02", 20)
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 30)
            .accepted_for(orders) ==
        Lines{"0/0 A 2028-01-01 40 40.00", "0/0 A 2028-01-02 20 20.00", "0/0 B 2028-01-01 1 1.00"});
}

TEST_CASE("a line is rounded once, half up", "[deliveries]") {
  const auto owed = [](std::int64_t units, const char* pack_price, std::int64_t pack_size) {
    return Note()
        .brings(guoyao, amoxicillin, "A", "2028-01-01", units)
        .accepted_for({order_to(guoyao, {line(amoxicillin, 100, pack_size, pack_price)})});
  };
  CHECK(owed(1, "0.05", 10) == Lines{"0/0 A 2028-01-01 1 0.01"});    // half a 分
  CHECK(owed(1, "0.0499", 10) == Lines{"0/0 A 2028-01-01 1 0.00"});  // just under
  CHECK(owed(7, "10", 3) == Lines{"0/0 A 2028-01-01 7 23.33"});
}

TEST_CASE("the lots of a line share its amount by largest remainder", "[deliveries]") {
  const auto shares = [](std::int64_t a, std::int64_t b, std::int64_t c, const char* pack_price,
                         std::int64_t pack_size) {
    return Note()
        .brings(guoyao, amoxicillin, "C", "2028-01-01", c)
        .brings(guoyao, amoxicillin, "B", "2028-01-01", b)
        .brings(guoyao, amoxicillin, "A", "2028-01-01", a)
        .accepted_for({order_to(guoyao, {line(amoxicillin, 100, pack_size, pack_price)})});
  };
  // 2.00 over 1 + 1 + 4: 0.333, 0.333, 1.333. One 分 is missing, all remainders are equal: to A.
  CHECK(shares(1, 1, 4, "1.00", 3) ==
        Lines{"0/0 A 2028-01-01 1 0.34", "0/0 B 2028-01-01 1 0.33", "0/0 C 2028-01-01 4 1.33"});
  // 0.10 over 5 + 1 + 6: 0.0417, 0.0083, 0.05. One 分 is missing: to B, whose remainder is largest.
  CHECK(shares(5, 1, 6, "0.10", 12) ==
        Lines{"0/0 A 2028-01-01 5 0.04", "0/0 B 2028-01-01 1 0.01", "0/0 C 2028-01-01 6 0.05"});
  // 0.11 over 1 + 2 + 4: 1.571, 3.143, 6.286. One is missing: to A.
  CHECK(shares(1, 2, 4, "0.11", 7) ==
        Lines{"0/0 A 2028-01-01 1 0.02", "0/0 B 2028-01-01 2 0.03", "0/0 C 2028-01-01 4 0.06"});
  // 0.02 over 1 + 1 + 1: each two thirds of a 分. Two are missing: to A and B.
  CHECK(shares(1, 1, 1, "0.02", 3) ==
        Lines{"0/0 A 2028-01-01 1 0.01", "0/0 B 2028-01-01 1 0.01", "0/0 C 2028-01-01 1 0.00"});
}

TEST_CASE("of two expiries of one lot number the earlier one gets the missing 分", "[deliveries]") {
  CHECK(Note()
            .brings(guoyao, amoxicillin, "A", "2028-06-01", 1)
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 1)
            .accepted_for({order_to(guoyao, {line(amoxicillin, 2, 2, "0.03")})}) ==
        Lines{"0/0 A 2028-01-01 1 0.02", "0/0 A 2028-06-01 1 0.01"});
}

TEST_CASE("a row that brings nothing is neither accepted nor refused", "[deliveries]") {
  const std::vector<PurchaseOrder> orders{order_to(guoyao, {line(amoxicillin, 1, 1, "1")})};
  CHECK(Note().brings(guoyao, amoxicillin, "A", "2028-01-01", 0).accepted_for(orders).empty());
  CHECK(Note()
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 1)
            .brings(guoyao, amoxicillin, "A", "2028-01-01", 0)
            .accepted_for(orders) == Lines{"0/0 A 2028-01-01 1 1.00"});
}

TEST_CASE("without a delivery note every line arrives in full, in one lot named like the order",
          "[deliveries]") {
  const std::vector<PurchaseOrder> orders{
      order_to(guoyao, {line(amoxicillin, 10, 24, "8.72"), line(ibuprofen, 2, 10, "3.5")}),
      order_to(huadong, {line(amoxicillin, 1, 24, "8.80")})};
  Note note;
  note.rows = procurement::deliveries_in_full(orders, note.today);
  CHECK(note.accepted_for(orders) == Lines{"0/0 PO-2026-11-S1 2028-11-21 240 87.20",
                                           "0/1 PO-2026-11-S1 2028-11-21 20 7.00",
                                           "1/0 PO-2026-11-S2 2028-11-21 24 8.80"});
  CHECK(procurement::deliveries_in_full({}, note.today).empty());
}
