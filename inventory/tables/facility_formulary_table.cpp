#include "inventory/tables/facility_formulary_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::vector<FacilityFormularyEntry> read_entries(Connection& connection, std::int64_t county_id,
                                                 const std::string& condition) {
  Rows rows = connection.query(
      fmt::format("SELECT facility_id, item_id, effective_from, effective_until, reason,"
                  " removal_reason FROM facility_formulary_entry WHERE county_id = {}{}"
                  " ORDER BY facility_id, item_id, effective_from",
                  county_id, condition));
  std::vector<FacilityFormularyEntry> entries;
  while (rows.next()) {
    std::optional<Date> until;
    if (!rows.is_null(4)) until = rows.date(4);
    entries.push_back(
        {rows.integer(1), rows.integer(2), rows.date(3), until, rows.text(5), rows.text(6)});
  }
  return entries;
}

}  // namespace

Tier tier_of(FacilityKind kind) {
  if (kind == FacilityKind::village) return Tier::village;
  if (kind == FacilityKind::township) return Tier::township;
  return Tier::county;
}

FacilityFormulary load_formulary_of(Connection& connection, std::int64_t county_id,
                                    const FormularyUser& user) {
  FacilityFormulary formulary;
  formulary.tier = tier_of(user.kind);
  const auto begin = facility_formulary_begin(connection, county_id, user.facility_id);
  formulary.own = begin && *begin <= user.day;
  Rows rows = connection.query(fmt::format(
      "SELECT f.item_id, o.item_id IS NOT NULL FROM formulary_entry f"
      " LEFT JOIN facility_formulary_entry o ON o.county_id = f.county_id AND o.facility_id = {0}"
      "  AND o.item_id = f.item_id AND o.effective_from <= '{1}'"
      "  AND (o.effective_until IS NULL OR o.effective_until > '{1}')"
      " WHERE f.county_id = {2} AND f.tier = '{3}' AND f.effective_from <= '{1}'"
      " AND (f.effective_until IS NULL OR f.effective_until > '{1}')",
      user.facility_id, to_string(user.day), county_id, to_string(formulary.tier)));
  while (rows.next()) {
    formulary.of_tier.insert(rows.integer(1));
    if (rows.integer(2) != 0) formulary.chosen.insert(rows.integer(1));
  }
  return formulary;
}

std::optional<Date> facility_formulary_begin(Connection& connection, std::int64_t county_id,
                                             std::int64_t facility_id) {
  Rows rows = connection.query(
      fmt::format("SELECT effective_from FROM facility_formulary_entry WHERE county_id = {}"
                  " AND facility_id = {} ORDER BY effective_from LIMIT 1",
                  county_id, facility_id));
  if (!rows.next()) return std::nullopt;
  return rows.date(1);
}

std::vector<FacilityFormularyEntry> load_facility_formulary_entries(
    Connection& connection, std::int64_t county_id, std::int64_t facility_id,
    const std::vector<std::int64_t>& item_ids) {
  if (item_ids.empty()) return {};
  return read_entries(connection, county_id,
                      fmt::format(" AND facility_id = {} AND item_id IN ({})", facility_id,
                                  fmt::join(item_ids, ",")));
}

std::vector<FacilityFormularyEntry> load_all_facility_formulary_entries(Connection& connection,
                                                                        std::int64_t county_id) {
  return read_entries(connection, county_id, "");
}

void save_facility_formulary_entries(Connection& connection, std::int64_t county_id,
                                     const std::vector<FacilityFormularyEntry>& entries) {
  BulkInsert insert(connection,
                    "facility_formulary_entry (county_id, facility_id, item_id, effective_from,"
                    " effective_until, reason, removal_reason)",
                    "effective_until = VALUES(effective_until),"
                    " removal_reason = VALUES(removal_reason)");
  for (const FacilityFormularyEntry& entry : entries) {
    insert.row(county_id, entry.facility_id, entry.item_id, entry.effective_from,
               entry.effective_until, entry.reason, entry.removal_reason);
  }
  insert.finish();
}

void end_facility_formulary_entries(Connection& connection, std::int64_t county_id,
                                    std::int64_t facility_id,
                                    const std::vector<std::int64_t>& item_ids, Date until,
                                    const std::string& reason) {
  if (item_ids.empty()) return;
  connection.execute(fmt::format(
      "UPDATE facility_formulary_entry SET effective_until = '{}', removal_reason = {}"
      " WHERE county_id = {} AND facility_id = {} AND effective_until IS NULL AND item_id IN ({})",
      to_string(until), connection.quoted(reason), county_id, facility_id,
      fmt::join(item_ids, ",")));
}

}  // namespace wutong::inventory
