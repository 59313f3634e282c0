#include "procurement/app/http/handlers/start_job.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using procurement::Refused;

namespace {

constexpr std::string_view of_an_upload = "release";

/// Faults of a file say where they are: {file, row, column, what stands there, what is allowed}.
std::optional<FolderFault> place_in_file(const Refused& refused) {
  const auto& figures = refused.figures();
  if (figures.size() < 3 || figures.front() != of_an_upload) return std::nullopt;
  FolderFault fault{.file = figures[0], .column = figures[2], .refusal = refused.refusal()};
  const std::string& row = figures[1];
  if (!row.empty() && std::all_of(row.begin(), row.end(), ::isdigit)) fault.row = std::stoll(row);
  if (figures.size() > 3) fault.value = figures[3];
  if (figures.size() > 4) fault.wanted = figures[4];
  return fault;
}

/// In both languages: which of them is wanted is known when the job is looked at.
std::string problem_of(std::string_view code, int status, const std::string& zh,
                       const std::string& en) {
  return nlohmann::ordered_json{{"type", "about:blank"}, {"status", status}, {"code", code},
                                {"detail", zh},          {"detail_zh", zh},  {"detail_en", en}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string problem_of(procurement::Refusal refusal, const std::string& zh, const std::string& en) {
  return problem_of(wire_name(refusal), refusal_text(refusal).http_status, zh, en);
}

std::string problem_of(const Refused& refused) {
  if (const auto fault = place_in_file(refused)) {
    return problem_of(fault->refusal, fault_sentence_zh(*fault), fault_sentence_en(*fault));
  }
  return problem_of(refused.refusal(), sentence_zh(refused.refusal(), refused.figures()),
                    sentence_en(refused.refusal(), refused.figures()));
}

}  // namespace

HttpAnswer start_job(Call& call, std::string kind, Jobs::Work work) {
  const std::string job_id =
      call.service.jobs().start(std::move(kind), call.caller->principal.user_id, std::move(work));
  HttpAnswer answer = json_answer({{"job_id", job_id}}, 202);
  answer.headers.emplace_back("Location", "/api/v1/jobs/" + job_id);
  return answer;
}

JobOutcome run_job_command(inventory::Store& store, const JobCommand& command,
                           JobProgress& progress) {
  try {
    if (command.prepare) command.prepare(progress);
    if (progress.is_cancelled()) return {JobState::cancelled, "", ""};
    return {JobState::done, inventory::run_command(store, command.request, command.work).answer,
            ""};
  } catch (const JobCancelled&) {
    return {JobState::cancelled, "", ""};
  } catch (const Refused& refused) {
    return {JobState::refused, "", problem_of(refused)};
  } catch (const inventory::ContentDiffers&) {
    return {JobState::refused, "",
            problem_of(Refused(procurement::Refusal::request_reused_with_different_content,
                               {command.request.idempotency_key}))};
  }
}

}  // namespace wutong::app::handlers
