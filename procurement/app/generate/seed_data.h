#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inventory/records/master_data.h"

namespace wutong::app {

/// The lowest level that keeps an item: formulary(village) is part of formulary(township), and that
/// of formulary(county) (domain.md section 2).
enum class Tier { village, township, county };

struct SeedItem {
  inventory::ItemRecord record;  ///< with a list price
  Tier tier{};
  std::size_t monthly_use{};  ///< 0 rare .. 4 very high
};

enum class SupplierScope { drug, herb, device };

struct SeedSupplier {
  inventory::SupplierRecord record;
  std::vector<SupplierScope> scopes;  ///< what it deals in
};

/// The tables of sql/seed, which the program carries inside itself.
struct SeedData {
  std::vector<SeedItem> items;  ///< drugs, then consumables, then equipment
  std::vector<SeedSupplier> suppliers;
  std::vector<inventory::FacilityRecord> places;
};

/// Read once. Throws std::runtime_error, naming file and row, when a table was edited badly.
const SeedData& seed_data();

/// Which suppliers deal in an item of this kind.
SupplierScope scope_of_kind(const std::string& item_kind);

}  // namespace wutong::app
