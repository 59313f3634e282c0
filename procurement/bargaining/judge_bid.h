#pragma once

#include <optional>
#include <string>

#include "inventory/records/cycle_input.h"
#include "inventory/tables/supplier_licence_table.h"
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

/// Why a bid that rule 1 lets stand is refused all the same: the supplier may not be ordered from,
/// which the county has recorded and no folder says.
BidRefusal refuse_barred(const inventory::OrderBar& bar);

}  // namespace wutong::procurement
