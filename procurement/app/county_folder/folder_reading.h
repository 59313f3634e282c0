#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inventory/records/cycle_input.h"
#include "procurement/app/county_folder/code_index.h"
#include "procurement/app/county_folder/facility_tree.h"
#include "procurement/app/county_folder/key_set.h"
#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

/// What is known so far while the files are read one after the other.
struct FolderReading {
  FolderReading(const std::filesystem::path& folder, FaultSink& sink) : input(folder, sink) {}

  FolderInput input;
  CodeIndex facilities{"facilities.csv"};
  CodeIndex suppliers{"suppliers.csv"};
  CodeIndex items{"items.csv"};
  std::vector<FacilityNode> facility_nodes;  ///< by position of the facility
  std::vector<std::int64_t> pack_sizes;      ///< by position of the item
  PairKeys bid_keys;                         ///< pack(supplier, item)
  bool are_bids_judged = true;               ///< every bid's key could be read
  inventory::CountyFolder found;

  bool is_centre(std::uint32_t facility) const {
    return facility_nodes[facility].kind == inventory::FacilityKind::centre;
  }

  /// Keeps a good row. After the first fault there will be no result, so none is kept any more.
  template <typename Row>
  void keep(std::vector<Row>& rows, Row row) {
    if (input.faults.is_clean()) {
      rows.push_back(std::move(row));
    } else {
      std::vector<Row>().swap(rows);
    }
  }
};

/// Makes the codes known that the database has, before the folder's files are read.
void take_known_county(FolderReading& reading, const KnownCounty& known);

// Each reads one file and reports its faults; in this order, because later ones refer to earlier.
std::optional<inventory::CycleParameters> read_cycle_json(FolderInput& input);
void read_facilities(FolderReading& reading);
void read_suppliers(FolderReading& reading);
void read_items(FolderReading& reading);
void read_bids(FolderReading& reading);
void read_bid_tiers(FolderReading& reading);
void read_requests(FolderReading& reading);
void read_stock(FolderReading& reading, const KnownCounty& known);
void read_deliveries(FolderReading& reading);

/// One centre, every other facility below it: judged over the folder's and the known facilities.
void judge_facility_tree(FolderReading& reading);

/// Whether the cycle could reach figures that 64 bits cannot hold. The bound is a coarse one, far
/// above what any county buys: whatever the rules decide later stays below it.
void judge_cycle_value(FolderReading& reading);

}  // namespace wutong::app
