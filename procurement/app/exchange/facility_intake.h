#pragma once

#include <vector>

#include "procurement/app/county_folder/facility_tree.h"
#include "procurement/app/exchange/keyed_intake.h"

namespace wutong::app {

/// Facilities form a tree, so that a row can be right by itself and wrong among the others.
class FacilityIntake : public KeyedIntake<inventory::FacilityRecord> {
 public:
  FacilityIntake();
  const TableFile& table() const override { return table_; }
  /// First the tree as the file means it, so that each fault is named where it is; then, since
  /// accepted rows can be stored without the refused ones, the tree that this would make, until no
  /// more row has to be refused.
  void judge_together(const CountyAt& county, const RowSet& refused,
                      const std::function<void(FolderFault)>& report) const override;
  procurement::MasterDataCounts store(const CountyAt& county, const RowSet& refused) const override;

 private:
  void take(TableRow& row);
  void refuse_orphans(const std::vector<inventory::FacilityRecord>& known, const RowSet& refused,
                      const std::function<void(FolderFault)>& report) const;
  FacilityDraft draft_;
  CodeIndex codes_{"facilities"};
  std::vector<FacilityNode> nodes_;  ///< the first row of each code, faulty ones too
  TableFile table_;
};

}  // namespace wutong::app
