#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/date.h"
#include "inventory/records/requisition_state.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

/// What a facility asks for of an item, in base units.
struct AskedItem {
  std::string item_code;
  pricing::Quantity quantity;
  std::optional<pricing::Quantity> suggested;  ///< what the program proposed; kept beside the wish
  std::string note;
};

/// Which requisition is changed, and the version that whoever changes it has seen.
struct SeenRequisition {
  std::string requisition_no;
  std::int64_t version{};
};

}  // namespace wutong::procurement
