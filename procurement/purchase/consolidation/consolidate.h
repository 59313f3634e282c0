#pragma once

#include <string>

#include "procurement/purchase/consolidation/decide_consolidation.h"

namespace wutong::procurement {

/// Makes orders (drafts) of approved requisitions: what the preview has shown, or nothing. All of
/// it in one transaction, after the period's row and the requisitions' rows are locked, in this
/// order: of two that want the same requisition one wins. Refuses: what decide_consolidation
/// refuses, consolidation_outdated (when the decision is no longer that of the fingerprint).
/// Answers {"consolidation_no", "orders", "lines"}.
std::string consolidate(inventory::Connection& connection, const inventory::Recording& recording,
                        const ConsolidationInput& input, const std::string& fingerprint);

/// Takes a consolidation back as long as none of its orders was sent and nothing was dispatched
/// for it: its orders are cancelled, its requisitions are approved again. Locks the period, the
/// consolidation, its orders, its requisitions, in this order. Refuses: consolidation_unknown,
/// record_has_changed, period_not_open, consolidation_step_not_allowed,
/// consolidation_already_sent. Answers {"version"}.
struct UndoConsolidation {
  std::string consolidation_no;
  std::int64_t version{};  ///< the one that was seen
  std::string reason;
};
std::string undo_consolidation(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const UndoConsolidation& input);

}  // namespace wutong::procurement
