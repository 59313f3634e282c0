#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/app/county_folder/table_file.h"
#include "procurement/app/exchange/row_set.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/identity/duty.h"

namespace wutong::app {

/// The county as an import finds it.
struct CountyAt {
  inventory::Connection& connection;
  std::int64_t county_id = 0;
  /// Who imports, when; changed records are valid from that day on. Not needed for an export.
  std::string actor{};
  inventory::Moment now{};
  inventory::Date today{};

  inventory::Recording recording() const { return {county_id, actor, now, today}; }
};

/// One file of a kind on its way in: keeps the rows that were read, judges them together, and
/// stores them. Its state is not changed after the reading, so that a command can be run again.
class Intake {
 public:
  virtual ~Intake() = default;
  virtual const TableFile& table() const = 0;
  /// The rules over rows together and with what the county has. Faults, without the file's name,
  /// go to `report`; `refused` has the rows that are refused so far and grows with each report.
  virtual void judge_together(const CountyAt& county, const RowSet& refused,
                              const std::function<void(FolderFault)>& report) const = 0;
  /// What `store` would do.
  virtual procurement::MasterDataCounts foresee(const CountyAt& county,
                                                const RowSet& refused) const = 0;
  virtual procurement::MasterDataCounts store(const CountyAt& county,
                                              const RowSet& refused) const = 0;
};

using CellsSink = std::function<void(std::span<const std::string_view>)>;

/// A column in the order of the contract.
struct ColumnName {
  std::string_view name;
  std::string_view title_zh;
};

/// A kind of table that can be exported and imported. To add one: an intake with its columns, its
/// cells, and an entry in the table of its area (exchange_kinds.cpp, recorded_kinds.cpp).
struct ExchangeKind {
  std::string_view name;            ///< in commands and addresses
  std::string_view title_zh;        ///< may name the sheet of a workbook, as `name` may
  procurement::Duty reading_duty;   ///< needed to export it, besides export_data
  procurement::Duty changing_duty;  ///< needed to import it, besides import_data
  std::unique_ptr<Intake> (*begin_intake)(std::string_view name);
  /// Gives the county's rows to the sink, sorted by key; the names of the columns are not among
  /// them.
  void (*give_rows)(const CountyAt& county, const CellsSink& sink);
};

std::span<const ExchangeKind> exchange_kinds();
/// Null: there is no such kind.
const ExchangeKind* find_exchange_kind(std::string_view name);
/// "facilities, suppliers, items, ..."
std::string exchange_kind_names();

std::vector<ColumnName> columns_of(const ExchangeKind& kind);

}  // namespace wutong::app
