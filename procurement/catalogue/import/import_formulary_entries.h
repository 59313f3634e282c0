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
#include "inventory/records/catalogue_item.h"
#include "inventory/records/recording.h"
#include "inventory/tables/formulary_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// An item in a tier's formulary for a time.
struct FormularyRow {
  inventory::Tier tier{};
  std::string item_code;
  inventory::Date effective_from{};
  std::optional<inventory::Date> effective_until;  ///< the first day on which it no longer holds
  std::string reason;
  std::string brand_exception;
  std::string removal_reason;
};

/// Entries of formularies, by the rules of add_to_formulary and remove_from_formulary: for its
/// whole time an entry of a lower tier lies within one of the tier above it, and brands are
/// counted. What another system recorded may have begun before today; what this county has recorded
/// is only ended, and not before today. Any other difference is `recorded_otherwise`.
class FormularyImport {
 public:
  using Row = FormularyRow;
  FormularyImport(inventory::Connection& connection, const inventory::Recording& recording,
                  const std::vector<const FormularyRow*>& rows);
  /// What ends leaves the lower tiers first; what begins enters the higher ones first.
  std::int64_t rank(const FormularyRow& row) const;
  Taken take(const FormularyRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  using Key = std::tuple<inventory::Tier, std::int64_t, inventory::Date>;
  using BrandGroup = std::tuple<inventory::Tier, std::string, std::string>;
  using Brand = std::pair<std::string, std::string>;

  void load_items(inventory::Connection& connection, std::int64_t county_id,
                  const std::vector<const FormularyRow*>& rows);
  void load_limits(inventory::Connection& connection, std::int64_t county_id,
                   const std::vector<const FormularyRow*>& rows);
  const inventory::ItemVersion& item_of(const FormularyRow& row) const;
  const inventory::ItemVersion& item_on(const inventory::ItemVersion& item,
                                        inventory::Date day) const;
  Taken end(const FormularyRow& row, inventory::FormularyEntry& entry);
  void check_removal(const FormularyRow& row, const inventory::FormularyEntry& entry) const;
  void check_beginning(const FormularyRow& row, const inventory::ItemVersion& item) const;
  void check_higher_tier(const FormularyRow& row, const inventory::ItemVersion& item) const;
  void check_brands_of(const FormularyRow& row, const inventory::ItemVersion& item) const;
  void count_brand(const inventory::FormularyEntry& entry, const inventory::ItemVersion& item);

  inventory::Date today_;
  std::unordered_map<std::string, inventory::ItemVersion> items_;  ///< as they are today
  /// Of an earlier or later day, where an item is another one then.
  std::map<inventory::Date, std::unordered_map<std::int64_t, inventory::ItemVersion>> on_day_;
  std::unordered_map<std::int64_t, std::vector<inventory::FormularyEntry>> of_item_;
  std::map<BrandGroup, std::map<Brand, inventory::Date>> brands_;  ///< until when a brand is there
  std::map<inventory::Date, std::optional<std::int64_t>> limits_;
  std::map<Key, inventory::FormularyEntry> changed_;
};

}  // namespace wutong::procurement
