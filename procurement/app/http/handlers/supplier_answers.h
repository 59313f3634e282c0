#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "procurement/app/http/route.h"
#include "procurement/catalogue/suppliers/read_suppliers.h"

/// Suppliers as they are shown; a supplier's account is shown its own only: the others are not
/// there.
namespace wutong::app::handlers {

/// A supplier as it is on a day. Refuses (unknown_record) one that is not there or not to be seen.
procurement::SupplierDetail load_visible_supplier(Call& call, const std::string& code,
                                                  inventory::Date as_of);

/// The supplier on a day, with its ETag.
HttpAnswer supplier_answer(Call& call, const std::string& code, inventory::Date as_of);

/// The id of a supplier, also of one that begins later. Refuses unknown_record likewise.
std::int64_t visible_supplier_id(Call& call, inventory::Connection& connection,
                                 const std::string& code);

/// Within an operation: refuses when the supplier is not at the version that If-Match names.
void require_supplier_version(const Call& call, inventory::Connection& connection,
                              const std::string& code);

}  // namespace wutong::app::handlers
