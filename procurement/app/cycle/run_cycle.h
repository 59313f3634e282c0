#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "inventory/database/store.h"
#include "procurement/app/county_folder/read_county_folder.h"
#include "procurement/app/cycle/progress.h"
#include "reporting/cycle_results/cycle_summary.h"

namespace wutong::app {

struct CycleOptions {
  std::filesystem::path county_folder;
  std::filesystem::path result_folder;
  unsigned threads = 1;  ///< for the decisions; the result does not depend on it
  std::string actor;
};

/// The county folder has faults; they were reported to the sink.
class FolderRefused : public std::exception {
 public:
  const char* what() const noexcept override { return "the county folder has faults"; }
};

/// The main job: one whole procurement cycle, from the county folder to the result folder, through
/// the store. Each stage is a command of its own, durable when it returns and done once: an
/// interrupted cycle is finished by running it again with the same folder. Throws FolderRefused,
/// Refused.
reporting::CycleSummary run_cycle(inventory::Store& store, const CycleOptions& options,
                                  FaultSink& faults, Progress& progress);

/// The stages that run_cycle reports, in order.
std::size_t cycle_stage_count();

}  // namespace wutong::app
