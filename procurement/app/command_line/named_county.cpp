#include "procurement/app/command_line/named_county.h"

#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

std::int64_t named_county_or_none(inventory::Connection& connection, const std::string& code) {
  const auto counties = inventory::load_counties(connection);
  if (code.empty() && counties.size() > 1) {
    throw procurement::Refused(procurement::Refusal::county_not_named,
                               {std::to_string(counties.size()), "--county"});
  }
  for (const auto& county : counties) {
    if (code.empty() || county.code == code) return county.county_id;
  }
  if (counties.empty()) return 0;
  throw UsageError("the database has no county " + code);
}

std::int64_t named_county(inventory::Connection& connection, const std::string& code) {
  const std::int64_t county_id = named_county_or_none(connection, code);
  if (county_id == 0 && !code.empty()) throw UsageError("the database has no county " + code);
  if (county_id == 0) {
    throw procurement::Refused(procurement::Refusal::county_not_named, {"0", "--county"});
  }
  return county_id;
}

}  // namespace wutong::app
