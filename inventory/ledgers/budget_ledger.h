#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// What a budget limits: money (in 分), or a quantity (in base units).
enum class BudgetMeasure { money, quantity };
std::string_view to_string(BudgetMeasure measure);
std::optional<BudgetMeasure> parse_budget_measure(std::string_view text);

/// A limit on what a facility and all below it may have approved in its periods. Figures are 分 or
/// base units, as the measure says.
struct Budget {
  std::int64_t budget_id{};
  std::string code;
  std::string name;
  std::int64_t facility_id{};
  BudgetMeasure measure{};
  std::string item_kind;                ///< only items of this kind; empty: of every kind
  std::optional<std::int64_t> item_id;  ///< only this item; nothing: every item
  std::string first_period;             ///< "2026-01"
  std::string last_period;              ///< inclusive
  std::int64_t released = 0;            ///< by the period that was asked for
  std::int64_t committed = 0;           ///< approved, not yet received
  std::int64_t consumed = 0;            ///< received

  std::int64_t available() const { return released - committed - consumed; }
};

/// The budgets over these facilities in a period, their rows locked in the order of their ids until
/// the transaction ends: of two approvals against the same last yuan the second sees the first.
std::vector<Budget> lock_budgets(Connection& connection, std::int64_t county_id,
                                 const std::vector<std::int64_t>& facility_ids,
                                 const std::string& period);
/// The budgets that a document has committed to, locked likewise.
std::vector<Budget> lock_budgets_of(Connection& connection, std::int64_t county_id,
                                    std::int64_t document_id);
/// The same for many documents.
std::vector<Budget> lock_budgets_of(Connection& connection, std::int64_t county_id,
                                    const std::vector<std::int64_t>& document_ids);
/// By code; `period` empty: with all that will ever be released.
std::vector<Budget> load_budgets(Connection& connection, std::int64_t county_id,
                                 const std::string& period);

/// Approval commits; a cancellation or a cut releases; a receipt consumes what was committed.
enum class BudgetAction { commit, release, consume };
std::string_view to_string(BudgetAction action);

struct BudgetMovement {
  std::int64_t budget_id{};
  std::int64_t document_id{};
  std::int64_t step{};  ///< the document's version, or the shipment that consumes; with document,
                        ///< budget and action: the once-only key
  BudgetAction action{};
  std::int64_t figure{};  ///< 1 or more
};

/// More would be committed than is available.
class BudgetInsufficient : public std::runtime_error {
 public:
  BudgetInsufficient(Budget limiting, std::int64_t wanted_figure);
  const Budget budget;
  const std::int64_t wanted;
};

/// The only writer of what budgets have committed and consumed. `locked` are the budgets that the
/// movements name, as locked above. Throws BudgetInsufficient before it has written anything, and
/// std::logic_error for a movement on a budget that is not among them.
void post_budget_movements(Connection& connection, std::int64_t county_id,
                           std::vector<Budget> locked,
                           const std::vector<BudgetMovement>& movements);

/// What a document still holds committed of a budget: commits less releases and consumption.
struct Commitment {
  std::int64_t budget_id{};
  std::int64_t figure{};
};
std::vector<Commitment> load_commitments(Connection& connection, std::int64_t county_id,
                                         std::int64_t document_id);

/// The same of many documents, with what they have consumed.
struct DocumentCommitment {
  std::int64_t document_id{};
  std::int64_t budget_id{};
  std::int64_t held{};
  std::int64_t consumed{};
};
std::vector<DocumentCommitment> load_commitments(Connection& connection, std::int64_t county_id,
                                                 const std::vector<std::int64_t>& document_ids);

void insert_budget(Connection& connection, std::int64_t county_id, const Budget& budget);
struct BudgetRelease {
  std::int64_t budget_id{};
  std::int64_t release_id{};
  std::string from_period;
  std::int64_t figure{};  ///< below zero: taken back
  std::string reason;
};
void insert_budget_release(Connection& connection, std::int64_t county_id,
                           const BudgetRelease& release, const std::string& actor,
                           const std::string& recorded_at);
/// One budget with all that will ever be released, its row locked; nothing: no such code.
std::optional<Budget> lock_budget(Connection& connection, std::int64_t county_id,
                                  const std::string& code);

}  // namespace wutong::inventory
