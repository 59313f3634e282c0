#include "inventory/tables/requisition_document_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view document_columns =
    "requisition_id, requisition_no, facility_id, kind, state, version, period, needed_on, reason,"
    " awaiting_facility_id, initiated_by, submitted_by, submitted_on";
constexpr unsigned document_column_count = 13;

constexpr std::string_view item_columns =
    "item_id, suggested_quantity, requested_quantity, endorsed_quantity, approved_quantity,"
    " pack_size, reference_price, reference_price_places, note";

std::optional<Date> optional_date(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.date(column);
}

std::optional<std::int64_t> optional_id(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

RequisitionDocument read_document(const Rows& rows) {
  return {rows.integer(1),
          rows.text(2),
          rows.integer(3),
          parse_requisition_kind(rows.text(4)).value(),
          parse_requisition_state(rows.text(5)).value(),
          rows.integer(6),
          rows.text(7),
          optional_date(rows, 8),
          rows.text(9),
          optional_id(rows, 10),
          rows.text(11),
          rows.text(12),
          optional_date(rows, 13)};
}

RequisitionItem read_item(const Rows& rows) {
  RequisitionItem item{rows.integer(1),
                       rows.optional_quantity(2),
                       rows.quantity(3),
                       rows.optional_quantity(4),
                       rows.optional_quantity(5),
                       rows.quantity(6),
                       std::nullopt,
                       rows.text(9)};
  if (!rows.is_null(7)) item.reference_price = rows.price(7, 8);
  return item;
}

std::optional<RequisitionDocument> select_document(Connection& connection, std::int64_t county_id,
                                                   const std::string& condition) {
  Rows rows = connection.query(fmt::format("SELECT {} FROM requisition WHERE county_id = {} AND {}",
                                           document_columns, county_id, condition));
  if (!rows.next()) return std::nullopt;
  return read_document(rows);
}

std::string sql_date(const std::optional<Date>& date) {
  return date ? "'" + to_string(*date) + "'" : "NULL";
}

std::string sql_id(const std::optional<std::int64_t>& id) {
  return id ? std::to_string(*id) : "NULL";
}

void insert_items(BulkInsert& insert, std::int64_t county_id, std::int64_t requisition_id,
                  const std::vector<RequisitionItem>& items) {
  for (const RequisitionItem& item : items) {
    std::optional<int> places;
    if (item.reference_price) places = item.reference_price->places();
    insert.row(county_id, requisition_id, item.item_id, item.suggested, item.requested,
               item.endorsed, item.approved, item.pack_size, item.reference_price, places,
               item.note);
  }
  insert.finish();
}

const std::string item_target =
    fmt::format("requisition_item (county_id, requisition_id, {})", item_columns);

}  // namespace

std::optional<RequisitionDocument> find_requisition(Connection& connection, std::int64_t county_id,
                                                    const std::string& requisition_no) {
  return select_document(connection, county_id,
                         "requisition_no = " + connection.quoted(requisition_no));
}

std::optional<RequisitionDocument> find_requisition(Connection& connection, std::int64_t county_id,
                                                    std::int64_t requisition_id) {
  return select_document(connection, county_id,
                         "requisition_id = " + std::to_string(requisition_id));
}

std::optional<RequisitionDocument> lock_requisition(Connection& connection, std::int64_t county_id,
                                                    const std::string& requisition_no) {
  return select_document(connection, county_id,
                         "requisition_no = " + connection.quoted(requisition_no) + " FOR UPDATE");
}

std::vector<RequisitionItem> load_requisition_items(Connection& connection, std::int64_t county_id,
                                                    std::int64_t requisition_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM requisition_item WHERE county_id = {} AND requisition_id = {}"
                  " ORDER BY (SELECT code FROM item i WHERE i.county_id = {} AND"
                  " i.item_id = requisition_item.item_id)",
                  item_columns, county_id, requisition_id, county_id));
  std::vector<RequisitionItem> items;
  while (rows.next()) items.push_back(read_item(rows));
  return items;
}

std::vector<RecordedStep> load_requisition_steps(Connection& connection, std::int64_t county_id,
                                                 std::int64_t requisition_id) {
  Rows rows = connection.query(
      fmt::format("SELECT version, action, state, facility_id, reason_code, note, actor, done_at"
                  " FROM requisition_step WHERE county_id = {} AND requisition_id = {}"
                  " ORDER BY version",
                  county_id, requisition_id));
  std::vector<RecordedStep> steps;
  while (rows.next()) {
    steps.push_back({rows.integer(1), rows.text(2), rows.text(3), optional_id(rows, 4),
                     rows.text(5), rows.text(6), rows.text(7), rows.text(8)});
  }
  return steps;
}

