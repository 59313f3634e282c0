#include "inventory/records/user.h"

namespace wutong::inventory {

std::string_view to_string(UserStatus status) {
  return status == UserStatus::enabled ? "enabled" : "disabled";
}

}  // namespace wutong::inventory
