#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/ledgers/budget_ledger.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

/// From a period on more may be spent, or, below zero, less. 分 or base units.
struct Release {
  std::string from_period;
  std::int64_t figure{};
  std::string reason;
};

struct OpenBudget {
  std::string code;
  std::string name;
  std::string facility_code;
  inventory::BudgetMeasure measure{};
  std::string item_kind;  ///< empty: every kind
  std::string item_code;  ///< empty: every item
  std::string first_period;
  std::string last_period;
  std::vector<Release> releases;  ///< a year released by quarters has four
};

/// A budget over a facility and all below it. Refuses: budget_code_taken, facility_not_known,
/// item_unknown, bad_period, budget_periods_reversed, budget_release_outside, figure_out_of_range,
/// budget_below_spent (a release below zero before anything was released). Answers {"budget_id"}.
std::string open_budget(inventory::Connection& connection, const inventory::Recording& recording,
                        const OpenBudget& input);

struct ReleaseBudget {
  std::string budget_code;
  Release release;
};

/// Releases more of a budget, or takes back what is not spent. Refuses: budget_unknown, bad_period,
/// budget_release_outside, figure_out_of_range, field_missing, budget_below_spent. Answers
/// {"release_id"}.
std::string release_budget(inventory::Connection& connection, const inventory::Recording& recording,
                           const ReleaseBudget& input);

}  // namespace wutong::procurement
