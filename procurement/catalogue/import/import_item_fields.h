#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/records/recording.h"
#include "inventory/tables/formulary_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// What the catalogue knows of an item beyond items.csv: all of it, empty where nothing stands.
struct ItemDetailRow {
  std::string code;
  inventory::ItemDetail detail;
};

/// Each row that says something else than is known becomes a version of its item, from today on.
/// The items are those of `items`, which come first. Refused: item_unknown, item_value_not_allowed,
/// item_code_malformed, formulary_not_in_higher_tier (check_entries_to_come), duplicate_key.
class ItemDetailImport {
 public:
  using Row = ItemDetailRow;
  ItemDetailImport(inventory::Connection& connection, const inventory::Recording& recording,
                   const std::vector<const ItemDetailRow*>& rows);
  std::int64_t rank(const ItemDetailRow&) const { return 0; }
  Taken take(const ItemDetailRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  inventory::Date today_;
  std::unordered_map<std::string, inventory::ItemVersion> items_;
  std::unordered_map<std::int64_t, std::vector<inventory::FormularyEntry>> entries_;  ///< by item
  std::unordered_set<std::string> seen_;
  std::vector<inventory::ItemVersion> changed_;
};

struct SubstitutionRow {
  std::string item_code;
  std::string group;  ///< empty: in none
};

/// In which substitution group items are, by the rules of form_substitution_group: all items that
/// the file names leave their groups, then each enters the one it names and must fit those that are
/// in it. Refused: item_unknown, substitution_not_allowed, duplicate_key.
class SubstitutionImport {
 public:
  using Row = SubstitutionRow;
  SubstitutionImport(inventory::Connection& connection, const inventory::Recording& recording,
                     const std::vector<const SubstitutionRow*>& rows);
  std::int64_t rank(const SubstitutionRow&) const { return 0; }
  Taken take(const SubstitutionRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  inventory::Date today_;
  std::unordered_map<std::string, inventory::ItemVersion> items_;
  std::unordered_map<std::string, inventory::ItemVersion> member_of_;  ///< one of each group
  std::unordered_set<std::string> seen_;
  std::vector<inventory::ItemVersion> changed_;
};

}  // namespace wutong::procurement
