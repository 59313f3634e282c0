#include "procurement/app/exchange/recorded_kinds.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <unordered_map>

#include "inventory/records/item_detail_fields.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/delivery_route_table.h"
#include "inventory/tables/drugstore_link_table.h"
#include "inventory/tables/facility_formulary_table.h"
#include "inventory/tables/formulary_table.h"
#include "inventory/tables/manufacturer_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/supplier_licence_table.h"
#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/exchange/recorded_intake.h"
#include "procurement/catalogue/import/import_authorisations.h"
#include "procurement/catalogue/import/import_facility_formularies.h"
#include "procurement/catalogue/import/import_formulary_entries.h"
#include "procurement/catalogue/import/import_item_fields.h"
#include "procurement/catalogue/import/import_licences.h"
#include "procurement/catalogue/import/import_named_records.h"
#include "procurement/catalogue/import/import_organisation.h"

namespace wutong::app {

using procurement::Duty;
using procurement::Refusal;

namespace {

using Cells = std::vector<std::string>;
using CodesById = std::unordered_map<std::int64_t, std::string>;

constexpr auto filled = Presence::filled;
constexpr auto may_be_empty = Presence::may_be_empty;
constexpr auto optional = Presence::optional;
constexpr char between = ';';

std::string day_or_nothing(const std::optional<inventory::Date>& day) {
  return day ? inventory::to_string(*day) : std::string();
}

template <typename Record>
CodesById codes_by_id(const std::vector<inventory::Stored<Record>>& stored) {
  CodesById codes;
  for (const auto& one : stored) codes.emplace(one.id, one.record.code);
  return codes;
}

/// The cells of a row begin with its key, and with the day from which it holds after that; those
/// that are alike keep the order in which they were recorded.
void give_sorted(std::vector<Cells> rows, std::size_t key_columns, const CellsSink& sink) {
  const auto key_is_less = [&](const Cells& a, const Cells& b) {
    const auto size = static_cast<std::ptrdiff_t>(key_columns);
    return std::lexicographical_compare(a.begin(), a.begin() + size, b.begin(), b.begin() + size);
  };
  std::stable_sort(rows.begin(), rows.end(), key_is_less);
  for (const Cells& cells : rows) sink(std::vector<std::string_view>(cells.begin(), cells.end()));
}

CellRule long_text_into(std::string& target) {
  CellRule rule = text_into(target);
  rule.longest = longest_cell;
  return rule;
}

/// Each part of "a;b;c", white space around it left out.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

CellRule weekdays_into(std::set<inventory::Weekday>& target) {
  return {longest_cell, "monday;tuesday;wednesday;thursday;friday;saturday;sunday",
          [&target](std::string_view text) -> Verdict {
            std::set<inventory::Weekday> weekdays;
            for (const std::string_view part : parts_of(text)) {
              const auto weekday = inventory::parse_weekday(part);
              if (!weekday) return Refusal::unknown_value;
              weekdays.insert(*weekday);
            }
            target = std::move(weekdays);
            return std::nullopt;
          }};
}

CellRule codes_into(std::vector<std::string>& target) {
  return {longest_cell, "T0001;V0002", [&target](std::string_view text) -> Verdict {
            std::vector<std::string> codes;
            for (const std::string_view part : parts_of(text)) {
              if (part.empty() || !is_clean_code(part)) return Refusal::bad_code;
              codes.emplace_back(part);
            }
            target = std::move(codes);
            return std::nullopt;
          }};
}

CellRule flag_into(bool& target) {
  return {longest_code, "true, false", [&target](std::string_view text) -> Verdict {
            if (text != "true" && text != "false") return Refusal::unknown_value;
            target = text == "true";
            return std::nullopt;
          }};
}

// Manufacturers and accounting entities.

using procurement::NamedRow;
std::vector<Column> manufacturer_columns(NamedRow& row) {
  return {{"code", filled, code_into(row.code), "生产企业代码"},
          {"name", filled, text_into(row.name), "生产企业名称"},
          {"registered_on", optional, date_into(row.registered_on), "登记日期"}};
}
void give_manufacturers(const CountyAt& county, const CellsSink& sink) {
  std::vector<Cells> rows;
  for (const auto& one : inventory::load_manufacturers(county.connection, county.county_id, "",
                                                       std::numeric_limits<std::int64_t>::max())) {
    rows.push_back({one.code, one.name, inventory::to_string(one.registered_on)});
  }
  give_sorted(std::move(rows), 1, sink);
}

std::vector<Column> entity_columns(NamedRow& row) {
  return {{"code", filled, code_into(row.code), "核算主体代码"},
          {"name", filled, text_into(row.name), "核算主体名称"},
          {"registered_on", optional, date_into(row.registered_on), "登记日期"}};
}
void give_entities(const CountyAt& county, const CellsSink& sink) {
  std::vector<Cells> rows;
  for (const auto& one : inventory::load_entities(county.connection, county.county_id)) {
    rows.push_back({one.code, one.name, inventory::to_string(one.registered_on)});
  }
  give_sorted(std::move(rows), 1, sink);
}

// Suppliers' licences and authorisations.

using procurement::LicenceRow;
std::vector<Column> licence_columns(LicenceRow& row) {
  const auto kind_of = [](std::string_view text) {
    const auto kind = inventory::parse_licence_kind(text);
    return kind == inventory::LicenceKind::supplier_file ? std::nullopt : kind;
  };
  inventory::LicenceRecord& record = row.record;
  return {{"supplier", filled, code_into(row.supplier_code), "供应商代码"},
          {"kind", filled,
           named_into(record.kind, kind_of,
                      "business, drug_distribution, drug_production, good_supply, "
                      "device_distribution, device_production, other"),
           "许可类别"},
          {"licence_no", filled, text_into(record.licence_no), "许可证号"},
          {"valid_from", filled, date_into(record.valid_from), "生效日期"},
          {"expires_on", may_be_empty, date_into(record.expires_on), "有效期至"},
          {"issuer", optional, text_into(record.issuer), "发证机关"},
          {"scope", optional, long_text_into(record.scope), "许可范围"},
          {"renews_licence_no", optional, text_into(row.renews_licence_no), "换发前许可证号"},
          {"withdrawn_on", optional, date_into(row.withdrawn_on), "撤销日期"},
          {"withdrawn_reason", optional, text_into(row.withdrawn_reason), "撤销原因"}};
}
/// The one licence of suppliers.csv is a part of its supplier and goes with it.
void give_licences(const CountyAt& county, const CellsSink& sink) {
  const auto licences = inventory::load_licences(county.connection, county.county_id, {});
  CodesById numbers;
  for (const auto& one : licences) numbers.emplace(one.licence_id, one.record.licence_no);
  std::vector<Cells> rows;
  for (const auto& one : licences) {
    if (one.record.kind == inventory::LicenceKind::supplier_file) continue;
    rows.push_back({one.supplier_code, std::string(inventory::to_string(one.record.kind)),
                    one.record.licence_no, day_or_nothing(one.record.valid_from),
                    day_or_nothing(one.record.expires_on), one.record.issuer, one.record.scope,
                    one.renews_licence_id == 0 ? "" : numbers.at(one.renews_licence_id),
                    day_or_nothing(one.withdrawn_on), one.withdrawn_reason});
  }
  give_sorted(std::move(rows), 4, sink);
}

using procurement::AuthorisationRow;
std::vector<Column> authorisation_columns(AuthorisationRow& row) {
  return {{"manufacturer", filled, code_into(row.manufacturer_code), "生产企业代码"},
          {"supplier", filled, code_into(row.supplier_code), "供应商代码"},
          {"valid_from", filled, date_into(row.valid_from), "生效日期"},
          {"valid_until", may_be_empty, date_into(row.valid_until), "终止日期"},
          {"scope", optional, text_into(row.scope), "授权范围"}};
}
void give_authorisations(const CountyAt& county, const CellsSink& sink) {
  std::vector<Cells> rows;
  for (const auto& one :
       inventory::load_authorisations(county.connection, county.county_id, std::nullopt)) {
    rows.push_back({one.manufacturer_code, one.supplier_code, inventory::to_string(one.valid_from),
                    day_or_nothing(one.valid_until), one.scope});
  }
  give_sorted(std::move(rows), 3, sink);
}

// The organisation.

using procurement::EntityAssignmentRow;
std::vector<Column> assignment_columns(EntityAssignmentRow& row) {
  return {{"facility", filled, code_into(row.facility_code), "机构代码"},
          {"effective_from", filled, date_into(row.effective_from), "生效日期"},
          {"entity", filled, code_into(row.entity_code), "核算主体代码"}};
}
void give_assignments(const CountyAt& county, const CellsSink& sink) {
  const CodesById facilities =
      codes_by_id(inventory::load_facilities(county.connection, county.county_id));
  CodesById entities;
  for (const auto& one : inventory::load_entities(county.connection, county.county_id)) {
    entities.emplace(one.entity_id, one.code);
  }
  std::vector<Cells> rows;
  for (const auto& one : inventory::load_entity_assignments(county.connection, county.county_id)) {
    rows.push_back({facilities.at(one.facility_id), inventory::to_string(one.effective_from),
                    entities.at(one.entity_id)});
  }
  give_sorted(std::move(rows), 2, sink);
}

using procurement::DrugstoreLinkRow;
constexpr WholeRange metres{0, 1'000'000};
std::vector<Column> link_columns(DrugstoreLinkRow& row) {
  return {{"pharmacy", filled, code_into(row.pharmacy_code), "药房机构代码"},
          {"drugstore", filled, code_into(row.drugstore_code), "药店机构代码"},
          {"valid_from", filled, date_into(row.valid_from), "生效日期"},
          {"valid_until", may_be_empty, date_into(row.valid_until), "终止日期"},
          {"distance_metres", filled,
           whole_rule(metres,
                      [&row](std::string_view text) {
                        row.distance_metres = pricing::Quantity::parse(text).units();
                      }),
           "距离（米）"},
          {"opening_hours", filled, text_into(row.opening_hours), "营业时间"}};
}
void give_links(const CountyAt& county, const CellsSink& sink) {
  const CodesById facilities =
      codes_by_id(inventory::load_facilities(county.connection, county.county_id));
  std::vector<Cells> rows;
  for (const auto& one : inventory::load_drugstore_links(county.connection, county.county_id)) {
    rows.push_back({facilities.at(one.pharmacy_facility_id),
                    facilities.at(one.drugstore_facility_id), inventory::to_string(one.valid_from),
                    day_or_nothing(one.valid_until), std::to_string(one.distance_metres),
                    one.opening_hours});
  }
  give_sorted(std::move(rows), 3, sink);
}

using procurement::RouteRow;
std::vector<Column> route_columns(RouteRow& row) {
  return {{"code", filled, code_into(row.code), "线路代码"},
          {"effective_from", filled, date_into(row.effective_from), "生效日期"},
          {"name", filled, text_into(row.name), "线路名称"},
          {"hub", filled, code_into(row.hub_code), "中转卫生院代码"},
          {"weekdays", may_be_empty, weekdays_into(row.weekdays), "配送日"},
          {"stops", may_be_empty, codes_into(row.stop_codes), "站点机构代码"}};
}
void give_routes(const CountyAt& county, const CellsSink& sink) {
  const CodesById facilities =
      codes_by_id(inventory::load_facilities(county.connection, county.county_id));
  const auto add = [](std::string& list, std::string_view one) {
    if (!list.empty()) list += between;
    list += one;
  };
  std::vector<Cells> rows;
  for (const auto& one : inventory::load_route_versions(county.connection, county.county_id)) {
    std::string weekdays;
    for (const auto weekday : one.plan.weekdays) add(weekdays, inventory::to_string(weekday));
    std::string stops;
    for (const auto stop : one.plan.stops) add(stops, facilities.at(stop));
    rows.push_back({one.plan.code, inventory::to_string(one.plan.effective_from), one.plan.name,
                    facilities.at(one.plan.hub_facility_id), weekdays, stops});
  }
  give_sorted(std::move(rows), 2, sink);
}

// The catalogue.

using procurement::FormularyRow;
std::vector<Column> formulary_columns(FormularyRow& row) {
  return {{"tier", filled, named_into(row.tier, inventory::parse_tier, "village, township, county"),
           "层级"},
          {"item", filled, code_into(row.item_code), "品种代码"},
          {"effective_from", filled, date_into(row.effective_from), "生效日期"},
          {"effective_until", may_be_empty, date_into(row.effective_until), "失效日期"},
          {"reason", filled, text_into(row.reason), "理由"},
          {"brand_exception", optional, text_into(row.brand_exception), "品规例外理由"},
          {"removal_reason", optional, text_into(row.removal_reason), "移出理由"}};
}
void give_formularies(const CountyAt& county, const CellsSink& sink) {
  const CodesById items = codes_by_id(inventory::load_items(county.connection, county.county_id));
  std::vector<Cells> rows;
  for (const auto& one :
       inventory::load_all_formulary_entries(county.connection, county.county_id)) {
    rows.push_back({std::string(inventory::to_string(one.tier)), items.at(one.item_id),
                    inventory::to_string(one.effective_from), day_or_nothing(one.effective_until),
                    one.reason, one.brand_exception, one.removal_reason});
  }
  give_sorted(std::move(rows), 3, sink);
}

using procurement::FacilityFormularyRow;
std::vector<Column> facility_formulary_columns(FacilityFormularyRow& row) {
  return {{"facility", filled, code_into(row.facility_code), "机构代码"},
          {"item", filled, code_into(row.item_code), "品种代码"},
          {"effective_from", filled, date_into(row.effective_from), "生效日期"},
          {"effective_until", may_be_empty, date_into(row.effective_until), "失效日期"},
          {"reason", filled, text_into(row.reason), "理由"},
          {"removal_reason", optional, text_into(row.removal_reason), "移出理由"}};
}
void give_facility_formularies(const CountyAt& county, const CellsSink& sink) {
  const CodesById facilities =
      codes_by_id(inventory::load_facilities(county.connection, county.county_id));
  const CodesById items = codes_by_id(inventory::load_items(county.connection, county.county_id));
  std::vector<Cells> rows;
  for (const auto& one :
       inventory::load_all_facility_formulary_entries(county.connection, county.county_id)) {
    rows.push_back({facilities.at(one.facility_id), items.at(one.item_id),
                    inventory::to_string(one.effective_from), day_or_nothing(one.effective_until),
                    one.reason, one.removal_reason});
  }
  give_sorted(std::move(rows), 3, sink);
}

using procurement::ItemDetailRow;
std::vector<Column> detail_columns(ItemDetailRow& row) {
  std::vector<Column> columns{{"code", filled, code_into(row.code), "品种代码"}};
  for (const auto& [name, title, member] : inventory::item_detail_texts) {
    columns.push_back({name, may_be_empty, text_into(row.detail.*member), title});
  }
  for (const auto& [name, title, member] : inventory::item_detail_flags) {
    columns.push_back({name, may_be_empty, flag_into(row.detail.*member), title});
  }
  columns.push_back(
      {"insurance_class", may_be_empty,
       named_into(row.detail.insurance_class, inventory::parse_insurance_class, "甲, 乙, none"),
       "医保类别"});
  columns.push_back({"shelf_life_months", may_be_empty,
                     whole_rule({1, 1200},
                                [&row](std::string_view text) {
                                  row.detail.shelf_life_months =
                                      pricing::Quantity::parse(text).units();
                                }),
                     "有效期（月）"});
  return columns;
}
void give_details(const CountyAt& county, const CellsSink& sink) {
  for (const auto& one :
       inventory::load_current_items(county.connection, county.county_id, county.today)) {
    const inventory::ItemDetail& detail = one.item.detail;
    Cells cells{one.item.record.code};
    for (const auto& [name, title, member] : inventory::item_detail_texts) {
      cells.push_back(detail.*member);
    }
    for (const auto& [name, title, member] : inventory::item_detail_flags) {
      cells.emplace_back(detail.*member ? "true" : "false");
    }
    cells.emplace_back(inventory::to_string(detail.insurance_class));
    cells.push_back(detail.shelf_life_months ? std::to_string(*detail.shelf_life_months) : "");
    sink(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
}

using procurement::SubstitutionRow;
std::vector<Column> substitution_columns(SubstitutionRow& row) {
  return {{"item", filled, code_into(row.item_code), "品种代码"},
          {"substitution_group", may_be_empty, text_into(row.group), "替代组"}};
}
void give_substitutions(const CountyAt& county, const CellsSink& sink) {
  for (const auto& one :
       inventory::load_current_items(county.connection, county.county_id, county.today)) {
    const auto& [code, group] = std::tie(one.item.record.code, one.item.record.substitution_group);
    if (!group.empty()) sink(std::array<std::string_view, 2>{code, group});
  }
}

template <typename Import, std::vector<Column> (*columns)(typename Import::Row&)>
std::unique_ptr<Intake> begin_recorded(std::string_view name) {
  return std::make_unique<RecordedIntake<Import>>(name, columns);
}

constexpr std::array kinds{
    ExchangeKind{"item_details", "品种扩展信息", Duty::read_catalogue, Duty::keep_catalogue,
                 begin_recorded<procurement::ItemDetailImport, detail_columns>, give_details},
    ExchangeKind{"substitution_groups", "替代组", Duty::read_catalogue, Duty::keep_catalogue,
                 begin_recorded<procurement::SubstitutionImport, substitution_columns>,
                 give_substitutions},
    ExchangeKind{"formularies", "用药目录", Duty::read_catalogue, Duty::keep_catalogue,
                 begin_recorded<procurement::FormularyImport, formulary_columns>, give_formularies},
    ExchangeKind{"facility_formularies", "机构用药目录", Duty::read_catalogue, Duty::keep_catalogue,
                 begin_recorded<procurement::FacilityFormularyImport, facility_formulary_columns>,
                 give_facility_formularies},
    ExchangeKind{"manufacturers", "生产企业", Duty::read_suppliers, Duty::keep_suppliers,
                 begin_recorded<procurement::ManufacturerImport, manufacturer_columns>,
                 give_manufacturers},
    ExchangeKind{"supplier_licences", "供应商许可证", Duty::read_suppliers, Duty::keep_suppliers,
                 begin_recorded<procurement::LicenceImport, licence_columns>, give_licences},
    ExchangeKind{"authorisations", "销售授权", Duty::read_suppliers, Duty::keep_suppliers,
                 begin_recorded<procurement::AuthorisationImport, authorisation_columns>,
                 give_authorisations},
    ExchangeKind{"accounting_entities", "核算主体", Duty::read_members, Duty::keep_members,
                 begin_recorded<procurement::EntityImport, entity_columns>, give_entities},
    ExchangeKind{"facility_entities", "机构核算归属", Duty::read_members, Duty::keep_members,
                 begin_recorded<procurement::EntityAssignmentImport, assignment_columns>,
                 give_assignments},
    ExchangeKind{"drugstore_links", "药店联动", Duty::read_members, Duty::keep_members,
                 begin_recorded<procurement::DrugstoreLinkImport, link_columns>, give_links},
    ExchangeKind{"delivery_routes", "配送线路", Duty::read_members, Duty::keep_members,
                 begin_recorded<procurement::RouteImport, route_columns>, give_routes},
};

}  // namespace

std::span<const ExchangeKind> recorded_kinds() {
  return kinds;
}

}  // namespace wutong::app
