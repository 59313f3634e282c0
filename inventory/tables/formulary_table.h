#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// The levels of care, lowest first: village ⊆ township ⊆ county (domain.md section 2).
enum class Tier { village, township, county };
std::string_view to_string(Tier tier);
std::optional<Tier> parse_tier(std::string_view text);

struct FormularyEntry {
  Tier tier{};
  std::int64_t item_id{};
  Date effective_from{};
  std::optional<Date> effective_until;  ///< the first day on which it no longer holds
  std::string reason;
  std::string brand_exception;  ///< why one brand more than the limit is right
  std::string removal_reason{};
  friend bool operator==(const FormularyEntry&, const FormularyEntry&) = default;
};

inline bool holds_on(const FormularyEntry& entry, Date day) {
  return entry.effective_from <= day && (!entry.effective_until || day < *entry.effective_until);
}

/// Every entry that these items ever had, in any tier.
std::vector<FormularyEntry> load_formulary_entries(Connection& connection, std::int64_t county_id,
                                                   const std::vector<std::int64_t>& item_ids);
/// Every entry that the county ever had.
std::vector<FormularyEntry> load_all_formulary_entries(Connection& connection,
                                                       std::int64_t county_id);
/// The ids of the items in a tier's formulary on a day, ascending.
std::vector<std::int64_t> load_formulary(Connection& connection, std::int64_t county_id, Tier tier,
                                         Date as_of);
/// New ones, and known ones that have ended.
void save_formulary_entries(Connection& connection, std::int64_t county_id,
                            const std::vector<FormularyEntry>& entries);
/// Ends the open entries of these items in this tier.
void end_formulary_entries(Connection& connection, std::int64_t county_id, Tier tier,
                           const std::vector<std::int64_t>& item_ids, Date until,
                           const std::string& reason);

}  // namespace wutong::inventory
