#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/records/master_data.h"
#include "inventory/records/release.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/release_mapping_table.h"

namespace wutong::procurement {

/// The county's items, as rows of releases look for them: by code, by what was confirmed before, by
/// approval number, strength and pack size together. Approval numbers are compared in one spelling;
/// everything else as it is written.
class ItemFinder {
 public:
  using Items = std::vector<inventory::Stored<inventory::ItemRecord>>;
  /// `confirmed` gives the item of each code of this source that a person confirmed before.
  ItemFinder(const Items& items, std::unordered_map<std::string, std::int64_t> confirmed);

  /// Every item that the row may mean, with what says so, by item and basis.
  std::vector<inventory::MappingCandidate> candidates(const inventory::ReleaseRow& row) const;
  /// Whether any item has the row's approval number, be its strength and pack what they may.
  bool knows_approval_number(const inventory::ReleaseRow& row) const;

 private:
  struct Approved {
    std::string strength;
    std::int64_t pack_size;
    std::int64_t item_id;
  };
  std::unordered_map<std::string, std::int64_t> by_code_;
  std::unordered_map<std::string, std::int64_t> confirmed_;
  std::unordered_map<std::string, std::vector<Approved>> by_approval_;
};

/// One item: proposed. Several: ambiguous, code_and_approval_disagree or several_items_match. None:
/// unmapped, strength_or_pack_differs or no_item_matches.
inventory::ReleaseMapping decide_mapping(const inventory::ReleaseRow& row,
                                         const std::vector<inventory::MappingCandidate>& candidates,
                                         const ItemFinder& finder);

}  // namespace wutong::procurement
