#include "procurement/app/http/escalation_timer.h"

#include <exception>

#include "inventory/run_command.h"
#include "inventory/tables/order_clock_table.h"
#include "procurement/app/http/request_log.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/orders/escalate_orders.h"

namespace wutong::app {

namespace {

constexpr std::chrono::minutes between_looks{1};
constexpr const char* actor = "server";

void escalate(HttpService& service, inventory::Instant now) {
  const std::int64_t county_id = service.county_id();
  if (!inventory::has_unanswered_orders(*service.store().lease(), county_id, now)) return;
  const std::string key = "escalate_orders/" + inventory::to_rfc_3339(now);
  inventory::run_command(
      service.store(), {county_id, "escalate_orders", key, inventory::content_hash(key), actor},
      [&](inventory::Connection& connection) {
        return procurement::escalate_orders(connection, {county_id, actor, now, local_day()});
      });
}

}  // namespace

void EscalationTimer::tick(inventory::Instant now) {
  if (now < next_look_) return;
  next_look_ = now + between_looks;
  try {
    escalate(service_, now);
  } catch (const std::exception& error) {
    log_event(std::string("late answers to orders were not noted: ") + error.what());
  }
}

}  // namespace wutong::app
