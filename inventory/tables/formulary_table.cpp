#include "inventory/tables/formulary_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<Tier, 3> tiers{{
    {Tier::village, "village"},
    {Tier::township, "township"},
    {Tier::county, "county"},
}};

std::vector<FormularyEntry> read_entries(Connection& connection, std::int64_t county_id,
                                         const std::string& condition) {
  Rows rows = connection.query(
      fmt::format("SELECT tier, item_id, effective_from, effective_until, reason, brand_exception,"
                  " removal_reason FROM formulary_entry WHERE county_id = {}{}"
                  " ORDER BY item_id, tier, effective_from",
                  county_id, condition));
  std::vector<FormularyEntry> entries;
  while (rows.next()) {
    std::optional<Date> until;
    if (!rows.is_null(4)) until = rows.date(4);
    entries.push_back({parse_tier(rows.text(1)).value(), rows.integer(2), rows.date(3), until,
                       rows.text(5), rows.text(6), rows.text(7)});
  }
  return entries;
}

}  // namespace

std::string_view to_string(Tier tier) {
  return name_of(tiers, tier);
}

std::optional<Tier> parse_tier(std::string_view text) {
  return value_named(tiers, text);
}

std::vector<FormularyEntry> load_formulary_entries(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::int64_t>& item_ids) {
  if (item_ids.empty()) return {};
  return read_entries(connection, county_id,
                      fmt::format(" AND item_id IN ({})", fmt::join(item_ids, ",")));
}

std::vector<FormularyEntry> load_all_formulary_entries(Connection& connection,
                                                       std::int64_t county_id) {
  return read_entries(connection, county_id, "");
}

std::vector<std::int64_t> load_formulary(Connection& connection, std::int64_t county_id, Tier tier,
                                         Date as_of) {
  Rows rows = connection.query(
      fmt::format("SELECT item_id FROM formulary_entry WHERE county_id = {} AND tier = '{}' AND"
                  " effective_from <= '{}' AND (effective_until IS NULL OR effective_until > '{}')"
                  " ORDER BY item_id",
                  county_id, to_string(tier), to_string(as_of), to_string(as_of)));
  std::vector<std::int64_t> items;
  while (rows.next()) items.push_back(rows.integer(1));
  return items;
}

void save_formulary_entries(Connection& connection, std::int64_t county_id,
                            const std::vector<FormularyEntry>& entries) {
  BulkInsert insert(connection,
                    "formulary_entry (county_id, tier, item_id, effective_from, effective_until,"
                    " reason, removal_reason, brand_exception)",
                    "effective_until = VALUES(effective_until),"
                    " removal_reason = VALUES(removal_reason)");
  for (const FormularyEntry& entry : entries) {
    insert.row(county_id, to_string(entry.tier), entry.item_id, entry.effective_from,
               entry.effective_until, entry.reason, entry.removal_reason, entry.brand_exception);
  }
  insert.finish();
}

void end_formulary_entries(Connection& connection, std::int64_t county_id, Tier tier,
                           const std::vector<std::int64_t>& item_ids, Date until,
                           const std::string& reason) {
  if (item_ids.empty()) return;
  connection.execute(fmt::format(
      "UPDATE formulary_entry SET effective_until = '{}', removal_reason = {} WHERE county_id = {}"
      " AND tier = '{}' AND effective_until IS NULL AND item_id IN ({})",
      to_string(until), connection.quoted(reason), county_id, to_string(tier),
      fmt::join(item_ids, ",")));
}

}  // namespace wutong::inventory
