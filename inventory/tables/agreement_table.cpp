#include "inventory/tables/agreement_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view columns =
    "agreement_id, supplier_id, item_id, kind, pack_price, pack_price_places, first_day, last_day,"
    " committed_packs, maximum_packs, min_order_packs, multiple_packs, lead_time_days, is_standby,"
    " distributor_id, delivery, award_cycle_id, version, created_by, ended_on, ended_reason,"
    " ended_by";

std::optional<std::int64_t> optional_integer(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

Agreement read_agreement(const Rows& rows) {
  Agreement agreement;
  agreement.agreement_id = rows.integer(1);
  agreement.supplier_id = rows.integer(2);
  agreement.item_id = rows.integer(3);
  agreement.kind = parse_agreement_kind(rows.text(4)).value();
  agreement.pack_price = rows.price(5, 6);
  agreement.first_day = rows.date(7);
  agreement.last_day = rows.date(8);
  agreement.committed_packs = rows.optional_quantity(9);
  agreement.maximum_packs = rows.optional_quantity(10);
  agreement.min_order_packs = rows.quantity(11);
  agreement.multiple_packs = rows.quantity(12);
  agreement.lead_time_days = optional_integer(rows, 13);
  agreement.is_standby = rows.integer(14) != 0;
  agreement.distributor_id = optional_integer(rows, 15);
  agreement.delivery = parse_delivery_site(rows.text(16)).value();
  agreement.award_cycle_id = optional_integer(rows, 17);
  agreement.version = rows.integer(18);
  agreement.created_by = rows.text(19);
  if (!rows.is_null(20)) agreement.ended_on = rows.date(20);
  agreement.ended_reason = rows.text(21);
  agreement.ended_by = rows.text(22);
  return agreement;
}

std::vector<Agreement> select_agreements(Connection& connection, std::int64_t county_id,
                                         const std::string& condition) {
  Rows rows =
      connection.query(fmt::format("SELECT {} FROM supply_agreement WHERE county_id = {} AND {}",
                                   columns, county_id, condition));
  std::vector<Agreement> agreements;
  while (rows.next()) agreements.push_back(read_agreement(rows));
  return agreements;
}

std::optional<Agreement> select_agreement(Connection& connection, std::int64_t county_id,
                                          std::int64_t agreement_id, std::string_view lock) {
  auto found = select_agreements(connection, county_id,
                                 fmt::format("agreement_id = {}{}", agreement_id, lock));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

/// SQL: the agreement holds on some day from `first` to `last`.
std::string holds_between(Date first, Date last) {
  return fmt::format(
      "first_day <= '{}' AND last_day >= '{}' AND (ended_on IS NULL OR"
      " (ended_on > '{}' AND ended_on > first_day))",
      to_string(last), to_string(first), to_string(first));
}

}  // namespace

void insert_agreements(Connection& connection, const Recording& recording,
                       const std::vector<Agreement>& agreements) {
  BulkInsert insert(connection,
                    fmt::format("supply_agreement (county_id, {}, created_at)", columns));
  for (const Agreement& one : agreements) {
    insert.row(recording.county_id, one.agreement_id, one.supplier_id, one.item_id,
               to_string(one.kind), one.pack_price, one.pack_price.places(), one.first_day,
               one.last_day, one.committed_packs, one.maximum_packs, one.min_order_packs,
               one.multiple_packs, one.lead_time_days, one.is_standby ? 1 : 0, one.distributor_id,
               to_string(one.delivery), one.award_cycle_id, one.version, one.created_by,
               one.ended_on, one.ended_reason, one.ended_by, to_string(recording.now));
  }
  insert.finish();
}

std::optional<Agreement> lock_agreement(Connection& connection, std::int64_t county_id,
                                        std::int64_t agreement_id) {
  return select_agreement(connection, county_id, agreement_id, " FOR UPDATE");
}

std::optional<Agreement> find_agreement(Connection& connection, std::int64_t county_id,
                                        std::int64_t agreement_id) {
  return select_agreement(connection, county_id, agreement_id, "");
}

std::vector<Agreement> load_agreements_by_id(Connection& connection, std::int64_t county_id,
                                             const std::vector<std::int64_t>& agreement_ids) {
  if (agreement_ids.empty()) return {};
  return select_agreements(
      connection, county_id,
      fmt::format("agreement_id IN ({}) ORDER BY agreement_id", fmt::join(agreement_ids, ",")));
}

void save_agreement_end(Connection& connection, std::int64_t county_id,
                        const Agreement& agreement) {
  connection.execute(fmt::format(
      "UPDATE supply_agreement SET version = {}, ended_on = '{}', ended_reason = {}, ended_by = {}"
      " WHERE county_id = {} AND agreement_id = {}",
      agreement.version, to_string(agreement.ended_on.value()),
      connection.quoted(agreement.ended_reason), connection.quoted(agreement.ended_by), county_id,
      agreement.agreement_id));
  connection.count_rows_written(1);
}

std::vector<Agreement> load_agreements_of_items(Connection& connection, std::int64_t county_id,
                                                const std::vector<std::int64_t>& item_ids,
                                                Date first, Date last) {
  if (item_ids.empty()) return {};
  return select_agreements(connection, county_id,
                           fmt::format("item_id IN ({}) AND {} ORDER BY agreement_id",
                                       fmt::join(item_ids, ","), holds_between(first, last)));
}

AgreementUses load_agreement_uses(Connection& connection, std::int64_t county_id,
                                  const std::vector<std::int64_t>& agreement_ids) {
  AgreementUses uses;
  if (agreement_ids.empty()) return uses;
  Rows rows = connection.query(fmt::format(
      "SELECT n.agreement_id, SUM(CASE WHEN o.state = 'closed_short'"
      " THEN l.accepted_quantity DIV l.pack_size ELSE l.packs END),"
      " SUM(l.accepted_quantity DIV l.pack_size)"
      " FROM purchase_order_line_detail n"
      " JOIN purchase_order o ON o.county_id = n.county_id AND o.order_id = n.order_id"
      " JOIN purchase_order_line l ON l.county_id = n.county_id AND l.order_id = n.order_id AND"
      " l.item_id = n.item_id"
      " WHERE n.county_id = {} AND n.agreement_id IN ({})"
      " AND o.state NOT IN ('cancelled', 'declined') GROUP BY n.agreement_id",
      county_id, fmt::join(agreement_ids, ",")));
  while (rows.next()) uses[rows.integer(1)] = {rows.quantity(2), rows.quantity(3)};
  return uses;
}

std::vector<Agreement> list_agreements(Connection& connection, std::int64_t county_id,
                                       const AgreementFilter& filter) {
  std::string condition = fmt::format("agreement_id > {}", filter.after_id);
  if (filter.supplier_id) condition += fmt::format(" AND supplier_id = {}", *filter.supplier_id);
  if (filter.item_id) condition += fmt::format(" AND item_id = {}", *filter.item_id);
  if (filter.as_of) condition += " AND " + holds_between(*filter.as_of, *filter.as_of);
  return select_agreements(
      connection, county_id,
      fmt::format("{} ORDER BY agreement_id LIMIT {}", condition, filter.at_most));
}

}  // namespace wutong::inventory
