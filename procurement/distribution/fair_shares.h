#pragma once

#include <span>
#include <vector>

#include "inventory/tables/requisition_table.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

/// Contract rule 6, for one item: `available` goes to the emergencies first, then to the regular
/// requests. A class that is covered gets what it asked; otherwise each gets its share rounded
/// down, and the units left go one each by largest remainder, ties by position. `requests` come
/// emergencies first, then by facility code. Answers a quantity for each request, 0 included.
std::vector<pricing::Quantity> fair_shares(pricing::Quantity available,
                                           std::span<const inventory::FacilityQuantity> requests);

}  // namespace wutong::procurement
