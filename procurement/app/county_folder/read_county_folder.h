#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/records/cycle_input.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

/// One thing wrong with an input folder. The texts are shown safely: shortened, valid UTF-8,
/// nothing in them that a terminal would obey.
struct FolderFault {
  std::string file{};              ///< "requests.csv"; the folder's path when that is at fault
  inventory::RowNumber row = 0;    ///< data row, 1 = first after the header; 0: the file, header
  std::string column{};            ///< empty: the row or the file as a whole; "a, b": a key of two
  procurement::Refusal refusal{};  ///< which rule
  std::string value{};             ///< what stands there
  std::string wanted{};            ///< what is allowed there: "1..999", "centre, hospital", "64"
  /// Of a rule that an operation has too: those of its own sentence. Empty: those above.
  std::vector<std::string> figures{};
};

/// Takes the faults one by one as they are found, so that a million of them need no memory.
class FaultSink {
 public:
  virtual ~FaultSink() = default;
  virtual void report(const FolderFault& fault) = 0;
};

/// What the database already knows of the county: rows may refer to it, and the tree of facilities
/// is judged as it will be after the folder's records have replaced the known ones.
struct KnownCounty {
  std::vector<inventory::FacilityRecord> facilities;
  std::vector<std::string> supplier_codes;
  std::unordered_map<std::string, std::int64_t> item_pack_sizes;
  bool has_opening_stock = false;  ///< a cycle of another period was seen: stock.csv is a fault
};

/// Reads cycle.json alone, so that the county can be looked up before the rest is read. Reports its
/// faults to `faults`; nothing when there is any. read_county_folder reports the same faults again:
/// give an IgnoringFaultSink (folder_fault.h) here when it is called next.
std::optional<inventory::CycleParameters> read_cycle_parameters(const std::filesystem::path& folder,
                                                                FaultSink& faults);

/// Reads and judges the whole folder (contract section 3), streaming every file. Every fault is
/// reported, by file, data row and column; the result is there only when there was none. A folder
/// with faults never needs more memory than one of its size without. Nothing is written.
///
/// Faults do not draw others after them: a file whose header or quoting is at fault makes no code
/// unknown, and the bound on the cycle's value is judged only when everything else is right.
///
/// `codes` of the result holds the known codes first, then the folder's new ones in file order.
/// `content_hash` is what `sha256sum` says of its own output for the folder's files in the order of
/// their names: (cd FOLDER && sha256sum bid_tiers.csv bids.csv ... suppliers.csv) | sha256sum
std::optional<inventory::CountyFolder> read_county_folder(const std::filesystem::path& folder,
                                                          const KnownCounty& known,
                                                          FaultSink& faults);

}  // namespace wutong::app
