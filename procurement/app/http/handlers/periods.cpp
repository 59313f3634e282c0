#include <nlohmann/json.hpp>

#include <set>
#include <tuple>
#include <unordered_map>

#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/distribution/record_opening_stock.h"
#include "procurement/purchase/periods/open_period.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::Cycle;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown_period(const Cycle& cycle) {
  return {{"period", cycle.parameters.period},
          {"state", to_string(cycle.state)},
          {"opened_on", inventory::to_string(cycle.parameters.today)},
          {"minimum_shelf_life_days", cycle.parameters.minimum_shelf_life_days}};
}

Cycle load_period(const Call& call, const std::string& period) {
  const auto connection = call.service.store().lease();
  for (Cycle& cycle : inventory::load_cycles(*connection, call.service.county_id())) {
    if (cycle.parameters.period == period) return std::move(cycle);
  }
  throw Refused(Refusal::unknown_record, {"period", period});
}

/// Codes become positions in a book; the ones that nobody has are faults.
class CodeColumn {
 public:
  CodeColumn(const inventory::CodesById& known, std::vector<std::string>& book) : book_(book) {
    for (const auto& [id, code] : known) known_.insert(code);
  }
  std::optional<std::uint32_t> position_of(const std::string& code) {
    if (!known_.contains(code)) return std::nullopt;
    const auto [found, is_new] =
        positions_.try_emplace(code, static_cast<std::uint32_t>(book_.size()));
    if (is_new) book_.push_back(code);
    return found->second;
  }

 private:
  std::vector<std::string>& book_;
  std::set<std::string> known_;
  std::unordered_map<std::string, std::uint32_t> positions_;
};

struct OpeningStock {
  inventory::CodeBook codes;
  std::vector<inventory::OpeningStockRow> rows;
};

/// Reads the rows of a body, and finds everything that is wrong with them.
class OpeningStockReader {
 public:
  OpeningStockReader(inventory::Connection& connection, std::int64_t county_id)
      : facilities_(inventory::load_codes(connection, county_id, inventory::Noun::facility),
                    stock_.codes.facilities),
        items_(inventory::load_codes(connection, county_id, inventory::Noun::item),
               stock_.codes.items),
        centre_(inventory::load_codes(connection, county_id, inventory::Noun::facility)
                    .at(inventory::load_centre_id(connection, county_id))) {}

  OpeningStock read(const json& rows) {
    std::int64_t number = 0;
    for (const json& row : rows) read_row(row, ++number);
    if (!problems_.empty()) throw InputRefused(std::move(problems_));
    return std::move(stock_);
  }

 private:
  void read_row(const json& row, std::int64_t number) {
    where_ = "/rows/" + std::to_string(number - 1) + "/";
    const std::string facility = text_field(row, "facility_code");
    const std::string item = text_field(row, "item_code");
    const auto facility_position = facilities_.position_of(facility);
    if (!facility_position) refuse("facility_code", Refusal::facility_not_known, {facility});
    const auto item_position = items_.position_of(item);
    if (!item_position) refuse("item_code", Refusal::item_unknown, {item});
    const auto expires_on = inventory::parse_date(text_field(row, "expires_on"));
    if (!expires_on) {
      refuse("expires_on", Refusal::field_not_allowed,
             {where_ + "expires_on", "there is no such day"});
    }
    const auto price = price_field(row, "pack_price");
    if (!price && facility == centre_) {
      refuse("pack_price", Refusal::field_missing, {where_, "pack_price"});
    }
    const std::string lot = text_field(row, "lot");
    if (!keys_.emplace(facility, item, lot, text_field(row, "expires_on")).second) {
      refuse("lot", Refusal::duplicate_key, {"", "", "", facility + " / " + item + " / " + lot});
    }
    if (!problems_.empty()) return;
    stock_.rows.push_back({number, *facility_position, *item_position, lot, *expires_on,
                           pricing::Quantity(row.at("quantity").get<std::int64_t>()), price});
  }

  void refuse(const char* field, Refusal refusal, std::vector<std::string> figures) {
    problems_.push_back({where_ + field, refusal, std::move(figures)});
  }

  OpeningStock stock_;
  CodeColumn facilities_;
  CodeColumn items_;
  std::string centre_;
  std::string where_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> keys_;
  std::vector<FieldProblem> problems_;
};

}  // namespace

HttpAnswer list_periods(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  std::vector<KeyedRecord> periods;
  for (const Cycle& cycle : inventory::load_cycles(*connection, call.service.county_id())) {
    periods.emplace_back(cycle.parameters.period, shown_period(cycle));
  }
  return whole_list_answer("periods", std::move(periods), page);
}

HttpAnswer show_period(Call& call) {
  return json_answer(shown_period(load_period(call, call.path.at("period"))));
}

HttpAnswer open_period(Call& call) {
  const json& body = *call.body;
  const procurement::OpenPeriod input{text_field(body, "period"),
                                      body.at("minimum_shelf_life_days").get<std::int64_t>()};
  run_operation(call, "open_period", [&](inventory::Connection& connection) {
    return procurement::open_period(connection, recording_of(call), input);
  });
  return json_answer(shown_period(load_period(call, input.period)), 201);
}

HttpAnswer record_period_stock(Call& call) {
  const Cycle cycle = load_period(call, call.path.at("period"));
  const inventory::CycleRef ref{call.service.county_id(), cycle.cycle_id};
  const std::string answer =
      run_operation(call, "record_opening_stock", [&](inventory::Connection& connection) {
        const OpeningStock stock =
            OpeningStockReader(connection, ref.county_id).read(call.body->at("rows"));
        return procurement::record_opening_stock_of_period(connection, ref, stock.codes,
                                                           stock.rows);
      });
  const json figures = json::parse(answer);
  return json_answer(
      {{"period", cycle.parameters.period},
       {"rows", figures.at("rows")},
       {"value", pricing::Money::fen(figures.at("value_fen").get<std::int64_t>()).to_string()}});
}

}  // namespace wutong::app::handlers
