#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "reporting/cycle_documents/document_filter.h"

namespace wutong::reporting {

/// The columns of a list that its filter speaks of.
struct FilterColumns {
  std::string_view period = "c.period";
  std::string_view supplier_id;       ///< empty: not narrowed by supplier
  std::string_view facility_id;       ///< empty: not narrowed by facility
  std::vector<std::string_view> key;  ///< texts, in their order
};

/// " AND ... ORDER BY ... LIMIT ...".
std::string page_condition(const inventory::Connection& connection, const DocumentFilter& filter,
                           const FilterColumns& columns);

}  // namespace wutong::reporting
