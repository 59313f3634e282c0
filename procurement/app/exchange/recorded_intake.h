#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "procurement/app/exchange/exchange_kind.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::app {

/// Rows that are taken one after the other by a class of procurement/catalogue/import.
template <typename Import>
class RecordedIntake : public Intake {
 public:
  using Row = typename Import::Row;
  using ColumnsOf = std::vector<Column> (*)(Row& draft);

  RecordedIntake(std::string_view name, ColumnsOf columns)
      : table_{name, Need::required, columns(draft_), [this](TableRow& row) { keep(row); },
               HeaderNames::names_or_titles} {}

  const TableFile& table() const override { return table_; }
  /// Again without the rows that were refused, until the others stand without them.
  void judge_together(const CountyAt& county, const RowSet& refused,
                      const std::function<void(FolderFault)>& report) const override {
    for (std::int64_t before = -1; before != refused.count();) {
      before = refused.count();
      take_all(county, refused, [&](const Kept& kept, const procurement::Refused& why) {
        report(fault_of(kept, why));
      });
    }
  }
  procurement::MasterDataCounts foresee(const CountyAt& county,
                                        const RowSet& refused) const override {
    return take_all(county, refused, rethrow).counts;
  }
  procurement::MasterDataCounts store(const CountyAt& county,
                                      const RowSet& refused) const override {
    const Taking taking = take_all(county, refused, rethrow);
    taking.import.write(county.connection, county.recording());
    return taking.counts;
  }

 private:
  struct Kept {
    inventory::RowNumber number;
    Row row;
  };
  struct Taking {
    Import import;
    procurement::MasterDataCounts counts{};
  };

  void keep(TableRow& row) {
    if (row.is_clean()) kept_.push_back({row.number(), draft_});
    draft_ = {};
  }

  static void rethrow(const Kept&, const procurement::Refused&) { throw; }

  static FolderFault fault_of(const Kept& kept, const procurement::Refused& why) {
    FolderFault fault{.row = kept.number, .refusal = why.refusal(), .figures = why.figures()};
    const auto* of_column = dynamic_cast<const procurement::RowRefused*>(&why);
    if (of_column != nullptr) fault.column = of_column->column();
    return fault;
  }

  template <typename OnRefused>
  Taking take_all(const CountyAt& county, const RowSet& refused, OnRefused on_refused) const {
    std::vector<const Kept*> rows;
    for (const Kept& kept : kept_) {
      if (!refused.contains(kept.number)) rows.push_back(&kept);
    }
    std::vector<const Row*> records;
    for (const Kept* kept : rows) records.push_back(&kept->row);
    Taking taking{Import(county.connection, county.recording(), records)};
    std::vector<std::pair<std::int64_t, const Kept*>> by_rank;
    for (const Kept* kept : rows) by_rank.emplace_back(taking.import.rank(kept->row), kept);
    std::stable_sort(by_rank.begin(), by_rank.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, kept] : by_rank) {
      try {
        const procurement::Taken taken = taking.import.take(kept->row);
        taking.counts.registered += taken == procurement::Taken::registered ? 1 : 0;
        taking.counts.changed += taken == procurement::Taken::changed ? 1 : 0;
      } catch (const procurement::Refused& why) {
        on_refused(*kept, why);
      }
    }
    return taking;
  }

  Row draft_{};
  std::vector<Kept> kept_;
  TableFile table_;
};

}  // namespace wutong::app
