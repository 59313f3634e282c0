#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/order_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/visible_documents.h"
#include "procurement/app/http/http_service.h"
#include "procurement/identity/role.h"
#include "procurement/purchase/orders/answer_order.h"
#include "procurement/purchase/orders/approve_order.h"
#include "procurement/purchase/orders/change_order.h"
#include "procurement/purchase/orders/end_order.h"
#include "procurement/purchase/orders/escalate_orders.h"
#include "procurement/purchase/orders/send_order.h"
#include "procurement/refusal/refusal.h"
#include "reporting/order_follow_up/order_list.h"

/// Purchase orders: those of cycles, which are shown, and those of the daily work, which live.
namespace wutong::app::handlers {

using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

std::optional<reporting::Overdue> asked_overdue(const Call& call) {
  const std::string_view overdue = call.parameter("overdue");
  if (overdue == "answer") return reporting::Overdue::answer;
  if (overdue == "delivery") return reporting::Overdue::delivery;
  if (overdue == "any") return reporting::Overdue::any;
  return std::nullopt;
}

procurement::SeenOrder seen(const Call& call) {
  return {call.path.at("order_no"), expected_version(call)};
}

/// Runs a step on the order of the path and answers it as it is then. What the caller may not see
/// is not there.
template <typename Work>
HttpAnswer run_step(Call& call, std::string_view operation, const Work& work) {
  const std::string& order_no = call.path.at("order_no");
  const reporting::OrderView view = order_view(call);
  run_operation(call, operation, [&](inventory::Connection& connection) {
    const bool is_visible =
        !view.supplier_id ||
        reporting::find_listed_order(connection, call.service.county_id(), order_no, view)
            .has_value();
    if (!is_visible) throw Refused(Refusal::order_unknown, {order_no});
    return work(connection, recording_of(call));
  });
  const auto connection = call.service.store().lease();
  const auto order =
      reporting::find_listed_order(*connection, call.service.county_id(), order_no, view);
  if (!order) throw Refused(Refusal::order_unknown, {order_no});
  return order_answer(call, *connection, *order);
}

/// By wire name, those that hold for the whole county.
std::set<std::string> county_roles(const Call& call) {
  std::set<std::string> roles;
  for (const procurement::Grant& grant : call.caller->principal.grants) {
    if (grant.facility_id == 0) {
      roles.emplace(procurement::role_text(grant.role).wire_name);
    }
  }
  return roles;
}

HttpAnswer answer_order(Call& call, std::string_view operation,
                        procurement::SupplierAnswer answer) {
  const auto from = call.caller->principal.supplier_id ? procurement::AnswerFrom::supplier
                                                       : procurement::AnswerFrom::centre;
  const procurement::AnswerOrder input{seen(call), answer, from,
                                       text_field(*call.body, "reason_code"),
                                       text_field(*call.body, "note")};
  return run_step(call, operation, [&](auto& connection, const auto& recording) {
    return procurement::answer_order(connection, recording, input);
  });
}

HttpAnswer end_order(Call& call, std::string_view operation, procurement::OrderEnd end) {
  const procurement::EndOrder input{seen(call), end, text_field(*call.body, "reason")};
  return run_step(call, operation, [&](auto& connection, const auto& recording) {
    return procurement::end_order(connection, recording, input);
  });
}

}  // namespace

HttpAnswer list_orders(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  reporting::OrderListFilter filter{document_filter(call, page, 1), order_view(call),
                                    std::string(call.parameter("state")), asked_overdue(call)};
  if (!call.parameter("supplier_code").empty()) {
    filter.page.supplier_id = supplier_filter(call, *connection, page, 1).supplier_id;
  }
  std::vector<KeyedRecord> orders;
  for (const auto& one : reporting::list_orders(*connection, call.service.county_id(), filter)) {
    orders.push_back({one.order_no, shown_order(one)});
  }
  return keyed_page_answer("orders", std::move(orders), page);
}

HttpAnswer show_order(Call& call) {
  const std::string& order_no = call.path.at("order_no");
  const auto connection = call.service.store().lease();
  const auto order = reporting::find_listed_order(*connection, call.service.county_id(), order_no,
                                                  order_view(call));
  if (!order) throw Refused(Refusal::unknown_record, {"order", order_no});
  return order_answer(call, *connection, *order);
}

HttpAnswer change_order(Call& call) {
  procurement::ChangeOrder input{seen(call), {}, text_field(*call.body, "reason")};
  for (const json& line : call.body->at("lines")) {
    input.lines.push_back(
        {line.at("item_code"), pricing::Quantity(line.at("packs").get<std::int64_t>())});
  }
  return run_step(call, "change_order", [&](auto& connection, const auto& recording) {
    return procurement::change_order(connection, recording, input);
  });
}

HttpAnswer approve_order(Call& call) {
  const procurement::ApproveOrder input{seen(call), county_roles(call),
                                        text_field(*call.body, "note")};
  return run_step(call, "approve_order", [&](auto& connection, const auto& recording) {
    return procurement::approve_order(connection, recording, input);
  });
}

HttpAnswer send_order(Call& call) {
  const procurement::SendOrder input{seen(call), text_field(*call.body, "note")};
  return run_step(call, "send_order", [&](auto& connection, const auto& recording) {
    return procurement::send_order(connection, recording, input);
  });
}

HttpAnswer confirm_order(Call& call) {
  return answer_order(call, "confirm_order", procurement::SupplierAnswer::confirm);
}

HttpAnswer decline_order(Call& call) {
  return answer_order(call, "decline_order", procurement::SupplierAnswer::decline);
}

HttpAnswer cancel_order(Call& call) {
  return end_order(call, "cancel_order", procurement::OrderEnd::cancel);
}

HttpAnswer close_order(Call& call) {
  return end_order(call, "close_order", procurement::OrderEnd::close);
}

HttpAnswer escalate_orders(Call& call) {
  const std::string answer =
      run_operation(call, "escalate_orders", [&](inventory::Connection& connection) {
        return procurement::escalate_orders(connection, recording_of(call));
      });
  return json_answer(ordered_json::parse(answer));
}

}  // namespace wutong::app::handlers
