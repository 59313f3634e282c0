#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// What was ever done to a budget: a release of funds, or a step of a requisition.
struct BudgetEvent {
  std::string at;              ///< as stored, UTC; empty: not known
  std::int64_t id{};           ///< of the release, or of the document
  std::int64_t step{};         ///< of the document; 0 for a release of funds
  std::string action;          ///< "fund", or as BudgetAction says it
  std::int64_t figure{};       ///< 分 or base units; below zero: funds taken back
  std::string from_period;     ///< of a release of funds
  std::string requisition_no;  ///< of a step
  std::string reason;
  std::string actor;
};

/// The place of an event in the history, the newest first; `action` empty: before all of them.
struct BudgetEventKey {
  std::string at;
  std::int64_t id{};
  std::int64_t step{};
  std::string action;
};

/// At most so many events of a budget that are older than `after`, the newest first.
std::vector<BudgetEvent> load_budget_history(Connection& connection, std::int64_t county_id,
                                             std::int64_t budget_id, const BudgetEventKey& after,
                                             std::int64_t at_most);

}  // namespace wutong::inventory