std::int64_t count_numbers(Connection& connection, std::int64_t county_id, std::int64_t facility_id,
                           const std::string& number_begins) {
  connection.query_integer(fmt::format(
      "SELECT facility_id FROM facility WHERE county_id = {} AND facility_id = {} FOR UPDATE",
      county_id, facility_id));
  // A facility's code can begin like another's, so the facility counts and not the number alone.
  return connection
      .query_integer(fmt::format("SELECT COUNT(*) FROM requisition WHERE county_id = {} AND"
                                 " facility_id = {} AND LEFT(requisition_no, CHAR_LENGTH({})) = {}",
                                 county_id, facility_id, connection.quoted(number_begins),
                                 connection.quoted(number_begins)))
      .value_or(0);
}

std::optional<std::int64_t> newest_sent_requisition(Connection& connection, std::int64_t county_id,
                                                    std::int64_t facility_id,
                                                    RequisitionKind kind) {
  return connection.query_integer(
      fmt::format("SELECT requisition_id FROM requisition WHERE county_id = {} AND facility_id = {}"
                  " AND kind = '{}' AND submitted_on IS NOT NULL AND state <> 'cancelled'"
                  " ORDER BY requisition_id DESC LIMIT 1",
                  county_id, facility_id, to_string(kind)));
}

void insert_requisition(Connection& connection, std::int64_t county_id,
                        const RequisitionDocument& document) {
  BulkInsert insert(connection, fmt::format("requisition (county_id, {})", document_columns));
  insert.row(county_id, document.requisition_id, document.requisition_no, document.facility_id,
             to_string(document.kind), to_string(document.state), document.version, document.period,
             document.needed_on, document.reason, document.awaiting_facility_id,
             document.initiated_by, document.submitted_by, document.submitted_on);
  insert.finish();
}

void save_step(Connection& connection, const Recording& recording,
               const RequisitionDocument& document, const RequisitionStep& step) {
  connection.execute(
      fmt::format("UPDATE requisition SET state = '{}', version = {}, needed_on = {}, reason = {},"
                  " awaiting_facility_id = {}, submitted_by = {}, submitted_on = {}"
                  " WHERE county_id = {} AND requisition_id = {}",
                  to_string(document.state), document.version, sql_date(document.needed_on),
                  connection.quoted(document.reason), sql_id(document.awaiting_facility_id),
                  connection.quoted(document.submitted_by), sql_date(document.submitted_on),
                  recording.county_id, document.requisition_id));
  BulkInsert insert(connection,
                    "requisition_step (county_id, requisition_id, version, action, state,"
                    " facility_id, reason_code, note, actor, done_at)");
  insert.row(recording.county_id, document.requisition_id, step.version, to_string(step.action),
             to_string(step.state), step.facility_id, step.reason_code, step.note, recording.actor,
             to_string(recording.now));
  insert.finish();
}

void replace_requisition_items(Connection& connection, std::int64_t county_id,
                               std::int64_t requisition_id,
                               const std::vector<RequisitionItem>& items) {
  connection.execute(
      fmt::format("DELETE FROM requisition_item WHERE county_id = {} AND requisition_id = {}",
                  county_id, requisition_id));
  BulkInsert insert(connection, item_target);
  insert_items(insert, county_id, requisition_id, items);
}

void save_judged_items(Connection& connection, std::int64_t county_id, std::int64_t requisition_id,
                       const std::vector<RequisitionItem>& items) {
  BulkInsert insert(connection, item_target,
                    "endorsed_quantity = VALUES(endorsed_quantity),"
                    " approved_quantity = VALUES(approved_quantity)");
  insert_items(insert, county_id, requisition_id, items);
}

std::vector<RequisitionLine> list_requisitions(Connection& connection, std::int64_t county_id,
                                               const RequisitionFilter& filter) {
  std::string where =
      fmt::format("county_id = {} AND requisition_id < {}", county_id, filter.below_id);
  if (!filter.facility_ids.empty()) {
    where += fmt::format(" AND facility_id IN ({})", fmt::join(filter.facility_ids, ","));
  }
  if (!filter.state.empty()) where += " AND state = " + connection.quoted(filter.state);
  if (!filter.kind.empty()) where += " AND kind = " + connection.quoted(filter.kind);
  if (!filter.period.empty()) where += " AND period = " + connection.quoted(filter.period);
  if (filter.awaiting_facility_id) {
    where += fmt::format(" AND awaiting_facility_id = {}", *filter.awaiting_facility_id);
  }
  Rows rows = connection.query(fmt::format(
      "SELECT {0}, (SELECT COUNT(*) FROM requisition_item i WHERE i.county_id = {1} AND"
      " i.requisition_id = requisition.requisition_id), (SELECT COUNT(*) FROM requisition_item i"
      " WHERE i.county_id = {1} AND i.requisition_id = requisition.requisition_id AND"
      " i.reference_price IS NULL) FROM requisition WHERE {2} ORDER BY requisition_id DESC"
      " LIMIT {3}",
      document_columns, county_id, where, filter.at_most));
  std::vector<RequisitionLine> lines;
  while (rows.next()) {
    lines.push_back({read_document(rows), rows.integer(document_column_count + 1),
                     rows.integer(document_column_count + 2)});
  }
  return lines;
}

