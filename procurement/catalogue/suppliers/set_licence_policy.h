#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/licence.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct SetLicencePolicy {
  inventory::Date effective_from{};
  inventory::LicencePolicy policy;  ///< with the number of the document that says so
};

/// From a day on, licences are warned of so many days before they expire. The same day again
/// replaces. Refuses days that do not come closer (60, 30, 7). Answers {"first_warning_days"}.
std::string set_licence_policy(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const SetLicencePolicy& input);

}  // namespace wutong::procurement
