#include "inventory/tables/supplier_licence_table.h"

#include <fmt/format.h>

#include <map>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view licence_columns =
    "licence_id, supplier_id, kind, licence_no, issuer, scope, valid_from, expires_on,"
    " renews_licence_id, withdrawn_on, withdrawn_reason";

std::optional<Date> optional_date(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.date(column);
}

std::int64_t id_or_zero(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? 0 : rows.integer(column);
}

std::string day_text(Date day) {
  return "'" + to_string(day) + "'";
}

/// The licences of suppliers.csv, each as its supplier's version of the day (or its newest) has it.
std::string select_from_file(std::int64_t county_id, const LicenceQuery& query) {
  std::string newest = fmt::format(
      "SELECT MAX(m.version) FROM supplier_version m WHERE m.county_id = {} AND"
      " m.supplier_id = v.supplier_id",
      county_id);
  if (query.in_use_on) newest += " AND m.effective_from <= " + day_text(*query.in_use_on);
  return fmt::format(
      "SELECT v.supplier_id AS licence_id, v.supplier_id, 'supplier_file' AS kind, v.licence_no,"
      " '' AS issuer, '' AS scope, NULL AS valid_from, v.licence_expires_on AS expires_on,"
      " NULL AS renews_licence_id, NULL AS withdrawn_on, '' AS withdrawn_reason,"
      " NULL AS renewed_by FROM supplier_version v WHERE v.county_id = {} AND v.version = ({})"
      " AND (v.licence_no <> '' OR v.licence_expires_on IS NOT NULL)",
      county_id, newest);
}

/// The renewal that stands: a withdrawn one gives its place back.
std::string select_renewal(std::int64_t county_id) {
  return fmt::format(
      "SELECT MIN(r.licence_id) FROM supplier_licence r WHERE r.county_id = {} AND"
      " r.renews_licence_id = l.licence_id AND r.withdrawn_on IS NULL",
      county_id);
}

std::string in_use_condition(std::int64_t county_id, Date day) {
  return fmt::format(
      " AND l.valid_from <= {0} AND (l.withdrawn_on IS NULL OR l.withdrawn_on > {0})"
      " AND NOT EXISTS (SELECT 1 FROM supplier_licence r WHERE r.county_id = {1} AND"
      " r.renews_licence_id = l.licence_id AND r.valid_from <= {0} AND"
      " (r.withdrawn_on IS NULL OR r.withdrawn_on > {0}))",
      day_text(day), county_id);
}

std::string select_recorded(std::int64_t county_id, const LicenceQuery& query) {
  std::string sql =
      fmt::format("SELECT {}, ({}) AS renewed_by FROM supplier_licence l WHERE county_id = {}",
                  licence_columns, select_renewal(county_id), county_id);
  if (query.in_use_on) sql += in_use_condition(county_id, *query.in_use_on);
  return sql;
}

std::string condition_of(const LicenceQuery& query) {
  std::string condition;
  if (query.supplier_id) condition += fmt::format(" AND a.supplier_id = {}", *query.supplier_id);
  if (query.expiring_until) condition += " AND expires_on <= " + day_text(*query.expiring_until);
  return condition;
}

SupplierLicence read_licence(const Rows& rows) {
  SupplierLicence licence;
  licence.licence_id = rows.integer(1);
  licence.supplier_id = rows.integer(2);
  licence.record = {parse_licence_kind(rows.text(3)).value(),
                    rows.text(4),
                    rows.text(5),
                    rows.text(6),
                    optional_date(rows, 7),
                    optional_date(rows, 8)};
  licence.renews_licence_id = id_or_zero(rows, 9);
  licence.withdrawn_on = optional_date(rows, 10);
  licence.withdrawn_reason = rows.text(11);
  licence.renewed_by_licence_id = id_or_zero(rows, 12);
  licence.supplier_code = rows.text(13);
  return licence;
}

}  // namespace

std::vector<SupplierLicence> load_licences(Connection& connection, std::int64_t county_id,
                                           const LicenceQuery& query) {
  Rows rows = connection.query(fmt::format(
      "SELECT a.*, s.code FROM ({} UNION ALL {}) AS a JOIN supplier s ON s.county_id = {} AND"
      " s.supplier_id = a.supplier_id WHERE 1 = 1{} ORDER BY expires_on IS NULL, expires_on,"
      " s.code, a.kind, a.licence_no, a.licence_id",
      select_from_file(county_id, query), select_recorded(county_id, query), county_id,
      condition_of(query)));
  std::vector<SupplierLicence> licences;
  while (rows.next()) licences.push_back(read_licence(rows));
  return licences;
}

