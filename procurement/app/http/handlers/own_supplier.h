#pragma once

#include <string>

#include "procurement/app/http/route.h"

namespace wutong::app::handlers {

/// Refuses (supplier_not_known) a supplier's account that records for another supplier.
void require_own_supplier(const Call& call, const std::string& code);

}  // namespace wutong::app::handlers
