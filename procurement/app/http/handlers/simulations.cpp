#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/followup/simulate_supplier_failure.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

ordered_json shown(const procurement::RunOut& out) {
  return {{"facility_code", out.facility_code},
          {"item_code", out.item_code},
          {"runs_out_on", inventory::to_string(out.runs_out_on)},
          {"days_left", out.days_left},
          {"stock", out.stock},
          {"centre_share", out.centre_share},
          {"arrivals_counted", out.arrivals_counted},
          {"arrivals_missing", out.arrivals_missing},
          {"daily_use", out.daily_use.to_string()}};
}

constexpr std::int64_t days_without_a_wish = 30;

}  // namespace

HttpAnswer simulate_supplier_failure(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t days =
      call.parameter("days").empty() ? days_without_a_wish : number_of(call.parameter("days"));
  const auto failure = procurement::simulate_supplier_failure(
      *connection, call.service.county_id(), needed_parameter(call, "supplier_code"),
      {local_day(), days});
  const auto first = static_cast<std::size_t>(std::max<std::int64_t>(0, number_of(page.after)));
  ordered_json run_outs = ordered_json::array();
  for (std::size_t i = first; i < failure.run_outs.size(); ++i) {
    if (i > first + static_cast<std::size_t>(page.limit)) break;
    run_outs.push_back(shown(failure.run_outs[i]));
  }
  return counted_page_answer("run_outs", std::move(run_outs), page, first,
                             {{"supplier_code", failure.supplier_code},
                              {"today", inventory::to_string(failure.span.today)},
                              {"days", failure.span.days},
                              {"items", failure.items}});
}

}  // namespace wutong::app::handlers
