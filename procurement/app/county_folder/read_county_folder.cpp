#include "procurement/app/county_folder/read_county_folder.h"

#include <system_error>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::CountyFolder;
using inventory::CycleParameters;

namespace {

/// One fault instead of one for every file that is not there.
bool judge_folder(FolderInput& input) {
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(input.path, error);
  if (!is_folder) {
    const std::error_code reason = error ? error : std::make_error_code(std::errc::not_a_directory);
    input.faults.report({.file = shown_value(input.path.native(), 200),
                         .refusal = procurement::Refusal::missing_file,
                         .value = reason.message()});
  }
  return is_folder;
}

void read_tables(FolderReading& reading, const KnownCounty& known) {
  take_known_county(reading, known);
  read_facilities(reading);
  judge_facility_tree(reading);
  read_suppliers(reading);
  read_items(reading);
  read_bids(reading);
  read_bid_tiers(reading);
  read_requests(reading);
  read_stock(reading, known);
  read_deliveries(reading);
}

inventory::CodeBook take_code_book(FolderReading& reading) {
  return {reading.facilities.take_codes(), reading.suppliers.take_codes(),
          reading.items.take_codes()};
}

}  // namespace

std::optional<CycleParameters> read_cycle_parameters(const std::filesystem::path& folder,
                                                     FaultSink& faults) {
  FolderInput input(folder, faults);
  return judge_folder(input) ? read_cycle_json(input) : std::nullopt;
}

std::optional<CountyFolder> read_county_folder(const std::filesystem::path& folder,
                                               const KnownCounty& known, FaultSink& faults) {
  FolderReading reading(folder, faults);
  if (!judge_folder(reading.input)) {
    return std::nullopt;
  }
  const auto parameters = read_cycle_json(reading.input);
  read_tables(reading, known);
  if (!reading.input.faults.is_clean()) {
    return std::nullopt;
  }
  reading.found.parameters = *parameters;
  reading.found.codes = take_code_book(reading);
  judge_cycle_value(reading);
  if (!reading.input.faults.is_clean()) {
    return std::nullopt;
  }
  reading.found.content_hash = reading.input.content_hash.hexadecimal();
  return std::move(reading.found);
}

}  // namespace wutong::app
