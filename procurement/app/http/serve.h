#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/store.h"

namespace wutong::app {

struct ListenAddress {
  std::string host;
  std::uint16_t port{};
};

/// Serves the overview over HTTP until SIGINT or SIGTERM. There is no sign-in yet, so only
/// addresses of this machine are taken: anything else throws UsageError.
void serve(inventory::Store& store, const ListenAddress& address);

}  // namespace wutong::app
