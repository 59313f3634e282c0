#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "inventory/check_invariants.h"
#include "pricing/money.h"

namespace wutong::reporting {

/// One stage of a cycle, as it ran just now.
struct StageFigures {
  std::string name;
  std::int64_t lines = 0;
  std::chrono::milliseconds elapsed{};
  std::int64_t statements = 0;  ///< SQL statements sent
  std::int64_t rows_written = 0;
};

/// What summary.json and the closing lines of a cycle say.
struct CycleSummary {
  std::string county;
  std::string period;
  std::string award_rule;
  bool resumed = false;  ///< an interrupted cycle was finished: the stages done before took no time
  std::vector<std::pair<std::string, std::int64_t>> counts;
  std::vector<std::pair<std::string, pricing::Money>> totals;
  std::vector<StageFigures> stages;
  std::vector<inventory::InvariantResult> checks;

  std::chrono::milliseconds elapsed() const;
  std::int64_t checks_passed() const;
  bool is_clean() const { return checks_passed() == static_cast<std::int64_t>(checks.size()); }
};

std::string summary_json(const CycleSummary& summary);
std::string summary_text(const CycleSummary& summary);

}  // namespace wutong::reporting
