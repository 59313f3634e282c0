#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/purchase/demand/change_stock_list.h"
#include "procurement/purchase/demand/decide_consumption.h"
#include "procurement/refusal/refusal.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::LotBalance;
using pricing::Quantity;
using test::day;

namespace {

using Texts = std::vector<std::string>;

LotBalance lot(std::int64_t item_id, std::int64_t lot_id, const char* lot_no,
               std::int64_t quantity) {
  LotBalance balance;
  balance.lot.item_id = item_id;
  balance.lot.lot_id = lot_id;
  balance.lot.lot_no = lot_no;
  balance.quantity = Quantity(quantity);
  return balance;
}

/// Item 1 has two lots, the first of which expires first; item 2 has one.
const std::vector<LotBalance> shelf{lot(1, 11, "L1", 5), lot(1, 12, "L2", 8), lot(2, 21, "L1", 3)};

Texts decided(const std::vector<KnownUse>& uses) {
  Texts texts;
  try {
    for (const auto& line : decide_consumption("V1", uses, shelf)) {
      texts.push_back(std::to_string(line.lot_id) + ":" + line.quantity.to_string());
    }
  } catch (const Refused& refused) {
    return {std::string(wire_name(refused.refusal()))};
  }
  return texts;
}

KnownUse used(std::int64_t item_id, std::int64_t quantity, const char* lot_no = "") {
  return {item_id, {"I" + std::to_string(item_id), lot_no, Quantity(quantity), std::nullopt}};
}

KnownUse left(std::int64_t item_id, std::int64_t remaining) {
  return {item_id, {"I" + std::to_string(item_id), "", std::nullopt, Quantity(remaining)}};
}

std::string levels(inventory::StockMethod method, std::optional<std::int64_t> minimum,
                   std::optional<std::int64_t> maximum) {
  const auto quantity = [](std::optional<std::int64_t> value) {
    return value ? std::optional(Quantity(*value)) : std::nullopt;
  };
  try {
    check_levels("V1", {"A", method, quantity(minimum), quantity(maximum), ""});
  } catch (const Refused& refused) {
    return std::string(wire_name(refused.refusal()));
  }
  return "";
}

}  // namespace

TEST_CASE("what was used is taken from the lot that expires first", "[demand]") {
  CHECK(decided({used(1, 4)}) == Texts{"11:4"});
  CHECK(decided({used(1, 7), used(2, 3)}) == Texts{"11:5", "12:2", "21:3"});
  CHECK(decided({used(1, 6, "L2")}) == Texts{"12:6"});
}

TEST_CASE("a lot that is named goes first to who named it", "[demand]") {
  CHECK(decided({used(1, 5, "L1"), used(1, 3)}) == Texts{"11:5", "12:3"});
}

TEST_CASE("what is left says what was used", "[demand]") {
  CHECK(decided({left(1, 2)}) == Texts{"11:5", "12:6"});
  CHECK(decided({left(1, 13)}).empty());
  CHECK(decided({left(1, 14)}) == Texts{"consumption_above_stock"});
}

TEST_CASE("no more is used than is there, and each row says one thing once", "[demand]") {
  CHECK(decided({used(1, 14)}) == Texts{"consumption_above_stock"});
  CHECK(decided({used(1, 9, "L2")}) == Texts{"consumption_above_stock"});
  CHECK(decided({used(3, 1)}) == Texts{"consumption_above_stock"});
  CHECK(decided({used(1, 1), used(1, 1)}) == Texts{"requisition_item_twice"});
  KnownUse both = used(1, 1);
  both.used.remaining = Quantity(1);
  CHECK(decided({both}) == Texts{"consumption_needs_one_figure"});
  both.used.quantity.reset();
  both.used.remaining.reset();
  CHECK(decided({both}) == Texts{"consumption_needs_one_figure"});
}

TEST_CASE("levels of a stock list fit their method", "[demand]") {
  using enum inventory::StockMethod;
  CHECK(levels(minimum_maximum, 5, 20).empty());
  CHECK(levels(minimum_maximum, 20, 20).empty());
  CHECK(levels(minimum_maximum, 21, 20) == "stock_list_minimum_above_maximum");
  CHECK(levels(minimum_maximum, std::nullopt, 20) == "stock_list_method_needs_figure");
  CHECK(levels(minimum_maximum, 5, std::nullopt) == "stock_list_method_needs_figure");
  CHECK(levels(imprest, std::nullopt, 20).empty());
  CHECK(levels(imprest, std::nullopt, std::nullopt) == "stock_list_method_needs_figure");
  CHECK(levels(periodic_review, std::nullopt, std::nullopt).empty());
}
