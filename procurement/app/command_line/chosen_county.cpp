#include "procurement/app/command_line/chosen_county.h"

#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

std::int64_t chosen_county(inventory::Connection& connection, const std::string& code) {
  const auto counties = inventory::load_counties(connection);
  if (code.empty() && counties.size() != 1) {
    throw procurement::Refused(procurement::Refusal::county_not_named,
                               {std::to_string(counties.size())});
  }
  for (const auto& county : counties) {
    if (code.empty() || county.code == code) return county.county_id;
  }
  throw UsageError("the database has no county " + code);
}

}  // namespace wutong::app
