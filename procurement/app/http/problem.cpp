#include "procurement/app/http/problem.h"

#include <nlohmann/json.hpp>

namespace wutong::app {

using nlohmann::ordered_json;
using procurement::Refusal;

namespace {

std::string sentence(const HttpRequest& request, Refusal refusal,
                     const std::vector<std::string>& figures) {
  return request.language() == Language::zh ? sentence_zh(refusal, figures)
                                            : sentence_en(refusal, figures);
}

ordered_json problem(const HttpRequest& request, Refusal refusal, const std::string& detail) {
  return {{"type", "about:blank"},
          {"title", detail},
          {"status", refusal_text(refusal).http_status},
          {"code", wire_name(refusal)},
          {"detail", detail},
          {"request_id", request.request_id}};
}

HttpAnswer answer_of(const ordered_json& body) {
  HttpAnswer answer = json_answer(body, body.at("status").get<int>());
  answer.content_type = "application/problem+json";
  return answer;
}

}  // namespace

HttpAnswer problem_answer(const HttpRequest& request, Refusal refusal,
                          const std::vector<std::string>& figures) {
  ordered_json body = problem(request, refusal, sentence(request, refusal, figures));
  // So that a page can say it beside the line that is meant.
  if (!figures.empty()) body["figures"] = figures;
  return answer_of(body);
}

HttpAnswer problem_answer(const HttpRequest& request, const InputRefused& refused) {
  const FieldProblem& first = refused.fields().front();
  ordered_json body =
      problem(request, first.refusal, sentence(request, first.refusal, first.figures));
  body["field"] = first.field;
  body["errors"] = ordered_json::array();
  for (const FieldProblem& one : refused.fields()) {
    body["errors"].push_back({{"field", one.field},
                              {"code", wire_name(one.refusal)},
                              {"detail", sentence(request, one.refusal, one.figures)}});
  }
  return answer_of(body);
}

HttpAnswer fault_answer(const HttpRequest& request) {
  return problem_answer(request, Refusal::fault, {request.request_id});
}

}  // namespace wutong::app