namespace {

std::vector<RequisitionDocument> select_documents(Connection& connection, std::int64_t county_id,
                                                  const std::string& condition) {
  Rows rows = connection.query(fmt::format("SELECT {} FROM requisition WHERE county_id = {} AND {}",
                                           document_columns, county_id, condition));
  std::vector<RequisitionDocument> documents;
  while (rows.next()) documents.push_back(read_document(rows));
  return documents;
}

std::string by_number(const Connection& connection, const std::vector<std::string>& numbers) {
  std::vector<std::string> quoted;
  for (const std::string& number : numbers) quoted.push_back(connection.quoted(number));
  return fmt::format("requisition_no IN ({}) ORDER BY requisition_no", fmt::join(quoted, ","));
}

}  // namespace

std::vector<RequisitionDocument> load_requisitions(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::string>& numbers) {
  if (numbers.empty()) return {};
  return select_documents(connection, county_id, by_number(connection, numbers));
}

std::vector<RequisitionDocument> lock_requisitions(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::string>& numbers) {
  if (numbers.empty()) return {};
  return select_documents(connection, county_id, by_number(connection, numbers) + " FOR UPDATE");
}

std::vector<RequisitionDocument> load_requisitions_by_id(Connection& connection,
                                                         std::int64_t county_id,
                                                         const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return {};
  return select_documents(
      connection, county_id,
      fmt::format("requisition_id IN ({}) ORDER BY requisition_no", fmt::join(ids, ",")));
}

std::vector<std::string> approved_requisition_numbers(Connection& connection,
                                                      std::int64_t county_id,
                                                      const std::string& period) {
  Rows rows = connection.query(
      fmt::format("SELECT requisition_no FROM requisition WHERE county_id = {} AND state = '{}' AND"
                  " period = {} ORDER BY requisition_no",
                  county_id, to_string(RequisitionState::approved), connection.quoted(period)));
  std::vector<std::string> numbers;
  while (rows.next()) numbers.push_back(rows.text(1));
  return numbers;
}

std::vector<RequisitionDemand> load_requisition_demands(Connection& connection,
                                                        std::int64_t county_id,
                                                        const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return {};
  Rows rows = connection.query(
      fmt::format("SELECT item_id, requisition_id,"
                  " COALESCE(approved_quantity, endorsed_quantity, requested_quantity) AS quantity"
                  " FROM requisition_item WHERE county_id = {} AND requisition_id IN ({}) AND"
                  " COALESCE(approved_quantity, endorsed_quantity, requested_quantity) > 0"
                  " ORDER BY item_id, requisition_id",
                  county_id, fmt::join(ids, ",")));
  std::vector<RequisitionDemand> demands;
  while (rows.next()) demands.push_back({rows.integer(1), rows.integer(2), rows.quantity(3)});
  return demands;
}

void save_steps(Connection& connection, const Recording& recording,
                const std::vector<RequisitionDocument>& documents,
                const std::vector<RequisitionStep>& steps) {
  BulkInsert heads(connection, fmt::format("requisition (county_id, {})", document_columns),
                   "state = VALUES(state), version = VALUES(version)");
  for (const RequisitionDocument& one : documents) {
    heads.row(recording.county_id, one.requisition_id, one.requisition_no, one.facility_id,
              to_string(one.kind), to_string(one.state), one.version, one.period, one.needed_on,
              one.reason, one.awaiting_facility_id, one.initiated_by, one.submitted_by,
              one.submitted_on);
  }
  heads.finish();
  BulkInsert insert(connection,
                    "requisition_step (county_id, requisition_id, version, action, state,"
                    " facility_id, reason_code, note, actor, done_at)");
  for (std::size_t index = 0; index < documents.size(); ++index) {
    const RequisitionStep& step = steps.at(index);
    insert.row(recording.county_id, documents[index].requisition_id, step.version,
               to_string(step.action), to_string(step.state), step.facility_id, step.reason_code,
               step.note, recording.actor, to_string(recording.now));
  }
  insert.finish();
}

}  // namespace wutong::inventory
