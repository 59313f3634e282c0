#include "procurement/purchase/orders/order_policy.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "inventory/tables/policy_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using nlohmann::json;

namespace {

constexpr const char* approval_subject = "order_approval";
constexpr const char* clock_subject = "purchase_order";
constexpr std::int64_t usual_answer_hours = 24;
constexpr std::int64_t usual_delivery_hours = 72;
constexpr std::int64_t most_hours = 24 * 365;

bool is_level(const json& level) {
  const auto is_figure = [&](const char* name, std::int64_t least) {
    const auto found = level.find(name);
    if (found == level.end()) return true;
    return found->is_number_integer() && found->get<std::int64_t>() >= least;
  };
  const auto role = level.is_object() ? level.find("role") : level.end();
  return level.is_object() && is_figure("up_to_fen", 0) && is_figure("approvers", 1) &&
         (role == level.end() || role->is_string());
}

ApprovalLevel level_in(const json& level) {
  ApprovalLevel read;
  if (level.contains("up_to_fen")) read.up_to = pricing::Money::fen(level["up_to_fen"]);
  read.approvers = level.value("approvers", std::int64_t{1});
  read.role = level.value("role", "");
  return read;
}

/// Levels without an end come last.
bool reaches_less(const ApprovalLevel& left, const ApprovalLevel& right) {
  if (!left.up_to) return false;
  return !right.up_to || *left.up_to < *right.up_to;
}

std::chrono::hours hours_of(inventory::Connection& connection, std::int64_t county_id,
                            const char* parameter, inventory::Date as_of, std::int64_t usual) {
  const std::int64_t hours =
      inventory::policy_integer(connection, county_id, clock_subject, parameter, as_of)
          .value_or(usual);
  return std::chrono::hours(std::clamp<std::int64_t>(hours, 0, most_hours));
}

}  // namespace

std::vector<ApprovalLevel> parse_approval_levels(const std::string& text) {
  const json levels = json::parse(text, nullptr, false);
  const bool is_list = levels.is_array() && !levels.empty();
  if (!is_list || !std::all_of(levels.begin(), levels.end(), is_level)) {
    throw Refused(Refusal::policy_set_not_allowed, {approval_subject, "levels", text});
  }
  std::vector<ApprovalLevel> read;
  for (const json& level : levels) read.push_back(level_in(level));
  std::stable_sort(read.begin(), read.end(), reaches_less);
  return read;
}

std::vector<ApprovalLevel> load_approval_levels(inventory::Connection& connection,
                                                std::int64_t county_id, inventory::Date as_of) {
  const auto levels =
      inventory::policy_text(connection, county_id, approval_subject, "levels", as_of);
  if (!levels) return {ApprovalLevel{}};
  return parse_approval_levels(*levels);
}

const ApprovalLevel* level_of(const std::vector<ApprovalLevel>& levels, pricing::Money amount) {
  for (const ApprovalLevel& level : levels) {
    if (!level.up_to || amount <= *level.up_to) return &level;
  }
  return nullptr;
}

OrderClocks load_order_clocks(inventory::Connection& connection, std::int64_t county_id,
                              inventory::Date as_of) {
  return {hours_of(connection, county_id, "answer_hours", as_of, usual_answer_hours),
          hours_of(connection, county_id, "delivery_hours", as_of, usual_delivery_hours)};
}

}  // namespace wutong::procurement
