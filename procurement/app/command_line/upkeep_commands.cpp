#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "inventory/check_invariants.h"
#include "inventory/database/migrations.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;

int run(const GlobalOptions& global, const MigrateCommand&) {
  const auto store = open_store(global);  // opening migrates
  const auto versions = inventory::schema_versions(*store);
  if (global.json) {
    std::cout << Json{{"schema_version", versions.database}}.dump() << "\n";
  } else {
    std::cout << fmt::format("The schema is at version {}. 数据库结构版本为 {}。\n",
                             versions.database, versions.database);
  }
  return exit_done;
}

int run(const GlobalOptions& global, const CheckCommand&) {
  const auto store = open_store(global);
  const auto connection = store->lease();
  const inventory::Snapshot snapshot(*connection);
  std::int64_t broken = 0;
  std::int64_t run_count = 0;
  Json json = Json::array();
  for (const auto& county : inventory::load_counties(*connection)) {
    for (const auto& result : inventory::check_invariants(*connection, county.county_id)) {
      ++run_count;
      if (!result.holds()) ++broken;
      if (global.json) {
        json.push_back({{"county", county.code},
                        {"name", result.name},
                        {"holds", result.holds()},
                        {"violations", result.violations},
                        {"first_violation", result.first_violation}});
      } else {
        std::cout << fmt::format(
            "{:<8}{:<12}{}{}\n", result.holds() ? "holds" : "BROKEN", county.code, result.name,
            result.holds()
                ? std::string()
                : fmt::format("  ({} rows; {})", result.violations, result.first_violation));
      }
    }
  }
  if (global.json) {
    std::cout << json.dump(2) << "\n";
  } else {
    std::cout << fmt::format("{} invariants checked, {} broken. 共检查 {} 项，{} 项不成立。\n",
                             run_count, broken, run_count, broken);
  }
  return broken == 0 ? exit_done : exit_fault;
}

}  // namespace wutong::app
