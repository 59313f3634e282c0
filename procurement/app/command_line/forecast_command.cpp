#include <algorithm>
#include <iostream>
#include <optional>
#include <thread>

#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/table_output.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/forecast/forecast_output.h"

namespace wutong::app {
namespace {

/// Faults for people on stderr and, with --json, for programs on stdout.
class DemandFaults : public FaultSink {
 public:
  explicit DemandFaults(bool json) : is_json_(json), printed_(std::cerr) {}
  void report(const FolderFault& fault) override {
    printed_.report(fault);
    if (is_json_ && !json_) json_.emplace(std::cout);
    if (json_) json_->report(fault);
  }
  int refused() {
    if (json_) json_->finish();
    std::cerr << printed_.count() << (printed_.count() == 1 ? " fault" : " faults")
              << "; nothing was forecast.\n有 " << printed_.count() << " 处错误，未作任何预测。\n";
    return exit_refused;
  }

 private:
  bool is_json_;
  PrintingFaultSink printed_;
  std::optional<JsonFaultSink> json_;
};

std::size_t season_of(const std::vector<DemandSeries>& series, const ForecastCommand& command) {
  if (command.season > 0) return static_cast<std::size_t>(command.season);
  return series.empty() ? 0 : usual_season(series.front().first.kind);
}

/// "0.95" as a share of a million.
forecast::Share service_level_of(const std::string& text) {
  try {
    const forecast::Estimate level = forecast::Estimate::parse(text);
    if (level >= scaled(forecast::Estimate::of_units(1), {1, 2}) &&
        level <= scaled(forecast::Estimate::of_units(1), {9'999, 10'000})) {
      return {level.micros(), forecast::Estimate::micros_in_unit};
    }
  } catch (const pricing::ArithmeticError&) {
  }
  throw UsageError("--service: a share from 0.5 to 0.9999, as 0.95");
}

ForecastRequest request_of(const ForecastCommand& command) {
  ForecastRequest request;
  request.options.horizon = static_cast<std::size_t>(command.horizon);
  request.threads =
      command.threads > 0 ? command.threads : std::max(1U, std::thread::hardware_concurrency());
  const forecast::Share level = service_level_of(command.service);
  if (command.replay) {
    request.replay = forecast::ReplayOptions{command.review, command.lead, level};
  }
  return request;
}

/// Reports series whose figures do not fit; true when there is any.
bool has_too_large(const std::vector<DemandSeries>& series, const ForecastAnswer& answer,
                   const std::string& file, FaultSink& faults) {
  bool is_any = false;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!answer.series[i].is_too_large) continue;
    is_any = true;
    faults.report({.file = file,
                   .column = "series",
                   .refusal = procurement::Refusal::number_too_large,
                   .value = series[i].name,
                   .wanted = "0..9999999999.999999"});
  }
  return is_any;
}

void print(const GlobalOptions& global, const ForecastCommand& command,
           const std::vector<DemandSeries>& series, const ForecastAnswer& answer) {
  if (!command.out.empty()) {
    write_output(command.out, [&](std::ostream& out) { write_forecasts(out, series, answer); });
  }
  if (global.json) {
    write_json(std::cout, series, answer);
    return;
  }
  if (command.out.empty()) {
    write_forecasts(std::cout, series, answer);
    std::cout << "\n";
  }
  print_accuracy(std::cout, answer);
}

}  // namespace

int run(const GlobalOptions& global, const ForecastCommand& command) {
  DemandFaults faults(global.json);
  ForecastRequest request = request_of(command);
  const auto series = read_demand_file(command.file, faults);
  if (!series) return faults.refused();
  request.options.season = season_of(*series, command);
  const ForecastAnswer answer = forecast_file(*series, request);
  if (has_too_large(*series, answer, command.file.filename().string(), faults)) {
    return faults.refused();
  }
  print(global, command, *series, answer);
  return exit_done;
}

}  // namespace wutong::app
