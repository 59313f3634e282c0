#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace wutong::app {

/// A record of a list and the key that it is ordered by (page.h).
struct KeyedRecord {
  std::string key;
  nlohmann::ordered_json record;
};

}  // namespace wutong::app
