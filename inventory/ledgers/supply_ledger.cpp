#include "inventory/ledgers/supply_ledger.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "inventory/database/bulk_insert.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/requisition_document_table.h"
#include "pricing/checked_integer.h"
#include "pricing/rounding.h"

namespace wutong::inventory {

namespace {

using pricing::Quantity;

/// Of all requisitions that are consolidated, or of these facilities' alone; their rows locked.
std::vector<OpenRequisitionLine> lock_open_lines(Connection& connection, std::int64_t county_id,
                                                 const std::set<std::int64_t>& facility_ids) {
  const std::string of_facilities =
      facility_ids.empty()
          ? std::string()
          : fmt::format(" AND q.facility_id IN ({})", fmt::join(facility_ids, ","));
  Rows rows = connection.query(fmt::format(
      "SELECT q.requisition_id, q.facility_id, q.kind, i.item_id, i.approved_quantity, i.pack_size,"
      " i.reference_price, i.reference_price_places,"
      " (SELECT COALESCE(SUM(s.quantity), 0) FROM requisition_supply s WHERE"
      " s.county_id = i.county_id AND s.requisition_id = i.requisition_id AND"
      " s.item_id = i.item_id)"
      " FROM requisition q JOIN requisition_item i ON i.county_id = q.county_id AND"
      " i.requisition_id = q.requisition_id"
      " WHERE q.county_id = {} AND q.state = 'consolidated'{} AND i.approved_quantity > 0"
      " ORDER BY q.requisition_id, i.item_id FOR UPDATE",
      county_id, of_facilities));
  std::vector<OpenRequisitionLine> lines;
  while (rows.next()) {
    OpenRequisitionLine line{
        rows.integer(1),
        rows.integer(2),
        rows.text(3) == "emergency" ? RequestKind::emergency : RequestKind::regular,
        rows.integer(4),
        rows.quantity(5),
        rows.quantity(9),
        rows.quantity(6),
        std::nullopt};
    if (!rows.is_null(7)) line.reference_price = rows.price(7, 8);
    lines.push_back(std::move(line));
  }
  return lines;
}

void save_supplies(Connection& connection, std::int64_t county_id,
                   const std::vector<RequisitionSupply>& supplies) {
  BulkInsert insert(connection,
                    "requisition_supply (county_id, requisition_id, item_id, shipment_id,"
                    " quantity)");
  for (const RequisitionSupply& one : supplies) {
    insert.row(county_id, one.requisition_id, one.item_id, one.shipment_id, one.quantity);
  }
  insert.finish();
}

std::unordered_map<std::int64_t, std::string> load_item_kinds(
    Connection& connection, const Recording& recording,
    const std::vector<OpenRequisitionLine>& lines) {
  std::set<std::int64_t> ids;
  for (const OpenRequisitionLine& line : lines) ids.insert(line.item_id);
  std::unordered_map<std::int64_t, std::string> kinds;
  if (ids.empty()) return kinds;
  for (auto& version : load_items_by_id(connection, recording.county_id, recording.today,
                                        {ids.begin(), ids.end()})) {
    kinds.emplace(version.item_id, version.item.record.kind);
  }
  return kinds;
}

using LinesOf = std::map<std::int64_t, std::vector<const OpenRequisitionLine*>>;

LinesOf by_requisition(const std::vector<OpenRequisitionLine>& lines) {
  LinesOf by_id;
  for (const OpenRequisitionLine& line : lines) by_id[line.requisition_id].push_back(&line);
  return by_id;
}

/// What all lines of a requisition have consumed of a budget by now.
std::int64_t claim_so_far(const Budget& budget,
                          const std::vector<const OpenRequisitionLine*>& lines,
                          const std::unordered_map<std::int64_t, std::string>& item_kinds) {
  std::int64_t claim = 0;
  for (const OpenRequisitionLine* line : lines) {
    const auto kind = item_kinds.find(line->item_id);
    claim = pricing::exact_sum(
        claim,
        claim_of_line(budget, *line, kind == item_kinds.end() ? "" : kind->second, line->supplied));
  }
  return claim;
}

/// Consumption by `step_of` each document; the rest of those that end is released.
void settle_budgets(Connection& connection, const Recording& recording,
                    const std::vector<OpenRequisitionLine>& lines,
                    const std::map<std::int64_t, std::int64_t>& step_of,
                    const std::map<std::int64_t, std::int64_t>& end_version_of) {
  std::set<std::int64_t> ids;
  for (const auto& [id, step] : step_of) ids.insert(id);
  for (const auto& [id, version] : end_version_of) ids.insert(id);
  const std::vector<std::int64_t> documents(ids.begin(), ids.end());
  const auto budgets = lock_budgets_of(connection, recording.county_id, documents);
  if (budgets.empty()) return;
  std::unordered_map<std::int64_t, const Budget*> budget_of;
  for (const Budget& budget : budgets) budget_of.emplace(budget.budget_id, &budget);
  const auto item_kinds = load_item_kinds(connection, recording, lines);
  const LinesOf lines_of = by_requisition(lines);

  std::vector<BudgetMovement> movements;
  for (const auto& held : load_commitments(connection, recording.county_id, documents)) {
    std::int64_t left = held.held;
    if (const auto step = step_of.find(held.document_id); step != step_of.end()) {
      const std::int64_t claim =
          claim_so_far(*budget_of.at(held.budget_id), lines_of.at(held.document_id), item_kinds);
      const std::int64_t figure = std::min(left, claim - held.consumed);
      if (figure > 0) {
        movements.push_back(
            {held.budget_id, held.document_id, step->second, BudgetAction::consume, figure});
        left -= figure;
      }
    }
    const auto version = end_version_of.find(held.document_id);
    if (version != end_version_of.end() && left > 0) {
      movements.push_back(
          {held.budget_id, held.document_id, version->second, BudgetAction::release, left});
    }
  }
  post_budget_movements(connection, recording.county_id, budgets, movements);
}

/// Takes the step `fulfil` of each; answers their versions after it.
std::map<std::int64_t, std::int64_t> fulfil(Connection& connection, const Recording& recording,
                                            const std::vector<std::int64_t>& ids,
                                            const std::string& reason_code) {
  std::map<std::int64_t, std::int64_t> versions;
  if (ids.empty()) return versions;
  auto documents = load_requisitions_by_id(connection, recording.county_id, ids);
  std::vector<RequisitionStep> steps;
  for (RequisitionDocument& document : documents) {
    document.state = next_state(document.state, RequisitionAction::fulfil).value();
    ++document.version;
    versions.emplace(document.requisition_id, document.version);
    steps.push_back({document.version, RequisitionAction::fulfil, document.state, std::nullopt,
                     reason_code, ""});
  }
  save_steps(connection, recording, documents, steps);
  return versions;
}

std::vector<std::int64_t> supplied_whole(const std::vector<OpenRequisitionLine>& lines) {
  std::vector<std::int64_t> ids;
  for (const auto& [id, of_one] : by_requisition(lines)) {
    const bool whole = std::all_of(of_one.begin(), of_one.end(), [](const auto* line) {
      return line->supplied == line->approved;
    });
    if (whole) ids.push_back(id);
  }
  return ids;
}

}  // namespace

std::vector<RequisitionSupply> share_supplies(std::vector<OpenRequisitionLine>& lines,
                                              const std::vector<SuppliedQuantity>& supplies) {
  std::map<std::tuple<std::int64_t, std::int64_t, RequestKind>, std::vector<OpenRequisitionLine*>>
      waiting;
  for (OpenRequisitionLine& line : lines) {
    waiting[{line.facility_id, line.item_id, line.kind}].push_back(&line);
  }
  std::vector<RequisitionSupply> shares;
  for (const SuppliedQuantity& supply : supplies) {
    const auto found = waiting.find({supply.facility_id, supply.item_id, supply.kind});
    if (found == waiting.end()) continue;
    Quantity left = supply.quantity;
    for (OpenRequisitionLine* line : found->second) {
      const Quantity share = std::min(left, line->approved - line->supplied);
      if (share.is_zero()) continue;
      shares.push_back({line->requisition_id, line->item_id, supply.shipment_id, share});
      line->supplied += share;
      left -= share;
    }
  }
  return shares;
}

std::int64_t claim_of_line(const Budget& budget, const OpenRequisitionLine& line,
                           const std::string& item_kind, Quantity quantity) {
  if (budget.item_id && *budget.item_id != line.item_id) return 0;
  if (!budget.item_kind.empty() && budget.item_kind != item_kind) return 0;
  if (budget.measure == BudgetMeasure::quantity) return quantity.units();
  if (!line.reference_price) return 0;
  return pricing::amount_of(*line.reference_price, quantity, line.pack_size,
                            pricing::Rounding::half_up)
      .fen();
}

std::int64_t supply_requisitions(Connection& connection, const Recording& recording,
                                 const std::vector<SuppliedQuantity>& supplies) {
  std::set<std::int64_t> facility_ids;
  for (const SuppliedQuantity& one : supplies) facility_ids.insert(one.facility_id);
  if (facility_ids.empty()) return 0;
  auto lines = lock_open_lines(connection, recording.county_id, facility_ids);
  const auto shares = share_supplies(lines, supplies);
  if (shares.empty()) return 0;
  std::map<std::int64_t, std::int64_t> shipment_of;
  for (const RequisitionSupply& share : shares) {
    shipment_of.emplace(share.requisition_id, share.shipment_id);
  }
  save_supplies(connection, recording.county_id, shares);
  const auto ended = fulfil(connection, recording, supplied_whole(lines), "");
  settle_budgets(connection, recording, lines, shipment_of, ended);
  return static_cast<std::int64_t>(ended.size());
}

bool is_any_supplied(Connection& connection, std::int64_t county_id,
                     const std::vector<std::int64_t>& requisition_ids) {
  if (requisition_ids.empty()) return false;
  return connection
      .query_integer(fmt::format("SELECT 1 FROM requisition_supply WHERE county_id = {} AND"
                                 " requisition_id IN ({}) LIMIT 1",
                                 county_id, fmt::join(requisition_ids, ",")))
      .has_value();
}

std::int64_t end_requisitions(Connection& connection, const Recording& recording) {
  const auto lines = lock_open_lines(connection, recording.county_id, {});
  std::vector<std::int64_t> ids;
  for (const auto& [id, of_one] : by_requisition(lines)) ids.push_back(id);
  const auto ended = fulfil(connection, recording, ids, "period_ended");
  settle_budgets(connection, recording, lines, {}, ended);
  return static_cast<std::int64_t>(ended.size());
}

}  // namespace wutong::inventory
