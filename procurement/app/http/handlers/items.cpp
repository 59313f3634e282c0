#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "inventory/tables/item_reads.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/item_json.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/change_item.h"
#include "procurement/catalogue/disable_item.h"
#include "procurement/catalogue/search/item_search.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::ItemVersion;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

constexpr int rows_at_most = 1000;

bool is_wanted(const ordered_json& item, std::string_view status) {
  return status.empty() || status == "all" || item.at("status").get<std::string>() == status;
}

ItemVersion load(Call& call, inventory::Connection& connection,
                 inventory::Date as_of = local_day()) {
  const std::string& code = call.path.at("code");
  auto found = inventory::load_items_by_code(connection, call.service.county_id(), as_of, {code});
  if (found.empty()) throw Refused(Refusal::unknown_record, {"item", code});
  return std::move(found.front());
}

HttpAnswer item_answer(Call& call, inventory::Date as_of = local_day()) {
  const auto connection = call.service.store().lease();
  const ItemVersion item = load(call, *connection, as_of);
  HttpAnswer answer =
      json_answer(shown_items(*connection, call.service.county_id(), as_of, {item}).front());
  answer.headers.emplace_back("ETag", '"' + std::to_string(item.last_version) + '"');
  return answer;
}

HttpAnswer found_items(Call& call, const Page& page) {
  const auto connection = call.service.store().lease();
  const auto items = call.service.item_search().find(
      *connection, {call.parameter("q"), call.parameter("kind"), local_day(),
                    static_cast<std::size_t>(page.limit)});
  ordered_json list = ordered_json::array();
  for (ordered_json& item :
       shown_items(*connection, call.service.county_id(), local_day(), items)) {
    if (is_wanted(item, call.parameter("status"))) list.push_back(std::move(item));
  }
  // The best hits are a page of their own: whoever wants others types more.
  return json_answer({{"items", std::move(list)}, {"next_cursor", nullptr}});
}

/// A version that a later one has taken the place of, on its own day, counts as past.
std::string_view state_of(const ItemVersion& version, std::int64_t current) {
  if (version.version == current) return "current";
  return version.effective_from > local_day() ? "planned" : "past";
}

using StatusOperation = std::string (*)(inventory::Connection&, std::int64_t,
                                        const procurement::ItemStatusChange&, inventory::Date);

HttpAnswer change_status(Call& call, std::string_view name, StatusOperation operation) {
  const std::int64_t expected = expected_version(call);
  const procurement::ItemStatusChange change{call.path.at("code"), local_day(),
                                             text_field(*call.body, "reason"),
                                             actor_of(call.caller->principal)};
  run_operation(call, name, [&](inventory::Connection& connection) {
    const ItemVersion now = load(call, connection);
    if (now.last_version != expected) {
      throw Refused(Refusal::item_version_outdated,
                    {change.code, std::to_string(expected), std::to_string(now.last_version)});
    }
    return operation(connection, call.service.county_id(), change, local_day());
  });
  return item_answer(call);
}

}  // namespace

HttpAnswer list_items(Call& call) {
  const Page page = page_of(call);
  if (!call.parameter("q").empty()) return found_items(call, page);
  inventory::ItemFilter filter;
  filter.kind = call.parameter("kind");
  filter.generic_name = call.parameter("generic_name");
  filter.substitution_group = call.parameter("substitution_group");
  filter.route = call.parameter("route");
  const auto connection = call.service.store().lease();
  const auto items = inventory::list_items(*connection, call.service.county_id(), local_day(),
                                           filter, page.after, static_cast<int>(page.limit) + 1);
  ordered_json list = ordered_json::array();
  for (ordered_json& item :
       shown_items(*connection, call.service.county_id(), local_day(), items)) {
    list.push_back(std::move(item));
  }
  return page_answer("items", std::move(list), page, "code", [&](const ordered_json& item) {
    return is_wanted(item, call.parameter("status"));
  });
}

