#include "inventory/tables/formulary_reads.h"

#include <fmt/format.h>

#include <unordered_map>

#include "inventory/tables/item_table.h"

namespace wutong::inventory {

namespace {

std::string holds(Date as_of, std::string_view entry = "f") {
  return fmt::format(
      "{1}.effective_from <= '{0}' AND ({1}.effective_until IS NULL OR {1}.effective_until > "
      "'{0}')",
      to_string(as_of), entry);
}

std::string chosen(const FormularyFilter& filter) {
  if (!filter.chosen_by) return {};
  return fmt::format(
      " JOIN facility_formulary_entry o ON o.county_id = f.county_id AND o.item_id = f.item_id"
      "  AND o.facility_id = {} AND {}",
      *filter.chosen_by, holds(filter.as_of, "o"));
}

/// The first day on which an item is out: of what is chosen, the earlier end of the two entries.
std::string_view until_column(const FormularyFilter& filter) {
  if (!filter.chosen_by) return "f.effective_until";
  return "CASE WHEN f.effective_until IS NULL OR o.effective_until < f.effective_until"
         " THEN o.effective_until ELSE f.effective_until END";
}

std::string narrowing(const Connection& connection, const FormularyFilter& filter) {
  std::string where;
  const auto equals = [&](std::string_view column, const std::string& wanted) {
    if (!wanted.empty()) where += fmt::format(" AND {} = {}", column, connection.quoted(wanted));
  };
  equals("v.kind", filter.kind);
  equals("v.generic_name", filter.generic_name);
  if (!filter.text.empty()) {
    where += fmt::format(
        " AND LOCATE(LOWER({}), LOWER(CONCAT_WS('\n', i.code, v.generic_name, v.trade_name))) > 0",
        connection.quoted(filter.text));
  }
  if (filter.primary_level_only) {
    where += fmt::format(" AND COALESCE(d.primary_level_only, 0) = {}",
                         *filter.primary_level_only ? 1 : 0);
  }
  return where;
}

std::vector<FormularyEntry> load_page(Connection& connection, std::int64_t county_id,
                                      const FormularyFilter& filter, const std::string& after_code,
                                      std::int64_t limit) {
  const std::string day = "'" + to_string(filter.as_of) + "'";
  Rows rows = connection.query(fmt::format(
      "SELECT f.item_id, {7}.effective_from, {9}, {7}.reason, f.brand_exception"
      " FROM formulary_entry f{8}"
      " JOIN item i ON i.county_id = f.county_id AND i.item_id = f.item_id"
      " JOIN item_version v ON v.county_id = i.county_id AND v.item_id = i.item_id"
      " LEFT JOIN item_detail_version d ON d.county_id = v.county_id AND d.item_id = v.item_id"
      "  AND d.version = v.version"
      " WHERE f.county_id = {0} AND f.tier = '{1}' AND {2} AND {3} AND i.code > {4}{5}"
      " ORDER BY i.code LIMIT {6}",
      county_id, to_string(filter.tier), holds(filter.as_of), holds_on(day),
      connection.quoted(after_code), narrowing(connection, filter), limit,
      filter.chosen_by ? "o" : "f", chosen(filter), until_column(filter)));
  std::vector<FormularyEntry> entries;
  while (rows.next()) {
    std::optional<Date> until;
    if (!rows.is_null(3)) until = rows.date(3);
    entries.push_back(
        {filter.tier, rows.integer(1), rows.date(2), until, rows.text(4), rows.text(5)});
  }
  return entries;
}

}  // namespace

std::vector<FormularyLine> list_formulary(Connection& connection, std::int64_t county_id,
                                          const FormularyFilter& filter,
                                          const std::string& after_code, std::int64_t limit) {
  std::unordered_map<std::int64_t, FormularyEntry> entries;
  std::vector<std::int64_t> ids;
  for (FormularyEntry& entry : load_page(connection, county_id, filter, after_code, limit)) {
    ids.push_back(entry.item_id);
    entries.emplace(entry.item_id, std::move(entry));
  }
  std::vector<FormularyLine> lines;
  for (ItemVersion& item : load_items_by_id(connection, county_id, filter.as_of, ids)) {
    lines.push_back({entries.at(item.item_id), std::move(item)});
  }
  return lines;
}

std::map<Tier, std::int64_t> count_formularies(Connection& connection, std::int64_t county_id,
                                               Date as_of) {
  Rows rows = connection.query(fmt::format(
      "SELECT f.tier, COUNT(*) FROM formulary_entry f WHERE f.county_id = {} AND {} GROUP BY"
      " f.tier",
      county_id, holds(as_of)));
  std::map<Tier, std::int64_t> counts;
  while (rows.next()) counts.emplace(parse_tier(rows.text(1)).value(), rows.integer(2));
  return counts;
}

}  // namespace wutong::inventory
