#include "procurement/purchase/receiving/propose_inspection.h"

#include <array>

namespace wutong::procurement {

using inventory::DeliveryLine;
using inventory::RejectionReason;
using pricing::Quantity;

namespace {

struct StorageRange {
  std::string_view storage;
  bool needs_readings;
  std::int64_t coldest_tenths;
  std::int64_t warmest_tenths;
};

// GSP, the temperatures of cool stores, cold stores and freezers; tenths of a degree Celsius.
constexpr std::array<StorageRange, 3> ranges{{
    {"cold", true, 20, 80},
    {"frozen", true, -250, -100},
    {"cool", false, -1000, 200},
}};

const StorageRange* range_of(std::string_view storage) {
  for (const StorageRange& range : ranges) {
    if (range.storage == storage) return &range;
  }
  return nullptr;
}

LineProposal proposal_of(const DeliveryLine& line, const StorageByItem& storage) {
  const auto known = storage.find(line.item_id);
  if (known != storage.end() && has_excursion(line, known->second)) {
    return {Quantity(0), RejectionReason::temperature};
  }
  if (line.is_damaged) return {Quantity(0), RejectionReason::damaged};
  return {line.quantity, std::nullopt};
}

}  // namespace

bool needs_readings(std::string_view storage) {
  const StorageRange* range = range_of(storage);
  return range != nullptr && range->needs_readings;
}

bool has_excursion(const DeliveryLine& line, std::string_view storage) {
  const StorageRange* range = range_of(storage);
  if (range == nullptr) return false;
  const bool too_cold = line.coldest_tenths && *line.coldest_tenths < range->coldest_tenths;
  const bool too_warm = line.warmest_tenths && *line.warmest_tenths > range->warmest_tenths;
  return too_cold || too_warm;
}

std::vector<DeliveredLot> accepted_rows(const inventory::PurchaseOrder& order,
                                        const std::vector<DeliveryLine>& lines,
                                        const std::vector<Quantity>& accepted) {
  std::vector<DeliveredLot> rows;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (accepted.at(index).is_zero()) continue;
    const DeliveryLine& line = lines[index];
    rows.push_back({line.line_no, order.supplier_id, line.item_id, line.lot_no, line.expires_on,
                    accepted[index]});
  }
  return rows;
}

std::vector<LineProposal> propose_inspection(const inventory::PurchaseOrder& order,
                                             const std::vector<DeliveryLine>& lines,
                                             const StorageByItem& storage, inventory::Date today,
                                             inventory::Date first_usable_expiry) {
  std::vector<LineProposal> proposals;
  std::vector<Quantity> fit;
  for (const DeliveryLine& line : lines) {
    proposals.push_back(proposal_of(line, storage));
    fit.push_back(proposals.back().accepted);
  }
  const AcceptedDeliveries accepted =
      accept_deliveries({order}, accepted_rows(order, lines, fit), today, first_usable_expiry);
  for (const RefusedDelivery& refused : accepted.refused) {
    for (std::size_t index = 0; index < lines.size(); ++index) {
      if (lines[index].line_no != refused.row) continue;
      LineProposal& proposal = proposals[index];
      const Quantity excess = refused.refusal == Refusal::over_delivered
                                  ? Quantity::parse(refused.detail)
                                  : proposal.accepted;
      proposal.accepted -= excess;
      proposal.reason = inventory::parse_rejection_reason(wire_name(refused.refusal));
    }
  }
  return proposals;
}

}  // namespace wutong::procurement
