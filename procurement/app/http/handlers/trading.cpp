#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/distribution/dispatch_to_members.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/settle_trading_period.h"

/// What is done for the whole county while a period is worked day by day: shipping, and its end.
namespace wutong::app::handlers {

using inventory::Connection;
using nlohmann::ordered_json;

namespace {

std::string amount(const std::string& answer, std::string_view name) {
  return pricing::Money::fen(inventory::figure_in(answer, name)).to_string();
}

std::vector<std::int64_t> facilities_named(Connection& connection, std::int64_t county_id,
                                           const std::vector<std::string>& codes) {
  std::unordered_map<std::string, std::int64_t> ids;
  for (const auto& [id, code] :
       inventory::load_codes(connection, county_id, inventory::Noun::facility)) {
    ids.emplace(code, id);
  }
  std::vector<std::int64_t> named;
  for (const std::string& code : codes) {
    const auto found = ids.find(code);
    if (found == ids.end()) {
      throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", code});
    }
    named.push_back(found->second);
  }
  return named;
}

}  // namespace

HttpAnswer dispatch_to_members(Call& call) {
  const std::string period = text_field(*call.body, "period");
  const std::vector<std::string> codes = text_list(*call.body, "facility_codes");
  const std::string answer =
      run_operation(call, "dispatch_to_members", [&](Connection& connection) {
        return procurement::dispatch_to_members(
            connection, recording_of(call),
            {period, facilities_named(connection, call.service.county_id(), codes)});
      });
  const auto figure = [&](std::string_view name) { return inventory::figure_in(answer, name); };
  return json_answer(ordered_json{{"shipments", figure("shipments")},
                                  {"lines", figure("lines")},
                                  {"quantity", figure("quantity")},
                                  {"amount", amount(answer, "amount_fen")},
                                  {"fulfilled_requisitions", figure("fulfilled")}},
                     201);
}

HttpAnswer settle_trading_period(Call& call) {
  const std::string& period = call.path.at("period");
  const auto close = call.body->find("close_open_orders");
  const procurement::SettleTradingPeriod input{period,
                                               close != call.body->end() && close->get<bool>()};
  const std::string answer =
      run_operation(call, "settle_trading_period", [&](Connection& connection) {
        return procurement::settle_trading_period(connection, recording_of(call), input);
      });
  const auto figure = [&](std::string_view name) { return inventory::figure_in(answer, name); };
  return json_answer(ordered_json{{"period", period},
                                  {"supplier_statements", figure("supplier_statements")},
                                  {"member_statements", figure("member_statements")},
                                  {"owed_to_suppliers", amount(answer, "owed_to_suppliers_fen")},
                                  {"owed_by_members", amount(answer, "owed_by_members_fen")},
                                  {"rounding", amount(answer, "rounding_fen")},
                                  {"stock_value", amount(answer, "stock_value_fen")},
                                  {"shortages", figure("shortages")},
                                  {"ended_requisitions", figure("ended_requisitions")},
                                  {"closed_orders", figure("closed_orders")}});
}

}  // namespace wutong::app::handlers
