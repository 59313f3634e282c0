#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"

namespace wutong::inventory {

/// How far a period has come. A period that is run as one cycle takes the steps from `opened` on,
/// each one operation; one that is worked day by day is `trading` until it is settled.
enum class CycleState {
  opened,
  requested,
  awarded,
  ordered,
  received,
  allocated,
  shipped,
  settled,
  closed,
  trading
};
std::string_view to_string(CycleState state);
std::optional<CycleState> parse_cycle_state(std::string_view text);

/// What is done to a cycle, each once, in this order.
enum class CycleAction { request, award, order, receive, allocate, ship, settle, close };
/// The state after the action; nothing when the action is not allowed in that state.
std::optional<CycleState> next_state(CycleState state, CycleAction action);

/// Which cycle of which county.
struct CycleRef {
  std::int64_t county_id{};
  std::int64_t cycle_id{};
};

struct Cycle {
  std::int64_t cycle_id{};
  CycleState state{};
  std::string input_hash;
  CycleParameters parameters;  ///< without the county
};

std::vector<Cycle> load_cycles(Connection& connection, std::int64_t county_id);
/// One cycle, its row locked until the transaction ends: the steps of a cycle never overlap.
Cycle lock_cycle(Connection& connection, const CycleRef& ref);
void insert_cycle(Connection& connection, std::int64_t county_id, const Cycle& cycle);
/// Moves the locked cycle on; throws std::logic_error when the table of states does not allow it.
void advance_cycle(Connection& connection, std::int64_t county_id, const Cycle& cycle,
                   CycleAction action);
/// Throws std::logic_error unless the cycle is in `state`.
void require_state(const Cycle& cycle, CycleState state);

}  // namespace wutong::inventory
