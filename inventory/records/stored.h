#pragma once

#include <cstdint>

namespace wutong::inventory {

/// A record as the database holds it now.
template <typename Record>
struct Stored {
  std::int64_t id{};
  std::int64_t version{};
  Record record;
};

}  // namespace wutong::inventory