void save_licences(Connection& connection, const Recording& recording,
                   const std::vector<SupplierLicence>& licences) {
  BulkInsert insert(
      connection,
      fmt::format("supplier_licence (county_id, {}, recorded_at, actor)", licence_columns),
      "withdrawn_on = VALUES(withdrawn_on), withdrawn_reason = VALUES(withdrawn_reason)");
  for (const SupplierLicence& licence : licences) {
    const LicenceRecord& record = licence.record;
    std::optional<std::int64_t> renews;
    if (licence.renews_licence_id != 0) renews = licence.renews_licence_id;
    insert.row(recording.county_id, licence.licence_id, licence.supplier_id, to_string(record.kind),
               record.licence_no, record.issuer, record.scope, record.valid_from, record.expires_on,
               renews, licence.withdrawn_on, licence.withdrawn_reason, to_string(recording.now),
               recording.actor);
  }
  insert.finish();
}

LicencePolicy load_licence_policy(Connection& connection, std::int64_t county_id, Date as_of) {
  Rows rows = connection.query(fmt::format(
      "SELECT document_no, first_warning_days, second_warning_days, last_warning_days FROM"
      " licence_policy WHERE county_id = {} AND effective_from <= {} ORDER BY effective_from DESC"
      " LIMIT 1",
      county_id, day_text(as_of)));
  LicencePolicy policy;
  while (rows.next()) {
    policy.document_no = rows.text(1);
    policy.warning_days = {rows.integer(2), rows.integer(3), rows.integer(4)};
  }
  return policy;
}

void save_licence_policy(Connection& connection, std::int64_t county_id, Date effective_from,
                         const LicencePolicy& policy) {
  BulkInsert insert(connection,
                    "licence_policy (county_id, effective_from, document_no, first_warning_days,"
                    " second_warning_days, last_warning_days)",
                    "document_no = VALUES(document_no),"
                    " first_warning_days = VALUES(first_warning_days),"
                    " second_warning_days = VALUES(second_warning_days),"
                    " last_warning_days = VALUES(last_warning_days)");
  insert.row(county_id, effective_from, policy.document_no, policy.warning_days[0],
             policy.warning_days[1], policy.warning_days[2]);
  insert.finish();
}

std::vector<SupplierSuspension> load_suspensions(Connection& connection, std::int64_t county_id,
                                                 std::optional<std::int64_t> supplier_id) {
  std::string sql = fmt::format(
      "SELECT suspension_id, supplier_id, suspended_on, reason, reinstated_on FROM"
      " supplier_suspension WHERE county_id = {}",
      county_id);
  if (supplier_id) sql += fmt::format(" AND supplier_id = {}", *supplier_id);
  Rows rows = connection.query(sql + " ORDER BY suspension_id");
  std::vector<SupplierSuspension> suspensions;
  while (rows.next()) {
    suspensions.push_back(
        {rows.integer(1), rows.integer(2), rows.date(3), rows.text(4), optional_date(rows, 5)});
  }
  return suspensions;
}

void insert_suspension(Connection& connection, const Recording& recording,
                       const SupplierSuspension& suspension) {
  BulkInsert insert(connection,
                    "supplier_suspension (county_id, supplier_id, suspension_id, suspended_on,"
                    " reason, suspended_by, reinstated_on, reinstatement_reason, reinstated_by)");
  insert.row(recording.county_id, suspension.supplier_id, suspension.suspension_id,
             suspension.suspended_on, suspension.reason, recording.actor, suspension.reinstated_on,
             "", "");
  insert.finish();
}

void end_suspension(Connection& connection, const Recording& recording,
                    const SupplierSuspension& suspension, Date reinstated_on,
                    const std::string& reason) {
  connection.execute(fmt::format(
      "UPDATE supplier_suspension SET reinstated_on = {}, reinstatement_reason = {},"
      " reinstated_by = {} WHERE county_id = {} AND supplier_id = {} AND suspension_id = {}",
      day_text(reinstated_on), connection.quoted(reason), connection.quoted(recording.actor),
      recording.county_id, suspension.supplier_id, suspension.suspension_id));
}

std::vector<OrderBar> load_order_bars(Connection& connection, std::int64_t county_id, Date as_of,
                                      std::optional<std::int64_t> supplier_id,
                                      FileLicence file_licence) {
  std::map<std::int64_t, OrderBar> bars;
  for (SupplierSuspension& suspension : load_suspensions(connection, county_id, supplier_id)) {
    if (!suspension.covers(as_of)) continue;
    bars[suspension.supplier_id].suspension = std::move(suspension);
  }
  const LicenceQuery expired{as_of, supplier_id, as_of - std::chrono::days(1)};
  for (SupplierLicence& licence : load_licences(connection, county_id, expired)) {
    const bool is_of_file = licence.record.kind == LicenceKind::supplier_file;
    if (is_of_file && file_licence == FileLicence::left_out) continue;
    OrderBar& bar = bars[licence.supplier_id];
    if (!bar.licence) bar.licence = std::move(licence);
  }
  std::vector<OrderBar> found;
  for (auto& [id, bar] : bars) {
    bar.supplier_id = id;
    found.push_back(std::move(bar));
  }
  return found;
}

}  // namespace wutong::inventory
