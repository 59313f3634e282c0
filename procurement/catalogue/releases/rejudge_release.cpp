#include "procurement/catalogue/releases/rejudge_release.h"

#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "inventory/answer.h"
#include "procurement/catalogue/releases/judge_release.h"
#include "procurement/catalogue/releases/known_terms.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

using inventory::QuarantinedRow;
using inventory::QuarantineReason;
using RowAndReason = std::pair<std::int64_t, QuarantineReason>;

std::set<RowAndReason> keys_of(const std::vector<QuarantinedRow>& rows) {
  std::set<RowAndReason> keys;
  for (const QuarantinedRow& row : rows) keys.emplace(row.row_no, row.reason);
  return keys;
}

/// What stands in quarantine for a reason that is no longer one.
std::vector<QuarantinedRow> decide_lifted(const std::vector<QuarantinedRow>& standing,
                                          const std::vector<QuarantinedRow>& judged) {
  const std::set<RowAndReason> still = keys_of(judged);
  std::vector<QuarantinedRow> lifted;
  for (const QuarantinedRow& row : standing) {
    if (!still.contains({row.row_no, row.reason})) lifted.push_back(row);
  }
  return lifted;
}

std::int64_t rows_left(const std::vector<QuarantinedRow>& standing,
                       const std::vector<QuarantinedRow>& lifted) {
  const std::set<RowAndReason> gone = keys_of(lifted);
  std::unordered_set<std::int64_t> left;
  for (const QuarantinedRow& row : standing) {
    if (!gone.contains({row.row_no, row.reason})) left.insert(row.row_no);
  }
  return static_cast<std::int64_t>(left.size());
}

}  // namespace

std::string rejudge_release(inventory::Connection& connection, inventory::ReleaseRef release,
                            inventory::Date today) {
  const auto stored = inventory::lock_release(connection, release);
  if (!stored) throw Refused(Refusal::release_unknown, {std::to_string(release.release_id)});
  const auto standing = inventory::load_quarantine(connection, release);
  const auto judged =
      judge_release(stored->source, inventory::load_release_rows(connection, release),
                    load_known_terms(connection, release.county_id));
  const auto lifted = decide_lifted(standing, judged);
  inventory::lift_quarantine(connection, release, lifted, today);
  return inventory::answer_of({{"lifted", static_cast<std::int64_t>(lifted.size())},
                               {"quarantined_rows", rows_left(standing, lifted)}});
}

}  // namespace wutong::procurement
