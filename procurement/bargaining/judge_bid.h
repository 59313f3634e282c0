#pragma once

#include <optional>
#include <string>

#include "inventory/records/cycle_input.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

struct BidRefusal {
  Refusal refusal{};
  std::string detail;  ///< the figures that decided
};

/// Contract rule 1: the first reason for which a bid is refused, if there is any.
std::optional<BidRefusal> judge_bid(const inventory::BidRow& bid, const inventory::ItemRecord& item,
                                    const inventory::SupplierRecord& supplier,
                                    inventory::Date today);

}  // namespace wutong::procurement
