#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "inventory/tables/master_tables.h"
#include "procurement/app/county_folder/master_data_columns.h"
#include "procurement/app/exchange/exchange_kind.h"

namespace wutong::app {

/// A good row.
template <typename Record>
struct KeptRow {
  inventory::RowNumber row;
  Record record;
};

/// What is common to kinds whose records are known by a code: keeps the good rows, refuses a code
/// that a row above has, and counts what is new and what differs.
template <typename Record>
class KeyedIntake : public Intake {
 public:
  using Load = std::vector<inventory::Stored<Record>> (*)(inventory::Connection&, std::int64_t);

  procurement::MasterDataCounts foresee(const CountyAt& county,
                                        const RowSet& refused) const override {
    std::unordered_map<std::string, Record> known;
    for (auto& stored : load_(county.connection, county.county_id)) {
      std::string code = stored.record.code;
      known.emplace(std::move(code), std::move(stored.record));
    }
    procurement::MasterDataCounts counts;
    for (const KeptRow<Record>& kept : kept_) {
      const auto found = known.find(kept.record.code);
      if (refused.contains(kept.row)) continue;
      counts.registered += found == known.end() ? 1 : 0;
      counts.changed += found != known.end() && !(found->second == kept.record) ? 1 : 0;
    }
    return counts;
  }
  void judge_together(const CountyAt&, const RowSet&,
                      const std::function<void(FolderFault)>&) const override {}

 protected:
  explicit KeyedIntake(Load load) : load_(load) {}

  void keep(const TableRow& row, Record record) {
    if (row.is_clean()) kept_.push_back({row.number(), std::move(record)});
  }
  std::vector<Record> accepted(const RowSet& refused) const {
    std::vector<Record> records;
    for (const KeptRow<Record>& kept : kept_) {
      if (!refused.contains(kept.row)) records.push_back(kept.record);
    }
    return records;
  }

  std::vector<KeptRow<Record>> kept_;

 private:
  Load load_;
};

}  // namespace wutong::app
