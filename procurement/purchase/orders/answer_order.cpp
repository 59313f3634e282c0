#include "procurement/purchase/orders/answer_order.h"

namespace wutong::procurement {

namespace {

constexpr const char* told_to_the_centre = "on_behalf";

inventory::OrderAction action_of(SupplierAnswer answer) {
  return answer == SupplierAnswer::confirm ? inventory::OrderAction::confirm
                                           : inventory::OrderAction::decline;
}

}  // namespace

std::string answer_order(inventory::Connection& connection, const inventory::Recording& recording,
                         const AnswerOrder& input) {
  auto order = lock_seen(connection, recording.county_id, input.seen);
  const inventory::OrderAction action = action_of(input.answer);
  check_step(order, action);
  const bool is_told = input.from == AnswerFrom::centre;
  if (input.answer == SupplierAnswer::decline) {
    require_text(order, "reason_code", input.reason_code);
  }
  if (is_told) require_text(order, "note", input.note);

  take_step(order, action);
  order.detail.answered_at = inventory::to_string(recording.now);
  const std::string reason =
      input.reason_code.empty() && is_told ? told_to_the_centre : input.reason_code;
  return save_taken_step(connection, recording, order, {action, reason, input.note});
}

}  // namespace wutong::procurement
