#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/recording.h"
#include "inventory/tables/facility_formulary_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// An item that a facility has chosen of its tier's formulary, for a time.
struct FacilityFormularyRow {
  std::string facility_code;
  std::string item_code;
  inventory::Date effective_from{};
  std::optional<inventory::Date> effective_until;  ///< the first day on which it no longer holds
  std::string reason;
  std::string removal_reason;
};

/// Facilities' own formularies, by the rules of add_to_facility_formulary and
/// remove_from_facility_formulary: the tier holds the item on the first day. What is recorded is
/// only ended, and not before today.
class FacilityFormularyImport {
 public:
  using Row = FacilityFormularyRow;
  FacilityFormularyImport(inventory::Connection& connection, const inventory::Recording& recording,
                          const std::vector<const FacilityFormularyRow*>& rows);
  std::int64_t rank(const FacilityFormularyRow&) const { return 0; }
  Taken take(const FacilityFormularyRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  using Chosen = std::pair<std::int64_t, std::int64_t>;  ///< facility, item
  using Key = std::tuple<std::int64_t, std::int64_t, inventory::Date>;

  inventory::Tier tier_in(const FacilityFormularyRow& row) const;
  void check_beginning(const FacilityFormularyRow& row, std::int64_t item_id,
                       const std::vector<inventory::FacilityFormularyEntry>& entries) const;
  Taken end(const FacilityFormularyRow& row, inventory::FacilityFormularyEntry& entry);

  inventory::Date today_;
  inventory::FacilityHistory history_;
  std::unordered_map<std::string, std::int64_t> items_;
  std::unordered_map<std::int64_t, std::vector<inventory::FormularyEntry>> of_tiers_;  ///< by item
  std::map<Chosen, std::vector<inventory::FacilityFormularyEntry>> chosen_;
  std::map<Key, inventory::FacilityFormularyEntry> changed_;
};

}  // namespace wutong::procurement
