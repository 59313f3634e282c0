#pragma once

#include "inventory/records/date.h"
#include "inventory/records/instant.h"

namespace wutong::app {

/// The day where the machine stands, which is the county's: not that of UTC.
inventory::Date local_day();

/// When that day begins there.
inventory::Instant beginning_of_local_day(inventory::Date day);

}  // namespace wutong::app
