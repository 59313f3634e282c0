#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "procurement/app/county_folder/cell_rule.h"
#include "procurement/app/county_folder/input_file.h"
#include "procurement/app/county_folder/read_county_folder.h"
#include "reporting/csv/csv_reader.h"

namespace wutong::app {

/// Passes faults on and knows whether there was any.
class CountedFaults : public FaultSink {
 public:
  explicit CountedFaults(FaultSink& next) : next_(next) {}
  void report(const FolderFault& fault) override {
    ++count_;
    next_.report(fault);
  }
  bool is_clean() const { return count_ == 0; }

 private:
  FaultSink& next_;
  std::int64_t count_ = 0;
};

/// What every file of the folder is read with.
struct FolderInput {
  FolderInput(const std::filesystem::path& folder, FaultSink& sink) : path(folder), faults(sink) {}

  const std::filesystem::path& path;
  CountedFaults faults;
  ContentHash content_hash;
};

enum class Presence {
  filled,        ///< the column is there, and no cell of it is empty
  may_be_empty,  ///< the column is there
  optional,      ///< neither column nor cell need be there
};

struct Column {
  std::string_view name;
  Presence presence;
  CellRule rule;
  std::string_view title_zh{};  ///< what it may be called in a header for people
};

/// A data row whose cells were judged one by one. What was accepted is where the rules wrote it.
class TableRow {
 public:
  TableRow(inventory::RowNumber number, const std::function<void(FolderFault)>& report)
      : number_(number), report_(report) {}

  inventory::RowNumber number() const { return number_; }
  bool is_clean() const { return is_clean_; }
  /// The row has another number of cells than the header: only the key cell was looked at.
  bool is_damaged() const { return is_damaged_; }
  /// What stands in the column; nothing when the file has no such column.
  std::string_view text(std::string_view column) const;
  bool is_blank(std::string_view column) const { return text(column).empty(); }

  /// A fault that a cell alone does not show.
  void report(std::string_view column, procurement::Refusal refusal, std::string_view value = {},
              std::string_view wanted = {});

 private:
  friend class TableJudge;
  inventory::RowNumber number_;
  const std::function<void(FolderFault)>& report_;
  bool is_clean_ = true;
  bool is_damaged_ = false;
  std::span<const Column* const> columns_{};
  std::span<const reporting::CsvCell> cells_{};
};

enum class Need { required, optional };

/// What a header may call the columns.
enum class HeaderNames { names_only, names_or_titles };

/// One table of the contract: what its columns are, and what happens with each row.
struct TableFile {
  std::string_view name;
  Need need;
  std::vector<Column> columns;  ///< the first one is the key, or the beginning of it
  /// Called once for every data row, faulty ones too, since even those may make a code known.
  std::function<void(TableRow&)> on_row;
  HeaderNames header_names = HeaderNames::names_only;
};

enum class TableOutcome {
  absent,    ///< optional, and not there
  complete,  ///< every row was judged
  broken,    ///< the file, its header or its quoting is at fault: some or all rows were not judged
};

/// Streams the file through its table of columns, reporting every fault by name, row and column.
TableOutcome read_table(FolderInput& input, const TableFile& table);

}  // namespace wutong::app
