#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "procurement/app/exchange/exchange_kind.h"

namespace wutong::app {

/// What an import is doing. Rows are known only while it reads.
enum class ImportPhase { reading, judging, storing };
struct ImportProgress {
  ImportPhase phase = ImportPhase::reading;
  std::int64_t rows = 0;
};
/// Called every thousand rows and at each phase; false cancels.
using OnImportProgress = std::function<bool(const ImportProgress&)>;

/// The progress callback said no. Nothing was stored.
class ImportCancelled : public std::runtime_error {
 public:
  ImportCancelled() : std::runtime_error("import cancelled") {}
};

/// What came out of a file by itself, before the database was asked.
struct ImportReading {
  std::unique_ptr<Intake> intake;
  RowSet rows;  ///< data rows that are not blank
  RowSet refused;
  bool is_file_at_fault = false;  ///< no row can be trusted, or not all were read
  std::string content_hash;       ///< SHA-256 of the file
};

/// Reads and judges each row by itself. Faults go to `faults` under the name `file_name`.
ImportReading read_import(const ExchangeKind& kind, const std::filesystem::path& file,
                          const std::string& file_name, FaultSink& faults,
                          const OnImportProgress& on_progress);

}  // namespace wutong::app
