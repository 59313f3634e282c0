#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct RegisterManufacturer {
  std::string code;
  std::string name;
};

/// A manufacturer that the county did not know. Refuses a code that is taken. Answers
/// {"manufacturer_id"}.
std::string register_manufacturer(inventory::Connection& connection,
                                  const inventory::Recording& recording,
                                  const RegisterManufacturer& input);

}  // namespace wutong::procurement
