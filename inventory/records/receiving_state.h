#pragma once

#include <optional>
#include <string_view>

namespace wutong::inventory {

/// The life of an advance shipping notice (发货通知).
enum class NoticeState { announced, arrived, withdrawn };
enum class NoticeAction { arrive, withdraw };
std::string_view to_string(NoticeState state);
std::string_view to_string(NoticeAction action);
std::optional<NoticeState> parse_notice_state(std::string_view text);
std::optional<NoticeState> next_state(NoticeState state, NoticeAction action);

/// The life of a delivery (到货单). It is stock only once it is inspected, and closed when none of
/// its deviations is open any more.
enum class DeliveryState { recorded, inspected, closed };
enum class DeliveryAction { inspect, close };
std::string_view to_string(DeliveryState state);
std::string_view to_string(DeliveryAction action);
std::optional<DeliveryState> parse_delivery_state(std::string_view text);
std::optional<DeliveryState> next_state(DeliveryState state, DeliveryAction action);

/// The life of a deviation (不合格记录).
enum class NonconformanceState { open, resolved, closed };
enum class NonconformanceAction { resolve, close };
std::string_view to_string(NonconformanceState state);
std::string_view to_string(NonconformanceAction action);
std::optional<NonconformanceState> parse_nonconformance_state(std::string_view text);
std::optional<NonconformanceState> next_state(NonconformanceState state,
                                              NonconformanceAction action);

/// The life of a return to the supplier (退货单).
enum class ReturnState { created, sent, credited };
enum class ReturnAction { send, credit };
std::string_view to_string(ReturnState state);
std::string_view to_string(ReturnAction action);
std::optional<ReturnState> parse_return_state(std::string_view text);
std::optional<ReturnState> next_state(ReturnState state, ReturnAction action);

/// Why goods are not as they should be. The first four are contract rule 5's: no inspector can
/// accept them. `under_delivered` is what a notice announced and nobody brought.
enum class RejectionReason {
  not_ordered,
  expired,
  short_dated,
  over_delivered,
  temperature,
  damaged,
  wrong_item,
  documents_missing,
  quality,
  under_delivered,
};
std::string_view to_string(RejectionReason reason);
std::optional<RejectionReason> parse_rejection_reason(std::string_view text);

}  // namespace wutong::inventory
