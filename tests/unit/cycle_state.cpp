#include <array>
#include <catch2/catch.hpp>
#include <string>

#include "inventory/tables/cycle_table.h"

using namespace wutong::inventory;

namespace {

constexpr std::array<CycleState, 9> states{
    CycleState::opened,  CycleState::requested, CycleState::awarded,
    CycleState::ordered, CycleState::received,  CycleState::allocated,
    CycleState::shipped, CycleState::settled,   CycleState::closed};

constexpr std::array<CycleAction, 8> actions{
    CycleAction::request,  CycleAction::award, CycleAction::order,  CycleAction::receive,
    CycleAction::allocate, CycleAction::ship,  CycleAction::settle, CycleAction::close};

}  // namespace

TEST_CASE("a cycle takes each action once, in one order, and no other", "[cycle]") {
  for (std::size_t state = 0; state < states.size(); ++state) {
    for (std::size_t action = 0; action < actions.size(); ++action) {
      INFO(to_string(states.at(state)) << " and action " << action);
      const auto next = next_state(states.at(state), actions.at(action));
      if (state == action) {
        CHECK(next == states.at(state + 1));
      } else {
        CHECK_FALSE(next);
      }
    }
  }
}

TEST_CASE("a period that is worked day by day is settled, and takes no step of a cycle",
          "[cycle]") {
  for (const CycleAction action : actions) {
    const auto next = next_state(CycleState::trading, action);
    if (action == CycleAction::settle) {
      CHECK(next == CycleState::settled);
    } else {
      CHECK_FALSE(next);
    }
  }
}

TEST_CASE("the name of a cycle's state is read back", "[cycle]") {
  const std::array<const char*, 9> names{"opened",    "requested", "awarded", "ordered", "received",
                                         "allocated", "shipped",   "settled", "closed"};
  for (std::size_t index = 0; index < states.size(); ++index) {
    CHECK(to_string(states.at(index)) == names.at(index));
    CHECK(parse_cycle_state(names.at(index)) == states.at(index));
  }
  CHECK(to_string(CycleState::trading) == "trading");
  CHECK(parse_cycle_state("trading") == CycleState::trading);
  for (const char* other : {"", "Opened", "open", "settled ", "unknown"}) {
    INFO(other);
    CHECK_FALSE(parse_cycle_state(other));
  }
}

TEST_CASE("a cycle in another state than an operation wants is a fault that names both",
          "[cycle]") {
  Cycle cycle;
  cycle.parameters.period = "2026-11";
  cycle.state = CycleState::ordered;
  CHECK_NOTHROW(require_state(cycle, CycleState::ordered));
  CHECK_THROWS_WITH(require_state(cycle, CycleState::received),
                    "the cycle of 2026-11 is ordered, not received");
}