HttpAnswer show_item(Call& call) {
  return item_answer(call, asked_day(call));
}

HttpAnswer create_item(Call& call) {
  const nlohmann::json& body = *call.body;
  inventory::CatalogueItem item;
  item.record.code = text_field(body, "code");
  item = wanted_item(body, std::move(item));
  run_operation(call, "register_item", [&](inventory::Connection& connection) {
    return procurement::register_item(connection, call.service.county_id(), item, local_day());
  });
  call.path.emplace("code", item.record.code);
  return item_answer(call);
}

HttpAnswer change_item(Call& call) {
  const std::int64_t expected = expected_version(call);
  const inventory::Date from = date_field(*call.body, "effective_from").value_or(local_day());
  run_operation(call, "change_item", [&](inventory::Connection& connection) {
    // What the body does not name stays as it is on that day, which may have been planned before.
    const ItemVersion then = load(call, connection, std::max(from, local_day()));
    const procurement::ItemChange change{expected, from, wanted_item(*call.body, then.item)};
    return procurement::change_item(connection, call.service.county_id(), change, local_day());
  });
  return item_answer(call);
}

HttpAnswer disable_item(Call& call) {
  return change_status(call, "disable_item", procurement::disable_item);
}

HttpAnswer enable_item(Call& call) {
  return change_status(call, "enable_item", procurement::enable_item);
}

HttpAnswer list_item_versions(Call& call) {
  const auto connection = call.service.store().lease();
  const std::int64_t current = load(call, *connection).version;
  ordered_json versions = ordered_json::array();
  for (const ItemVersion& version :
       inventory::list_item_versions(*connection, call.service.county_id(), call.path.at("code"))) {
    ordered_json one = shown_record(version);
    one["state"] = state_of(version, current);
    versions.insert(versions.begin(), std::move(one));  // the newest first
  }
  return json_answer({{"versions", std::move(versions)}, {"next_cursor", nullptr}});
}

HttpAnswer list_item_stock(Call& call) {
  const auto connection = call.service.store().lease();
  load(call, *connection);
  std::unordered_map<std::string, std::string> names;
  for (const auto& one : inventory::load_facilities(*connection, call.service.county_id())) {
    names.emplace(one.record.code, one.record.name);
  }
  ordered_json stock = ordered_json::array();
  for (const auto& lot : inventory::load_item_stock(*connection, call.service.county_id(),
                                                    call.path.at("code"), {}, rows_at_most)) {
    stock.push_back({{"facility_code", lot.facility_code},
                     {"facility_name", names[lot.facility_code]},
                     {"lot", lot.lot_no},
                     {"expires_on", inventory::to_string(lot.expires_on)},
                     {"quantity", lot.quantity.units()}});
  }
  return json_answer({{"stock", std::move(stock)}, {"next_cursor", nullptr}});
}

HttpAnswer list_item_prices(Call& call) {
  const auto connection = call.service.store().lease();
  load(call, *connection);
  std::unordered_map<std::string, std::string> names;
  for (const auto& one : inventory::load_suppliers(*connection, call.service.county_id())) {
    names.emplace(one.record.code, one.record.name);
  }
  ordered_json prices = ordered_json::array();
  for (const auto& price : inventory::load_item_prices(*connection, call.service.county_id(),
                                                       call.path.at("code"), {}, rows_at_most)) {
    const auto row = [&](const pricing::UnitPrice& pack_price, std::string_view kind) {
      prices.push_back({{"period", price.period},
                        {"supplier_code", price.supplier_code},
                        {"supplier_name", names[price.supplier_code]},
                        {"pack_price", pack_price.to_string()},
                        {"kind", kind},
                        {"refusal", text_or_null(price.refusal)}});
    };
    row(price.bid_price, "bid");
    if (price.award_price) row(*price.award_price, "award");
  }
  return json_answer({{"prices", std::move(prices)}, {"next_cursor", nullptr}});
}

}  // namespace wutong::app::handlers
