#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/tables/formulary_table.h"

namespace wutong::inventory {

/// What a tier's formulary is narrowed by; empty: not narrowed.
struct FormularyFilter {
  Tier tier{};
  Date as_of{};
  std::string text;  ///< part of code, generic or trade name, whatever case
  std::string kind;
  std::string generic_name;
  std::optional<bool> primary_level_only;
  /// A facility with a formulary of its own: only what it has chosen, with the days and the reason
  /// of its own entry.
  std::optional<std::int64_t> chosen_by{};
};

struct FormularyLine {
  FormularyEntry entry;
  ItemVersion item;  ///< as it is on that day
};

/// A page of a tier's formulary on a day, codes after `after_code`, in the order of codes. Two
/// statements.
std::vector<FormularyLine> list_formulary(Connection& connection, std::int64_t county_id,
                                          const FormularyFilter& filter,
                                          const std::string& after_code, std::int64_t limit);

/// How many items each tier's formulary has on a day; a tier without any is not there.
std::map<Tier, std::int64_t> count_formularies(Connection& connection, std::int64_t county_id,
                                               Date as_of);

}  // namespace wutong::inventory
