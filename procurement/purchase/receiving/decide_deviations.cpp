#include "procurement/purchase/receiving/decide_deviations.h"

#include <map>

#include "inventory/identifier.h"

namespace wutong::procurement {

using inventory::Delivery;
using inventory::DeliveryLine;
using inventory::Nonconformance;
using inventory::RejectionReason;
using pricing::Quantity;

namespace {

Nonconformance deviation_of(const Delivery& delivery, std::int64_t line_no, std::int64_t item_id,
                            RejectionReason reason, Quantity quantity,
                            const std::string& evidence) {
  Nonconformance one;
  one.nonconformance_id = inventory::IdentifierSource::shared().next();
  one.delivery_id = delivery.delivery_id;
  one.delivery_no = delivery.delivery_no;
  one.line_no = line_no;
  one.item_id = item_id;
  one.reason = reason;
  one.quantity = quantity;
  one.state = inventory::NonconformanceState::open;
  one.version = 1;
  one.evidence = evidence;
  return one;
}

/// Announced less delivered, by item.
std::map<std::int64_t, Quantity> missing_quantities(const Delivery& delivery,
                                                    const inventory::ShippingNotice& notice) {
  std::map<std::int64_t, Quantity> missing;
  for (const auto& line : notice.lines) missing[line.item_id] += line.quantity;
  for (const DeliveryLine& line : delivery.lines) {
    const auto announced = missing.find(line.item_id);
    if (announced != missing.end()) {
      announced->second -= std::min(announced->second, line.quantity);
    }
  }
  return missing;
}

}  // namespace

std::vector<Nonconformance> decide_deviations(const Delivery& delivery,
                                              const std::vector<std::string>& evidence,
                                              const inventory::ShippingNotice* notice) {
  std::vector<Nonconformance> deviations;
  for (std::size_t index = 0; index < delivery.lines.size(); ++index) {
    const DeliveryLine& line = delivery.lines[index];
    const Quantity rejected = line.quantity - line.accepted.value();
    if (rejected.is_zero()) continue;
    deviations.push_back(deviation_of(delivery, line.line_no, line.item_id, line.reason.value(),
                                      rejected, evidence.at(index)));
  }
  if (notice != nullptr) {
    for (const auto& [item_id, quantity] : missing_quantities(delivery, *notice)) {
      if (quantity.is_zero()) continue;
      deviations.push_back(deviation_of(delivery, 0, item_id, RejectionReason::under_delivered,
                                        quantity, notice->notice_no));
    }
  }
  for (std::size_t index = 0; index < deviations.size(); ++index) {
    deviations[index].nonconformance_no =
        "NC-" + delivery.delivery_no + "-" + std::to_string(index + 1);
  }
  return deviations;
}

}  // namespace wutong::procurement
