#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/distribution/pick_lots.h"

using namespace wutong;
using inventory::FacilityQuantity;
using inventory::LotBalance;
using inventory::RequestKind;
using pricing::Quantity;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t hospital = 11;
constexpr std::int64_t township = 12;

FacilityQuantity emergency(std::int64_t facility, std::int64_t units) {
  return {1, RequestKind::emergency, facility, Quantity(units)};
}
FacilityQuantity regular(std::int64_t facility, std::int64_t units) {
  return {1, RequestKind::regular, facility, Quantity(units)};
}

/// The lots of a shelf, first expiry first, named a, b, c ...
std::vector<LotBalance> shelf(const std::vector<std::int64_t>& quantities) {
  std::vector<LotBalance> lots;
  for (const std::int64_t units : quantities) {
    LotBalance lot;
    lot.lot.lot_no = std::string(1, static_cast<char>('a' + lots.size()));
    lot.quantity = Quantity(units);
    lots.push_back(lot);
  }
  return lots;
}

/// "facility lot quantity"
Lines picked(const std::vector<FacilityQuantity>& allocations,
             const std::vector<LotBalance>& lots) {
  Lines lines;
  for (const auto& one : procurement::pick_lots(allocations, lots)) {
    lines.push_back(std::to_string(one.facility_id) + " " + lots[one.lot].lot.lot_no + " " +
                    one.quantity.to_string());
  }
  return lines;
}

}  // namespace

TEST_CASE("lots are taken in their order, one after the other", "[picking]") {
  CHECK(picked({regular(hospital, 10)}, shelf({10, 10})) == Lines{"11 a 10"});
  CHECK(picked({regular(hospital, 11)}, shelf({10, 10})) == Lines{"11 a 10", "11 b 1"});
  CHECK(picked({regular(hospital, 25)}, shelf({10, 5, 10})) ==
        Lines{"11 a 10", "11 b 5", "11 c 10"});
}

TEST_CASE("the next allocation goes on where the one before it stopped", "[picking]") {
  CHECK(picked({emergency(township, 7), regular(hospital, 8)}, shelf({10, 10})) ==
        Lines{"11 a 3", "11 b 5", "12 a 7"});
}

TEST_CASE("a lot that is used up exactly is not offered again", "[picking]") {
  CHECK(picked({regular(hospital, 10), regular(township, 5)}, shelf({10, 5})) ==
        Lines{"11 a 10", "12 b 5"});
}

TEST_CASE("a facility's emergency and regular request from one lot are one line", "[picking]") {
  CHECK(picked({emergency(hospital, 4), regular(hospital, 3)}, shelf({10})) == Lines{"11 a 7"});
  CHECK(picked({emergency(hospital, 4), emergency(township, 2), regular(hospital, 6)},
               shelf({5, 10})) == Lines{"11 a 4", "11 b 6", "12 a 1", "12 b 1"});
  CHECK(picked({emergency(hospital, 4), emergency(township, 2), regular(hospital, 6)},
               shelf({20})) == Lines{"11 a 10", "12 a 2"});
}

TEST_CASE("who is allocated nothing takes nothing", "[picking]") {
  CHECK(picked({emergency(hospital, 0), regular(township, 3), regular(hospital, 0)}, shelf({10})) ==
        Lines{"12 a 3"});
  CHECK(picked({regular(hospital, 0)}, shelf({})).empty());
  CHECK(picked({}, shelf({10})).empty());
}

TEST_CASE("empty lots are passed over", "[picking]") {
  CHECK(picked({regular(hospital, 3)}, shelf({0, 0, 5})) == Lines{"11 c 3"});
}

TEST_CASE("more than the lots hold cannot be picked", "[picking]") {
  CHECK_THROWS_AS(picked({regular(hospital, 16)}, shelf({10, 5})), std::logic_error);
  CHECK_THROWS_AS(picked({regular(hospital, 15), regular(township, 1)}, shelf({10, 5})),
                  std::logic_error);
  CHECK_THROWS_AS(picked({regular(hospital, 1)}, shelf({})), std::logic_error);
  CHECK_NOTHROW(picked({regular(hospital, 15)}, shelf({10, 5})));
}
