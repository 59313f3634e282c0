#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "inventory/database/store.h"
#include "procurement/app/exchange/import_reading.h"

namespace wutong::app {

enum class ImportMode {
  all_or_nothing,  ///< one refused row, and nothing is stored
  accepted_rows    ///< what is right is stored, the rest is reported
};

/// One file into the running system.
struct ImportRequest {
  const ExchangeKind* kind = nullptr;
  std::int64_t county_id = 0;  ///< 0, for a preview: a county that is not there yet
  ImportMode mode = ImportMode::all_or_nothing;
  std::filesystem::path file;
  std::string file_name;  ///< as the user knows it
  inventory::Date today;  ///< changed records are valid from here
  inventory::Moment now{};
  std::string actor;  ///< from the session, never from the input
  /// A repetition under the same key with the same file answers the same and does nothing. The same
  /// file under another key is another import; when nothing else came between, it changes nothing.
  std::string idempotency_key;
};

struct ImportReport {
  std::int64_t rows = 0;          ///< data rows that are not blank
  std::int64_t refused = 0;       ///< rows with a fault
  std::int64_t registered = 0;    ///< new records
  std::int64_t changed = 0;       ///< new versions of known records
  bool is_file_at_fault = false;  ///< no row was stored, whatever the mode
  bool is_stored = false;
  bool is_replayed = false;  ///< an earlier run under this key had done it
  std::int64_t accepted() const { return is_file_at_fault ? 0 : rows - refused; }
  std::int64_t unchanged() const { return accepted() - registered - changed; }
  bool is_clean() const { return refused == 0 && !is_file_at_fault; }
};

/// Judges the file as run_import would and says what it would do. Stores nothing. Every fault goes
/// to `faults`: those of single rows in the order of the file, then those of rows together.
ImportReport preview_import(inventory::Store& store, const ImportRequest& request,
                            FaultSink& faults, const OnImportProgress& on_progress = {});

/// The same, and stores what the mode allows, as one audited command: all of it or nothing. A
/// refused import is audited too, and reported like any other, with `is_stored` false. Throws
/// ImportCancelled, Refused (the key was used with another file), and what the store throws.
ImportReport run_import(inventory::Store& store, const ImportRequest& request, FaultSink& faults,
                        const OnImportProgress& on_progress = {});

}  // namespace wutong::app
