#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

/// Notes, once for each time that an order was sent, that its supplier did not answer in time: a
/// step of the order, for whoever chases it. As many statements for one as for a thousand. Answers
/// {"escalated"}.
std::string escalate_orders(inventory::Connection& connection,
                            const inventory::Recording& recording);

}  // namespace wutong::procurement
