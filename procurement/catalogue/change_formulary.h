#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/tables/formulary_table.h"

namespace wutong::procurement {

/// A set of items that enters or leaves a tier's formulary on one day.
struct FormularyChange {
  inventory::Tier tier{};
  std::vector<std::string> codes;  ///< each once
  inventory::Date day{};           ///< first day in, or first day out
  std::string reason;
  std::string brand_exception;  ///< adding only: why more brands than the limit are right
};

/// Refused: item_unknown, item_day_past, item_reason_missing, formulary_already_holds,
/// formulary_not_in_higher_tier (unless the item is primary_level_only), formulary_too_many_brands
/// (一品两规; the limit is the parameter brands_per_generic_and_route of the policy "formulary"),
/// policy_not_in_force. Answers {"items": n}.
std::string add_to_formulary(inventory::Connection& connection, std::int64_t county_id,
                             const FormularyChange& change, inventory::Date today);
/// Refused: item_unknown, item_day_past, item_reason_missing, formulary_does_not_hold,
/// formulary_still_in_lower_tier. Answers {"items": n}.
std::string remove_from_formulary(inventory::Connection& connection, std::int64_t county_id,
                                  const FormularyChange& change, inventory::Date today);

/// Generic name and route, within which brands are counted. A route that is not known: the form
/// stands for it, so that plain tablets and injections do not count together.
using GenericAndRoute = std::pair<std::string, std::string>;
GenericAndRoute brand_group_of(const inventory::ItemVersion& item);
using Brand = std::pair<std::string, std::string>;  ///< maker, trade name
Brand brand_of(const inventory::ItemVersion& item);

/// Pure: every refusal of adding one item that has these entries, but the number of brands.
void check_addition(const FormularyChange& change, const inventory::ItemVersion& item,
                    const std::vector<inventory::FormularyEntry>& entries_of_item);
/// Pure: every refusal of removing it.
void check_removal(const FormularyChange& change, const inventory::ItemVersion& item,
                   const std::vector<inventory::FormularyEntry>& entries_of_item);
/// Pure: refuses (formulary_not_in_higher_tier) a version by which an item is not for the primary
/// level only, while entries that are to begin rely on it.
void check_entries_to_come(const inventory::ItemVersion& item,
                           const std::vector<inventory::FormularyEntry>& entries_of_item);
/// Pure: `added` enter a formulary that holds `present`; both may have items of any generic.
void check_brands(const FormularyChange& change, const std::vector<inventory::ItemVersion>& added,
                  const std::vector<inventory::ItemVersion>& present, std::int64_t limit);

}  // namespace wutong::procurement
