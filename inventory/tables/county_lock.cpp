#include "inventory/tables/county_lock.h"

#include <fmt/format.h>

namespace wutong::inventory {

void lock_county(Connection& connection, std::int64_t county_id) {
  connection.query_integer(
      fmt::format("SELECT county_id FROM county WHERE county_id = {} FOR UPDATE", county_id));
}

}  // namespace wutong::inventory
