#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

enum class SupplierAnswer { confirm, decline };
/// Who gives the answer: the supplier (or its distributor) itself, or the centre, which was told.
enum class AnswerFrom { supplier, centre };

struct AnswerOrder {
  SeenOrder seen;
  SupplierAnswer answer{};
  AnswerFrom from{};
  std::string reason_code;  ///< needed to decline
  std::string note;         ///< needed from the centre: how it was told
};
/// The supplier's answer to an order that was sent to it; its clock stops. What is declined counts
/// as ordered no longer, so that the next consolidation orders it from somebody else. Refuses:
/// order_unknown, order_of_a_cycle, period_not_open, record_has_changed, order_step_not_allowed,
/// field_missing. Answers {"version"}.
std::string answer_order(inventory::Connection& connection, const inventory::Recording& recording,
                         const AnswerOrder& input);

}  // namespace wutong::procurement
