#pragma once

#include <vector>

#include "inventory/tables/delivery_table.h"
#include "inventory/tables/nonconformance_table.h"
#include "inventory/tables/shipping_notice_table.h"

namespace wutong::procurement {

/// Pure but for the ids: the deviations of an inspected delivery, numbered after it. One for each
/// line of which something was rejected, and one for each item of which less came than `notice`
/// (null: none) had announced. `evidence` is in the order of the lines.
std::vector<inventory::Nonconformance> decide_deviations(const inventory::Delivery& delivery,
                                                         const std::vector<std::string>& evidence,
                                                         const inventory::ShippingNotice* notice);

}  // namespace wutong::procurement
