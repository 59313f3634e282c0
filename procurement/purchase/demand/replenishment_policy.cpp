#include "procurement/purchase/demand/replenishment_policy.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "inventory/tables/policy_table.h"

namespace wutong::procurement {

namespace {

using nlohmann::json;

constexpr std::string_view level_prefix = "service_level_";
constexpr std::string_view packs_prefix = "opened_packs_";

struct Bounds {
  std::int64_t least;
  std::int64_t most;
};

std::optional<std::int64_t> figure_within(const json& value, Bounds bounds) {
  if (!value.is_number_integer()) return std::nullopt;
  const auto figure = value.get<std::int64_t>();
  if (figure < bounds.least || figure > bounds.most) return std::nullopt;
  return figure;
}

void take(const json& parameters, const char* name, Bounds bounds, std::int64_t& figure) {
  const auto found = parameters.find(name);
  if (found != parameters.end()) figure = figure_within(*found, bounds).value_or(figure);
}

constexpr Bounds levels{50, 99};

void take_named(const std::string& name, const json& value, ReplenishmentPolicy& policy) {
  if (name.starts_with(level_prefix)) {
    const auto level = figure_within(value, levels);
    if (level) policy.service_level_of_kind[name.substr(level_prefix.size())] = *level;
  }
  if (!name.starts_with(packs_prefix)) return;
  const auto kind = inventory::parse_facility_kind(name.substr(packs_prefix.size()));
  const auto is_opened = figure_within(value, {0, 1});
  if (!kind || !is_opened) return;
  if (*is_opened == 1) {
    policy.opens_packs.insert(*kind);
  } else {
    policy.opens_packs.erase(*kind);
  }
}

}  // namespace

forecast::Share ReplenishmentPolicy::service_level_of(const std::string& item_kind) const {
  const auto found = service_level_of_kind.find(item_kind);
  return {found == service_level_of_kind.end() ? service_level : found->second, 100};
}

ReplenishmentPolicy replenishment_policy_of(const std::string& text) {
  ReplenishmentPolicy policy;
  const json parameters = json::parse(text);
  take(parameters, "period_days", {7, 92}, policy.period_days);
  take(parameters, "periods", {3, 36}, policy.periods);
  take(parameters, "review_days", {1, 184}, policy.review_days);
  take(parameters, "lead_time_days", {0, 184}, policy.lead_time_days);
  take(parameters, "service_level", levels, policy.service_level);
  for (const auto& [name, value] : parameters.items()) take_named(name, value, policy);
  return policy;
}

ReplenishmentPolicy load_replenishment_policy(inventory::Connection& connection,
                                              std::int64_t county_id, inventory::Date today) {
  inventory::PolicyFilter filter;
  filter.as_of = today;
  filter.subject = "replenishment";
  for (const auto& stored : inventory::load_policy_sets(connection, county_id, filter)) {
    if (stored.is_in_force) return replenishment_policy_of(stored.set.parameters);
  }
  return {};
}

}  // namespace wutong::procurement
