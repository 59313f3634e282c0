#include "procurement/app/exchange/import_file.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "inventory/answer.h"
#include "inventory/run_command.h"
#include "inventory/tables/county_lock.h"

namespace wutong::app {

using procurement::MasterDataCounts;
using procurement::Refusal;
using procurement::Refused;

namespace {

void tell(const OnImportProgress& on_progress, ImportPhase phase, std::int64_t rows) {
  if (on_progress && !on_progress({phase, rows})) {
    throw ImportCancelled();
  }
}

/// What the rows are together, on what the county has at this moment. Made anew by each attempt of
/// a command; its faults are shown only when the attempt was the last one.
struct Judgement {
  RowSet refused;
  bool is_file_at_fault = false;
  std::vector<FolderFault> faults;

  void add(FolderFault fault) {
    if (fault.row > 0) {
      refused.add(fault.row);
    } else {
      is_file_at_fault = true;
    }
    faults.push_back(std::move(fault));
  }
  bool is_clean() const { return refused.count() == 0 && !is_file_at_fault; }
};

Judgement judge(const ImportReading& reading, const CountyAt& county) {
  Judgement judgement{reading.refused, reading.is_file_at_fault, {}};
  if (!judgement.is_file_at_fault) {
    reading.intake->judge_together(county, judgement.refused,
                                   [&](FolderFault fault) { judgement.add(std::move(fault)); });
  }
  return judgement;
}

void show(const Judgement& judgement, const std::string& file_name, FaultSink& faults) {
  for (FolderFault fault : judgement.faults) {
    fault.file = file_name;
    faults.report(fault);
  }
}

CountyAt county_at(inventory::Connection& connection, const ImportRequest& request) {
  return {connection, request.county_id, request.actor, request.now, request.today};
}

ImportReport report_of(const ImportReading& reading, const Judgement& judgement) {
  return {.rows = reading.rows.count(),
          .refused = judgement.refused.count(),
          .is_file_at_fault = judgement.is_file_at_fault};
}

ImportReport with_counts(ImportReport report, const MasterDataCounts& counts) {
  report.registered = counts.registered;
  report.changed = counts.changed;
  return report;
}

std::string answer_of(const ImportReport& report) {
  return inventory::answer_of({{"rows", report.rows},
                               {"refused", report.refused},
                               {"registered", report.registered},
                               {"changed", report.changed}});
}

ImportReport replayed(const std::string& answer) {
  return {.rows = inventory::figure_in(answer, "rows"),
          .refused = inventory::figure_in(answer, "refused"),
          .registered = inventory::figure_in(answer, "registered"),
          .changed = inventory::figure_in(answer, "changed"),
          .is_stored = true,
          .is_replayed = true};
}

inventory::CommandRequest command_of(const ImportRequest& request, const ImportReading& reading) {
  const bool is_whole = request.mode == ImportMode::all_or_nothing;
  const std::string content =
      fmt::format("{} {} {}", request.kind->name, is_whole ? "all_or_nothing" : "accepted_rows",
                  reading.content_hash);
  return {request.county_id, fmt::format("import_{}", request.kind->name), request.idempotency_key,
          inventory::content_hash(content), request.actor};
}

}  // namespace

ImportReport preview_import(inventory::Store& store, const ImportRequest& request,
                            FaultSink& faults, const OnImportProgress& on_progress) {
  const ImportReading reading =
      read_import(*request.kind, request.file, request.file_name, faults, on_progress);
  tell(on_progress, ImportPhase::judging, reading.rows.count());
  const auto connection = store.lease();
  const CountyAt county = county_at(*connection, request);
  const Judgement judgement = judge(reading, county);
  show(judgement, request.file_name, faults);
  const ImportReport report = report_of(reading, judgement);
  return report.is_file_at_fault
             ? report
             : with_counts(report, reading.intake->foresee(county, judgement.refused));
}

ImportReport run_import(inventory::Store& store, const ImportRequest& request, FaultSink& faults,
                        const OnImportProgress& on_progress) {
  const ImportReading reading =
      read_import(*request.kind, request.file, request.file_name, faults, on_progress);
  Judgement judgement;
  ImportReport report;
  const auto operation = [&](inventory::Connection& connection) {
    const CountyAt county = county_at(connection, request);
    tell(on_progress, ImportPhase::judging, reading.rows.count());
    inventory::lock_county(connection, request.county_id);
    judgement = judge(reading, county);
    report = report_of(reading, judgement);
    const bool needs_all = request.mode == ImportMode::all_or_nothing;
    if (report.is_file_at_fault || (needs_all && !report.is_clean())) {
      throw Refused(Refusal::import_refused, {request.file_name, std::to_string(report.refused),
                                              std::to_string(report.rows)});
    }
    tell(on_progress, ImportPhase::storing, reading.rows.count());
    report = with_counts(report, reading.intake->store(county, judgement.refused));
    return answer_of(report);
  };
  try {
    const auto result = inventory::run_command(store, command_of(request, reading), operation);
    if (result.replayed) return replayed(result.answer);
    report.is_stored = true;
  } catch (const Refused& refused) {
    if (refused.refusal() != Refusal::import_refused) throw;
  } catch (const inventory::ContentDiffers&) {
    throw Refused(Refusal::request_reused_with_different_content, {request.file_name});
  }
  show(judgement, request.file_name, faults);
  return report;
}

}  // namespace wutong::app
