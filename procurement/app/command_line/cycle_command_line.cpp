#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <thread>

#include "procurement/app/audit/sign_checkpoint.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/cycle/run_cycle.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

namespace {

/// Faults go to people on stderr and, with --json, to programs on stdout.
class CommandLineFaults : public FaultSink {
 public:
  explicit CommandLineFaults(bool json) : printed_(std::cerr) {
    if (json) json_.emplace(std::cout);
  }
  void report(const FolderFault& fault) override {
    printed_.report(fault);
    if (json_) json_->report(fault);
  }
  void finish() {
    if (json_) json_->finish();
    const auto count = printed_.count();
    std::cerr << count << (count == 1 ? " fault" : " faults")
              << " in the county folder; nothing was written.\n县级文件夹有 " << count
              << " 处错误，未写入任何数据。\n";
  }

 private:
  PrintingFaultSink printed_;
  std::optional<JsonFaultSink> json_;
};

/// The cycle is done and closed whatever becomes of this: it is told, and the next one covers it.
void sign_the_end(inventory::Store& store, const AuditEvidence& evidence,
                  const std::string& county_code) try {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::int64_t county_id = named_county(*store.lease(), county_code);
  checkpoint_now(store, evidence, {county_id, command_line_actor(), now});
} catch (const std::exception& error) {
  std::cerr << "no checkpoint of the audit chain was made: " << error.what()
            << "\n未能生成审计链检查点。\n";
}

/// A cycle may have been killed between its end and the checkpoint: whoever runs it again is told
/// that it is done, and the checkpoint is made then.
void sign_the_end_before(inventory::Store& store, const AuditEvidence& evidence,
                         const std::filesystem::path& county_folder) {
  IgnoringFaultSink ignored;
  const auto parameters = read_cycle_parameters(county_folder, ignored);
  if (parameters) sign_the_end(store, evidence, parameters->county);
}

}  // namespace

int run(const GlobalOptions& global, const CycleCommand& command) {
  std::optional<CommandLineFaults> faults;
  const auto store = open_store(global);
  const AuditEvidence evidence(global.data_folder);  // a key that cannot be read is told before
  const unsigned threads =
      command.threads > 0 ? command.threads : std::max(1U, std::thread::hardware_concurrency());
  Progress progress(std::cerr, ::isatty(STDERR_FILENO) == 1, cycle_stage_count());
  // With faults the JSON of the answer is the array of faults, so it is begun at the first fault.
  class LazyFaults : public FaultSink {
   public:
    LazyFaults(std::optional<CommandLineFaults>& sink, bool json) : sink_(sink), json_(json) {}
    void report(const FolderFault& fault) override {
      if (!sink_) sink_.emplace(json_);
      sink_->report(fault);
    }

   private:
    std::optional<CommandLineFaults>& sink_;
    bool json_;
  } lazy(faults, global.json);
  try {
    const reporting::CycleSummary summary = run_cycle(
        *store, {command.county, command.out, threads, command_line_actor()}, lazy, progress);
    if (summary.is_clean()) sign_the_end(*store, evidence, summary.county);
    std::cout << (global.json ? reporting::summary_json(summary)
                              : reporting::summary_text(summary));
    return summary.is_clean() ? exit_done : exit_fault;
  } catch (const FolderRefused&) {
    if (faults) faults->finish();
    return exit_refused;
  } catch (const procurement::Refused& refused) {
    if (refused.refusal() == procurement::Refusal::period_already_settled) {
      sign_the_end_before(*store, evidence, command.county);
    }
    throw;
  }
}

}  // namespace wutong::app
