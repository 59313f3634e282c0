#pragma once

#include "inventory/records/date.h"

namespace wutong::app {

/// The day where the machine stands, which is the county's: not that of UTC.
inventory::Date local_day();

}  // namespace wutong::app
