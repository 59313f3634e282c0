#include "procurement/app/cycle/run_cycle.h"

#include <array>
#include <fstream>
#include <functional>
#include <optional>
#include <system_error>

#include "inventory/answer.h"
#include "inventory/check_invariants.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/cycle/cycle_command.h"
#include "procurement/app/cycle/open_cycle.h"
#include "procurement/bargaining/award_bids.h"
#include "procurement/bargaining/submit_bids.h"
#include "procurement/distribution/allocate_stock.h"
#include "procurement/distribution/dispatch_shipments.h"
#include "procurement/distribution/record_opening_stock.h"
#include "procurement/purchase/place_orders.h"
#include "procurement/purchase/receive_deliveries.h"
#include "procurement/purchase/submit_requisitions.h"
#include "procurement/settlement/settle_period.h"
#include "reporting/cycle_results/result_file.h"
#include "reporting/cycle_results/write_cycle_results.h"

namespace wutong::app {

using inventory::Connection;
using inventory::CountyFolder;
using inventory::CycleRef;
using procurement::Refusal;
using procurement::Refused;

namespace {

/// A figure of a stage's answer, and its name in the summary.
struct Figure {
  const char* name;
  const char* in_answer;
};

/// One stage of the cycle: what it does in the store, which figure of its answer counts its lines,
/// and which figures the summary shows.
struct Stage {
  const char* name;
  const char* lines_figure;
  std::vector<Figure> counts;
  std::vector<Figure> totals;  ///< in fen
  std::function<std::string(Connection&, const CycleRef&)> work;
};

std::vector<Stage> stages_of(const CountyFolder& folder, unsigned threads) {
  using procurement::allocate_stock, procurement::award_bids, procurement::dispatch_shipments,
      procurement::place_orders, procurement::receive_deliveries, procurement::record_opening_stock,
      procurement::settle_period, procurement::submit_bids, procurement::submit_requisitions;
  return {
      {"record_opening_stock",
       "rows",
       {},
       {{"opening_stock_value", "value_fen"}},
       [&folder](Connection& connection, const CycleRef& cycle) {
         return record_opening_stock(connection, cycle, folder.codes, folder.opening_stock);
       }},
      {"submit_bids",
       "bids",
       {{"bids", "bids"}, {"bids_refused", "refused"}},
       {},
       [&folder](Connection& connection, const CycleRef& cycle) {
         return submit_bids(connection, cycle, folder.codes, folder.bids, folder.bid_tiers);
       }},
      {"submit_requisitions",
       "lines",
       {{"request_lines", "lines"}},
       {},
       [&folder](Connection& connection, const CycleRef& cycle) {
         return submit_requisitions(connection, cycle, folder.codes, folder.requests);
       }},
      {"award_bids",
       "awards",
       {{"awards", "awards"}},
       {},
       [threads](Connection& connection, const CycleRef& cycle) {
         return award_bids(connection, cycle, threads);
       }},
      {"place_orders",
       "lines",
       {{"purchase_orders", "orders"}},
       {{"ordered_amount", "amount_fen"}},
       [](Connection& connection, const CycleRef& cycle) {
         return place_orders(connection, cycle);
       }},
      {"receive_deliveries",
       "lines",
       {{"receipt_lines", "lines"}, {"deliveries_refused", "refused"}},
       {{"received_amount", "amount_fen"}},
       [&folder](Connection& connection, const CycleRef& cycle) {
         return receive_deliveries(connection, cycle,
                                   {!folder.has_deliveries, folder.codes, folder.deliveries});
       }},
      {"allocate_stock",
       "requests",
       {{"shortages", "shortages"}},
       {},
       [threads](Connection& connection, const CycleRef& cycle) {
         return allocate_stock(connection, cycle, threads);
       }},
      {"dispatch_shipments",
       "lines",
       {{"shipments", "shipments"}, {"shipment_lines", "lines"}},
       {{"shipped_amount", "amount_fen"}},
       [threads](Connection& connection, const CycleRef& cycle) {
         return dispatch_shipments(connection, cycle, threads);
       }},
      {"settle_period",
       "member_statements",
       {{"supplier_statements", "supplier_statements"}, {"member_statements", "member_statements"}},
       {{"owed_to_suppliers", "owed_to_suppliers_fen"},
        {"owed_by_members", "owed_by_members_fen"},
        {"rounding", "rounding_fen"},
        {"closing_stock_value", "stock_value_fen"}},
       [](Connection& connection, const CycleRef& cycle) {
         return settle_period(connection, cycle);
       }},
  };
}

/// Times a stage, counts its statements, and tells the progress.
class StageMeter {
 public:
  StageMeter(inventory::Store& store, Progress& progress, reporting::CycleSummary& summary)
      : store_(store), progress_(progress), summary_(summary) {}

  void run(std::string name, const std::function<std::int64_t()>& work) {
    progress_.begin(name);
    const auto counts_before = store_.counts();
    const auto begin = std::chrono::steady_clock::now();
    reporting::StageFigures figures{std::move(name), 0, {}, 0, 0};
    figures.lines = work();
    figures.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    const auto counts = store_.counts();
    figures.statements = counts.statements - counts_before.statements;
    figures.rows_written = counts.rows_written - counts_before.rows_written;
    progress_.end(figures);
    summary_.stages.push_back(std::move(figures));
  }

