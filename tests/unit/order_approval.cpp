#include <catch2/catch.hpp>
#include <string>

#include "procurement/purchase/orders/approve_order.h"
#include "procurement/purchase/orders/change_order.h"
#include "procurement/purchase/orders/send_order.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using namespace wutong::procurement;
using pricing::Money;
using pricing::Quantity;

namespace {

template <typename Work>
std::string refusal_of(const Work& work) {
  try {
    work();
  } catch (const Refused& refused) {
    return std::string(wire_name(refused.refusal()));
  }
  return "none";
}

}  // namespace

TEST_CASE("levels of approval are read by amount", "[orders]") {
  const auto levels = parse_approval_levels(
      R"([{"approvers": 2, "role": "purchasing_manager"}, {"up_to_fen": 500}, {"up_to_fen": 100}])");
  REQUIRE(levels.size() == 3);
  CHECK(level_of(levels, Money::fen(100))->up_to == Money::fen(100));
  CHECK(level_of(levels, Money::fen(101))->up_to == Money::fen(500));
  CHECK(level_of(levels, Money::fen(501))->role == "purchasing_manager");
  CHECK(level_of({levels[0], levels[1]}, Money::fen(501)) == nullptr);
}

TEST_CASE("what is no list of levels is refused", "[orders]") {
  for (const char* text :
       {"", "{}", "[]", "[1]", R"([{"up_to_fen": "5"}])", R"([{"up_to_fen": -1}])",
        R"([{"approvers": 0}])", R"([{"approvers": 1.5}])", R"([{"role": 5}])"}) {
    INFO(text);
    CHECK(refusal_of([&] { parse_approval_levels(text); }) == "policy_set_not_allowed");
  }
}

TEST_CASE("nobody approves twice, nor what he made", "[orders]") {
  const ApprovalCase one{"PO", Money::fen(500), {"user:a", "user:b"}, {"user:c"}};
  const std::vector<ApprovalLevel> levels{{Money::fen(500), 3, ""}};
  const auto left = [&](const char* actor) { return approvals_left(one, levels, {actor, {}}); };
  for (const char* actor : {"user:a", "user:b", "user:c"}) {
    CHECK(refusal_of([&] { left(actor); }) == "same_person_for_two_duties");
  }
  CHECK(left("user:d") == 1);
}

TEST_CASE("packs of a line are held to the agreement", "[orders]") {
  inventory::PurchaseOrderLine line;
  line.packs = Quantity(20);
  const LineLimits limits{true, Quantity(5), Quantity(10), Quantity(100)};
  const auto judged = [&](std::int64_t packs, const LineLimits& by) {
    return refusal_of([&] { check_packs("A", line, Quantity(packs), by, "1"); });
  };
  CHECK(judged(100, limits) == "none");
  CHECK(judged(10, limits) == "none");
  CHECK(judged(12, limits) == "packs_not_a_multiple");
  CHECK(judged(5, limits) == "packs_below_minimum");
  CHECK(judged(105, limits) == "packs_above_maximum");
  CHECK(judged(19, {}) == "none");
  CHECK(judged(21, {}) == "agreement_ended");
}
