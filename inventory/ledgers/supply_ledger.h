#pragma once

#include <cstdint>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/ledgers/budget_ledger.h"
#include "inventory/records/cycle_input.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// A facility got this much of what it had asked for.
struct SuppliedQuantity {
  std::int64_t item_id{};
  RequestKind kind{};
  std::int64_t facility_id{};
  pricing::Quantity quantity;  ///< base units
  std::int64_t shipment_id{};
};

/// A line of a requisition that is consolidated, and how much of it has been supplied.
struct OpenRequisitionLine {
  std::int64_t requisition_id{};
  std::int64_t facility_id{};
  RequestKind kind{};
  std::int64_t item_id{};
  pricing::Quantity approved;
  pricing::Quantity supplied;
  pricing::Quantity pack_size;
  std::optional<pricing::UnitPrice> reference_price;
};

struct RequisitionSupply {
  std::int64_t requisition_id{};
  std::int64_t item_id{};
  std::int64_t shipment_id{};
  pricing::Quantity quantity;
};

/// Pure: first asked, first served. `lines` come by requisition, which is the order in which they
/// were begun; what they have been supplied grows. What nobody's requisition asked for is left out.
std::vector<RequisitionSupply> share_supplies(std::vector<OpenRequisitionLine>& lines,
                                              const std::vector<SuppliedQuantity>& supplies);

/// Pure: what a line of so many base units claims of a budget; 0 when the budget does not cover it.
/// An amount is price x quantity / pack size, rounded half up: a line that is supplied in parts has
/// claimed, whole, what its approval committed.
std::int64_t claim_of_line(const Budget& budget, const OpenRequisitionLine& line,
                           const std::string& item_kind, pricing::Quantity quantity);

/// Keeps which shipment supplied which requisition, consumes what their approval had committed in
/// proportion, and fulfils those that are supplied whole. Answers how many these are.
std::int64_t supply_requisitions(Connection& connection, const Recording& recording,
                                 const std::vector<SuppliedQuantity>& supplies);

/// Whether any of these requisitions has got something already.
bool is_any_supplied(Connection& connection, std::int64_t county_id,
                     const std::vector<std::int64_t>& requisition_ids);

/// The period ends: what is consolidated and was not supplied whole is fulfilled as far as it was
/// (reason `period_ended`), and its budgets get the rest back. Answers how many these are.
std::int64_t end_requisitions(Connection& connection, const Recording& recording);

}  // namespace wutong::inventory
