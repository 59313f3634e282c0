#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct RegisterEntity {
  std::string code;
  std::string name;
};

/// An accounting entity (核算主体). Refuses a code that is taken. Answers {"entity_id"}.
std::string register_entity(inventory::Connection& connection,
                            const inventory::Recording& recording, const RegisterEntity& input);

}  // namespace wutong::procurement