 private:
  inventory::Store& store_;
  Progress& progress_;
  reporting::CycleSummary& summary_;
};

/// Better now than after the work: can the results be written, and over nothing that is needed?
void check_result_folder(const std::filesystem::path& folder,
                         const std::filesystem::path& county_folder) {
  std::error_code error;
  if (std::filesystem::equivalent(folder, county_folder, error)) {
    throw Refused(Refusal::results_over_input, {folder.string()});
  }
  std::filesystem::create_directories(folder, error);
  if (error) throw Refused(Refusal::output_not_writable, {folder.string(), error.message()});
  const std::filesystem::path probe = folder / ".wutong-probe";
  if (!std::ofstream(probe)) {
    throw Refused(Refusal::output_not_writable,
                  {folder.string(), std::generic_category().message(errno)});
  }
  std::filesystem::remove(probe, error);
}

CountyFolder read_or_refuse(const CycleOptions& options, const CountyHistory& history,
                            FaultSink& faults) {
  auto folder = read_county_folder(options.county_folder, history.known, faults);
  if (!folder) throw FolderRefused();
  return std::move(*folder);
}

/// Faults of cycle.json are reported once, with all the others, by the reading of the whole folder.
inventory::CycleParameters parameters_or_refuse(const CycleOptions& options, FaultSink& faults) {
  IgnoringFaultSink ignored;
  auto parameters = read_cycle_parameters(options.county_folder, ignored);
  if (!parameters) {
    read_county_folder(options.county_folder, {}, faults);
    throw FolderRefused();
  }
  return std::move(*parameters);
}

void add_figures(reporting::CycleSummary& summary, const Stage& stage, const std::string& answer) {
  for (const Figure& count : stage.counts) {
    summary.counts.emplace_back(count.name, inventory::figure_in(answer, count.in_answer));
  }
  for (const Figure& total : stage.totals) {
    summary.totals.emplace_back(total.name,
                                pricing::Money::fen(inventory::figure_in(answer, total.in_answer)));
  }
}

/// The last step: the results are in the user's hands, and the period is closed.
void close_cycle(inventory::Store& store, const CycleIdentity& identity, const CycleRef& cycle) {
  run_cycle_command(store, identity, "close_cycle", [&](Connection& connection) {
    const auto locked = inventory::lock_cycle(connection, cycle);
    inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::close);
    return inventory::answer_of({});
  });
}

std::int64_t input_lines(const CountyFolder& folder) {
  return static_cast<std::int64_t>(folder.facilities.size() + folder.suppliers.size() +
                                   folder.items.size() + folder.bids.size() +
                                   folder.bid_tiers.size() + folder.requests.size() +
                                   folder.opening_stock.size() + folder.deliveries.size());
}

}  // namespace

std::size_t cycle_stage_count() {
  return stages_of({}, 1).size() + 4;
}

reporting::CycleSummary run_cycle(inventory::Store& store, const CycleOptions& options,
                                  FaultSink& faults, Progress& progress) {
  reporting::CycleSummary summary;
  StageMeter meter(store, progress, summary);
  CountyHistory history;
  CountyFolder folder;
  meter.run("read_county_folder", [&] {
    const inventory::CycleParameters parameters = parameters_or_refuse(options, faults);
    history = load_history(store, parameters);
    check_period(history, parameters);
    folder = read_or_refuse(options, history, faults);
    check_result_folder(options.result_folder, options.county_folder);
    return input_lines(folder);
  });
  const std::string& period = folder.parameters.period;
  summary.county = history.county_code;
  summary.period = period;
  summary.award_rule = inventory::to_string(folder.parameters.award_rule);
  summary.resumed = history.cycle_of(period) != nullptr;

  CycleRef cycle;
  meter.run("open_cycle", [&] {
    cycle = open_cycle(store, history, folder, options.actor);
    return static_cast<std::int64_t>(folder.facilities.size() + folder.suppliers.size() +
                                     folder.items.size());
  });
  const CycleIdentity identity{cycle.county_id, period, folder.content_hash, options.actor};
  for (const Stage& stage : stages_of(folder, options.threads)) {
    meter.run(stage.name, [&] {
      const auto result =
          run_cycle_command(store, identity, stage.name,
                            [&](Connection& connection) { return stage.work(connection, cycle); });
      add_figures(summary, stage, result.answer);
      return inventory::figure_in(result.answer, stage.lines_figure);
    });
  }
  meter.run("check_invariants", [&] {
    const inventory::Lease connection = store.lease();
    const inventory::Snapshot snapshot(*connection);
    summary.checks = inventory::check_invariants(*connection, cycle.county_id);
    return static_cast<std::int64_t>(summary.checks.size());
  });
  std::filesystem::remove(options.result_folder / "summary.json");
  meter.run("write_results", [&] {
    const inventory::Lease connection = store.lease();
    const inventory::Snapshot snapshot(*connection);
    return reporting::write_cycle_results(*connection, cycle, options.result_folder);
  });
  reporting::write_whole_file(options.result_folder / "summary.json",
                              reporting::summary_json(summary));
  if (summary.is_clean()) close_cycle(store, identity, cycle);
  return summary;
}

}  // namespace wutong::app
