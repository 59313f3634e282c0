#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/catalogue/suppliers/renew_licence.h"

namespace wutong::procurement {

struct WithdrawLicence {
  LicenceOfSupplier withdrawn;
  inventory::Date withdrawn_on{};  ///< the first day on which it counts no more
  std::string reason;
};

/// A licence that is given back, revoked, or was recorded by mistake: from that day on it neither
/// allows nor bars anything, and one that it renewed counts again. Answers {"licence_id"}.
std::string withdraw_licence(inventory::Connection& connection,
                             const inventory::Recording& recording, const WithdrawLicence& input);

}  // namespace wutong::procurement
