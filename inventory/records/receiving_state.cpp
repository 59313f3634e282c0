#include "inventory/records/receiving_state.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<NoticeState, 3> notice_states{{
    {NoticeState::announced, "announced"},
    {NoticeState::arrived, "arrived"},
    {NoticeState::withdrawn, "withdrawn"},
}};
constexpr NamedValues<NoticeAction, 2> notice_actions{{
    {NoticeAction::arrive, "arrive"},
    {NoticeAction::withdraw, "withdraw"},
}};
constexpr NamedValues<DeliveryState, 3> delivery_states{{
    {DeliveryState::recorded, "recorded"},
    {DeliveryState::inspected, "inspected"},
    {DeliveryState::closed, "closed"},
}};
constexpr NamedValues<DeliveryAction, 2> delivery_actions{{
    {DeliveryAction::inspect, "inspect"},
    {DeliveryAction::close, "close"},
}};
constexpr NamedValues<NonconformanceState, 3> nonconformance_states{{
    {NonconformanceState::open, "open"},
    {NonconformanceState::resolved, "resolved"},
    {NonconformanceState::closed, "closed"},
}};
constexpr NamedValues<NonconformanceAction, 2> nonconformance_actions{{
    {NonconformanceAction::resolve, "resolve"},
    {NonconformanceAction::close, "close"},
}};
constexpr NamedValues<ReturnState, 3> return_states{{
    {ReturnState::created, "created"},
    {ReturnState::sent, "sent"},
    {ReturnState::credited, "credited"},
}};
constexpr NamedValues<ReturnAction, 2> return_actions{{
    {ReturnAction::send, "send"},
    {ReturnAction::credit, "credit"},
}};
constexpr NamedValues<RejectionReason, 10> rejection_reasons{{
    {RejectionReason::not_ordered, "not_ordered"},
    {RejectionReason::expired, "expired"},
    {RejectionReason::short_dated, "short_dated"},
    {RejectionReason::over_delivered, "over_delivered"},
    {RejectionReason::temperature, "temperature"},
    {RejectionReason::damaged, "damaged"},
    {RejectionReason::wrong_item, "wrong_item"},
    {RejectionReason::documents_missing, "documents_missing"},
    {RejectionReason::quality, "quality"},
    {RejectionReason::under_delivered, "under_delivered"},
}};

}  // namespace

std::string_view to_string(NoticeState state) {
  return name_of(notice_states, state);
}
std::string_view to_string(NoticeAction action) {
  return name_of(notice_actions, action);
}
std::optional<NoticeState> parse_notice_state(std::string_view text) {
  return value_named(notice_states, text);
}
std::optional<NoticeState> next_state(NoticeState state, NoticeAction action) {
  if (state != NoticeState::announced) return std::nullopt;
  return action == NoticeAction::arrive ? NoticeState::arrived : NoticeState::withdrawn;
}

std::string_view to_string(DeliveryState state) {
  return name_of(delivery_states, state);
}
std::string_view to_string(DeliveryAction action) {
  return name_of(delivery_actions, action);
}
std::optional<DeliveryState> parse_delivery_state(std::string_view text) {
  return value_named(delivery_states, text);
}
std::optional<DeliveryState> next_state(DeliveryState state, DeliveryAction action) {
  if (state == DeliveryState::recorded && action == DeliveryAction::inspect) {
    return DeliveryState::inspected;
  }
  if (state == DeliveryState::inspected && action == DeliveryAction::close) {
    return DeliveryState::closed;
  }
  return std::nullopt;
}

std::string_view to_string(NonconformanceState state) {
  return name_of(nonconformance_states, state);
}
std::string_view to_string(NonconformanceAction action) {
  return name_of(nonconformance_actions, action);
}
std::optional<NonconformanceState> parse_nonconformance_state(std::string_view text) {
  return value_named(nonconformance_states, text);
}
std::optional<NonconformanceState> next_state(NonconformanceState state,
                                              NonconformanceAction action) {
  if (state == NonconformanceState::open && action == NonconformanceAction::resolve) {
    return NonconformanceState::resolved;
  }
  if (state == NonconformanceState::resolved && action == NonconformanceAction::close) {
    return NonconformanceState::closed;
  }
  return std::nullopt;
}

std::string_view to_string(ReturnState state) {
  return name_of(return_states, state);
}
std::string_view to_string(ReturnAction action) {
  return name_of(return_actions, action);
}
std::optional<ReturnState> parse_return_state(std::string_view text) {
  return value_named(return_states, text);
}
std::optional<ReturnState> next_state(ReturnState state, ReturnAction action) {
  if (state == ReturnState::created && action == ReturnAction::send) return ReturnState::sent;
  if (state == ReturnState::sent && action == ReturnAction::credit) return ReturnState::credited;
  return std::nullopt;
}

std::string_view to_string(RejectionReason reason) {
  return name_of(rejection_reasons, reason);
}
std::optional<RejectionReason> parse_rejection_reason(std::string_view text) {
  return value_named(rejection_reasons, text);
}

}  // namespace wutong::inventory
