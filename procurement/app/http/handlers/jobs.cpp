#include "procurement/app/http/jobs.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

namespace {

[[noreturn]] void refuse_unknown(const std::string& job_id) {
  throw procurement::Refused(procurement::Refusal::unknown_record, {"job", job_id});
}

/// The sentences of a job's report in the language that is asked for now.
std::string in_language(const std::string& job, Language language) {
  nlohmann::ordered_json shown = nlohmann::ordered_json::parse(job);
  const auto choose = [language](nlohmann::ordered_json& fault) {
    fault["detail"] = fault.at(language == Language::zh ? "detail_zh" : "detail_en");
    fault.erase("detail_zh");
    fault.erase("detail_en");
  };
  if (shown.at("problem").is_object()) choose(shown["problem"]);
  if (shown.at("result").is_object() && shown["result"].contains("faults")) {
    for (nlohmann::ordered_json& fault : shown["result"]["faults"]) choose(fault);
  }
  return shown.dump();
}

std::string event_of(const std::string& job) {
  return "event: progress\ndata: " + job + "\n\n";
}

}  // namespace

HttpAnswer show_job(Call& call) {
  const std::string& job_id = call.path.at("job_id");
  auto job = call.service.jobs().show(job_id, call.caller->principal.user_id);
  if (!job) refuse_unknown(job_id);
  HttpAnswer answer;
  answer.body = in_language(*job, call.request.language());
  return answer;
}

HttpAnswer follow_job(Call& call) {
  const std::string job_id = call.path.at("job_id");
  const std::int64_t owner = call.caller->principal.user_id;
  Jobs& jobs = call.service.jobs();
  if (!jobs.show(job_id, owner)) refuse_unknown(job_id);
  HttpAnswer answer;
  answer.content_type = "text/event-stream";
  answer.next_event = [&jobs, job_id, owner, last = std::string(),
                       language = call.request.language(),
                       is_over = false]() mutable -> std::optional<std::string> {
    if (is_over) return std::nullopt;
    const auto shown = jobs.show_change(job_id, owner, last);
    if (!shown) return std::nullopt;
    is_over = shown->find("\"state\":\"running\"") == std::string::npos;
    last = *shown;
    return event_of(in_language(last, language));
  };
  return answer;
}

HttpAnswer cancel_job(Call& call) {
  const std::string& job_id = call.path.at("job_id");
  if (!call.service.jobs().cancel(job_id, call.caller->principal.user_id)) refuse_unknown(job_id);
  return {};
}

}  // namespace wutong::app::handlers
