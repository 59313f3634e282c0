#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "inventory/records/master_data.h"
#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

/// A row of facilities.csv as far as it could be read.
struct FacilityDraft {
  inventory::FacilityRecord record;
  std::optional<inventory::FacilityKind> kind;
};

// The columns of contract section 3, for the county folder and for single files. What is accepted
// goes to the draft; the titles are for headers that people write.
std::vector<Column> columns_of(FacilityDraft& draft);
std::vector<Column> columns_of(inventory::SupplierRecord& supplier);
std::vector<Column> columns_of(inventory::ItemRecord& item);

/// The centre has no parent, every other facility has one.
void judge_own_parent(TableRow& row, const FacilityDraft& draft);

/// Makes the row's code known, whatever else is wrong with the row; its position when the row is
/// the code's first one, else the fault `duplicate_key`. A code that could not be read is empty.
std::optional<std::uint32_t> define_code(CodeIndex& codes, TableRow& row, std::string_view code);

}  // namespace wutong::app
