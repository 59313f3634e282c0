#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "procurement/catalogue/suppliers/read_suppliers.h"

/// Records of suppliers as JSON.
namespace wutong::app::handlers {

/// As one version says it: what every version of a supplier shows.
nlohmann::ordered_json shown_supplier_version(const inventory::SupplierVersion& version);

nlohmann::ordered_json shown_supplier(
    const procurement::SupplierLine& line,
    const std::optional<inventory::SupplierSuspension>& suspension);

nlohmann::ordered_json shown_licence(const procurement::JudgedLicence& judged);

}  // namespace wutong::app::handlers
