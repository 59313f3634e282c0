#include <nlohmann/json.hpp>
#include <unordered_map>

#include "inventory/tables/item_facts.h"
#include "inventory/tables/item_reads.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
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

ordered_json shown_record(const ItemVersion& version) {
  const inventory::ItemRecord& record = version.item.record;
  return {{"code", record.code},
          {"generic_name", record.generic_name},
          {"generic_name_en", version.item.detail.generic_name_en},
          {"trade_name", record.trade_name},
          {"form", record.form},
          {"strength", record.strength},
          {"base_unit", record.base_unit},
          {"pack_size", record.pack_size.units()},
          {"manufacturer", record.manufacturer},
          {"kind", record.kind},
          {"storage", record.storage},
          {"vat_rate", record.vat_rate.to_string()},
          {"substitution_group", record.substitution_group},
          {"approval_no", record.approval_no},
          {"list_price", shown(record.list_price)},
          {"version", version.version},
          {"effective_from", inventory::to_string(version.effective_from)}};
}

std::vector<std::string> codes_of(const std::vector<ItemVersion>& items) {
  std::vector<std::string> codes;
  for (const ItemVersion& item : items) codes.push_back(item.item.record.code);
  return codes;
}

std::vector<std::int64_t> ids_of(const std::vector<ItemVersion>& items) {
  std::vector<std::int64_t> ids;
  for (const ItemVersion& item : items) ids.push_back(item.item_id);
  return ids;
}

/// The items with what people want to see beside them; a few statements, however many they are.
std::vector<ordered_json> shown_items(inventory::Connection& connection, std::int64_t county_id,
                                      const std::vector<ItemVersion>& items) {
  const inventory::Date today = local_day();
  const auto facts = inventory::load_item_facts(connection, county_id, today, ids_of(items));
  const auto statuses = inventory::load_item_status(connection, county_id, today, codes_of(items));
  std::vector<ordered_json> all;
  for (const ItemVersion& item : items) {
    const auto fact = facts.find(item.item_id);
    const auto status = statuses.find(item.item_id);
    const inventory::ItemFacts known = fact == facts.end() ? inventory::ItemFacts{} : fact->second;
    ordered_json one = shown_record(item);
    one["version"] = item.last_version;  // the one that a change must have seen
    one["tier"] = known.tier ? ordered_json(to_string(*known.tier)) : ordered_json(nullptr);
    one["status"] = status == statuses.end() || status->second.enabled ? "enabled" : "disabled";
    one["stock"] = known.centre_stock;
    one["lowest_price"] = shown(known.lowest_price);
    all.push_back(std::move(one));
  }
  return all;
}

bool is_wanted(const ordered_json& item, std::string_view status) {
  return status.empty() || status == "all" || item.at("status").get<std::string>() == status;
}

ItemVersion load(Call& call, inventory::Connection& connection) {
  const std::string& code = call.path.at("code");
  auto found =
      inventory::load_items_by_code(connection, call.service.county_id(), local_day(), {code});
  if (found.empty()) throw Refused(Refusal::unknown_record, {"item", code});
  return std::move(found.front());
}

HttpAnswer item_answer(Call& call) {
  const auto connection = call.service.store().lease();
  const ItemVersion item = load(call, *connection);
  HttpAnswer answer =
      json_answer(shown_items(*connection, call.service.county_id(), {item}).front());
  answer.headers.emplace_back("ETag", '"' + std::to_string(item.last_version) + '"');
  return answer;
}

HttpAnswer found_items(Call& call, const Page& page) {
  const auto connection = call.service.store().lease();
  const auto items = call.service.item_search().find(
      *connection, {call.parameter("q"), call.parameter("kind"), local_day(),
                    static_cast<std::size_t>(page.limit)});
  ordered_json list = ordered_json::array();
  for (ordered_json& item : shown_items(*connection, call.service.county_id(), items)) {
    if (is_wanted(item, call.parameter("status"))) list.push_back(std::move(item));
  }
  // The best hits are a page of their own: whoever wants others types more.
  return json_answer({{"items", std::move(list)}, {"next_cursor", nullptr}});
}

/// The item as the body wants it: what the body does not name stays.
inventory::CatalogueItem wanted_item(const nlohmann::json& body, const ItemVersion& now) {
  inventory::CatalogueItem item = now.item;
  inventory::ItemRecord& record = item.record;
  const auto take = [&](const char* name, std::string& into) {
    if (body.contains(name)) into = text_field(body, name);
  };
  take("generic_name", record.generic_name);
  take("generic_name_en", item.detail.generic_name_en);
  take("trade_name", record.trade_name);
  take("form", record.form);
  take("strength", record.strength);
  take("base_unit", record.base_unit);
  take("manufacturer", record.manufacturer);
  take("kind", record.kind);
  take("storage", record.storage);
  take("substitution_group", record.substitution_group);
  take("approval_no", record.approval_no);
  if (body.contains("pack_size")) {
    record.pack_size = pricing::Quantity(body.at("pack_size").get<std::int64_t>());
  }
  if (body.contains("vat_rate")) record.vat_rate = vat_field(body, "vat_rate");
  if (body.contains("list_price")) record.list_price = price_field(body, "list_price");
  return item;
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
  const auto connection = call.service.store().lease();
  const auto items = inventory::list_items(*connection, call.service.county_id(), local_day(),
                                           filter, page.after, static_cast<int>(page.limit) + 1);
  ordered_json list = ordered_json::array();
  for (ordered_json& item : shown_items(*connection, call.service.county_id(), items)) {
    list.push_back(std::move(item));
  }
  return page_answer("items", std::move(list), page, "code", [&](const ordered_json& item) {
    return is_wanted(item, call.parameter("status"));
  });
}

HttpAnswer show_item(Call& call) {
  return item_answer(call);
}

HttpAnswer change_item(Call& call) {
  const std::int64_t expected = expected_version(call);
  const inventory::Date from = date_field(*call.body, "effective_from").value_or(local_day());
  run_operation(call, "change_item", [&](inventory::Connection& connection) {
    const ItemVersion now = load(call, connection);
    return procurement::change_item(connection, call.service.county_id(),
                                    {expected, from, wanted_item(*call.body, now)}, local_day());
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
  load(call, *connection);
  ordered_json versions = ordered_json::array();
  for (const ItemVersion& version :
       inventory::list_item_versions(*connection, call.service.county_id(), call.path.at("code"))) {
    versions.insert(versions.begin(), shown_record(version));  // the newest first
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
