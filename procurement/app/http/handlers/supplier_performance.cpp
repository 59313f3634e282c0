#include "reporting/order_follow_up/supplier_performance.h"

#include <nlohmann/json.hpp>

#include "inventory/records/period.h"
#include "inventory/records/recording.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using reporting::Share;
using reporting::SupplierPerformance;

namespace {

/// Counts, and the quotient in parts per ten thousand.
ordered_json shown(const Share& share) {
  const auto quotient = share.ten_thousandths();
  return {{"part", share.part},
          {"whole", share.whole},
          {"ten_thousandths", quotient ? ordered_json(*quotient) : ordered_json(nullptr)}};
}

ordered_json shown(const SupplierPerformance& one) {
  return {{"supplier_code", one.supplier_code},
          {"supplier_name", one.supplier_name},
          {"distributor_code",
           one.distributor_code ? ordered_json(*one.distributor_code) : ordered_json(nullptr)},
          {"orders", one.orders},
          {"declined", one.declined},
          {"ordered_amount", one.ordered_amount.to_string()},
          {"delivered_amount", one.delivered_amount.to_string()},
          {"received_amount", one.received_amount.to_string()},
          {"answered_in_time", shown(one.answered_in_time)},
          {"distributed", shown(one.distributed)},
          {"received", shown(one.received)},
          {"on_time", shown(one.on_time)},
          {"in_full_on_time", shown(one.in_full_on_time)},
          {"commitment", shown(one.commitment)}};
}

}  // namespace

HttpAnswer list_supplier_performance(Call& call) {
  const inventory::Date today = local_day();
  const auto connection = call.service.store().lease();
  reporting::PerformanceQuery query{
      std::string(call.parameter("period")), call.caller->principal.supplier_id,
      inventory::to_string(inventory::Moment(call.service.now())), today};
  if (query.period.empty()) query.period = inventory::period_of(today);
  const std::string code(call.parameter("supplier_code"));
  if (!code.empty()) query.supplier_id = visible_supplier_id(call, *connection, code);
  ordered_json list = ordered_json::array();
  for (const auto& one :
       reporting::load_supplier_performance(*connection, call.service.county_id(), query)) {
    list.push_back(shown(one));
  }
  return json_answer({{"period", query.period}, {"suppliers", list}});
}

}  // namespace wutong::app::handlers
