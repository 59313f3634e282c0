#include <nlohmann/json.hpp>
#include <sstream>

#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/exchange/exchange_kind.h"
#include "procurement/app/exchange/export_kind.h"
#include "procurement/app/exchange/held_faults.h"
#include "procurement/app/exchange/import_file.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/start_job.h"
#include "procurement/app/http/handlers/uploaded_file.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/jobs.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/identity/principal.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

constexpr std::string_view workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A page shows no more; `wutong import --report` writes all of them.
constexpr std::size_t faults_shown = 10000;

const ExchangeKind& kind_of(const Call& call) {
  const std::string& name = call.path.at("kind");
  const ExchangeKind* kind = find_exchange_kind(name);
  if (kind == nullptr) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"kind", name});
  }
  return *kind;
}

ordered_json shown(const ExchangeKind& kind) {
  ordered_json columns = ordered_json::array();
  for (const ColumnName& column : columns_of(kind)) {
    columns.push_back({{"name", column.name}, {"title_zh", column.title_zh}});
  }
  return {{"name", kind.name},
          {"title_zh", kind.title_zh},
          {"columns", std::move(columns)},
          {"reading_duty", wire_name(kind.reading_duty)},
          {"changing_duty", wire_name(kind.changing_duty)}};
}

/// In both languages: which of them is wanted is known when the job is looked at.
ordered_json shown(const FolderFault& fault) {
  return {{"row", fault.row},
          {"column", fault.column},
          {"value", fault.value},
          {"code", wire_name(fault.refusal)},
          {"detail_zh", fault_sentence_zh(fault)},
          {"detail_en", fault_sentence_en(fault)}};
}

std::string report_of(const ImportRequest& request, std::string_view mode,
                      const ImportReport& report, HeldFaults& faults) {
  ordered_json list = ordered_json::array();
  faults.for_each([&](const FolderFault& fault) {
    if (list.size() < faults_shown) list.push_back(shown(fault));
  });
  return ordered_json{{"kind", request.kind->name},
                      {"mode", mode},
                      {"rows", report.rows},
                      {"accepted", report.accepted()},
                      {"registered", report.registered},
                      {"changed", report.changed},
                      {"unchanged", std::max<std::int64_t>(0, report.unchanged())},
                      {"refused", report.refused},
                      {"fault_count", faults.count()},
                      {"faults", std::move(list)},
                      {"stored", report.is_stored}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

ImportRequest request_of(const Call& call, std::string_view mode,
                         const std::filesystem::path& file) {
  const ExchangeKind& kind = kind_of(call);
  require_permit_in_county(call.caller->principal, kind.changing_duty);
  ImportRequest request;
  request.kind = &kind;
  request.county_id = call.service.county_id();
  request.mode = mode == "accepted_rows" ? ImportMode::accepted_rows : ImportMode::all_or_nothing;
  request.file = file;
  request.file_name = kind.name;
  request.today = local_day();
  request.now = call.service.now();
  request.actor = actor_of(call.caller->principal);
  request.idempotency_key = idempotency_key(call);
  return request;
}

OnImportProgress telling(JobProgress& progress) {
  return [&progress](const ImportProgress& now) {
    progress.report(now.rows, now.phase == ImportPhase::reading
                                  ? std::nullopt
                                  : std::optional<std::int64_t>(now.rows));
    return !progress.is_cancelled();
  };
}

}  // namespace

HttpAnswer start_import(Call& call) {
  const std::string mode(call.parameter("mode").empty() ? "preview" : call.parameter("mode"));
  const auto file = std::make_shared<UploadedFile>(call.request.body);
  const ImportRequest request = request_of(call, mode, file->path());
  const auto work = [&store = call.service.store(), file, request,
                     mode](JobProgress& progress) -> JobOutcome {
    HeldFaults faults;
    try {
      const ImportReport report = mode == "preview"
                                      ? preview_import(store, request, faults, telling(progress))
                                      : run_import(store, request, faults, telling(progress));
      const bool is_good = mode == "preview" || report.is_stored;
      return {is_good ? JobState::done : JobState::refused,
              report_of(request, mode, report, faults), ""};
    } catch (const ImportCancelled&) {
      return {JobState::cancelled, "", ""};
    }
  };
  return start_job(call, "import " + call.path.at("kind"), work);
}

HttpAnswer list_exchange_kinds(Call&) {
  ordered_json kinds = ordered_json::array();
  for (const ExchangeKind& kind : exchange_kinds()) kinds.push_back(shown(kind));
  return json_answer({{"kinds", std::move(kinds)}});
}

/// Whoever may not read the records on their own pages does not get them all in one file.
HttpAnswer export_table(Call& call) {
  const ExchangeKind& kind = kind_of(call);
  require_permit_in_county(call.caller->principal, kind.reading_duty);
  const std::string_view format = call.parameter("format");
  const bool is_workbook = format == "xlsx";
  if (!is_workbook && !format.empty() && format != "csv") {
    throw InputRefused(
        {{"format", procurement::Refusal::field_not_allowed, {"format", "csv, xlsx"}}});
  }
  std::ostringstream content;
  export_kind(call.service.store(), call.service.county_id(), kind,
              is_workbook ? reporting::SheetFormat::xlsx : reporting::SheetFormat::csv, content);
  HttpAnswer answer;
  answer.content_type = is_workbook ? std::string(workbook_type) : "text/csv; charset=utf-8";
  answer.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + std::string(kind.name) + (is_workbook ? ".xlsx\"" : ".csv\""));
  answer.body = content.str();
  return answer;
}

}  // namespace wutong::app::handlers
