#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/local_day.h"
#include "procurement/codes/judge_code.h"

namespace wutong::app::handlers {

namespace codes = procurement::codes;
using nlohmann::ordered_json;

namespace {

ordered_json shown(const codes::CodeFault& fault, Language language) {
  return {{"reason", wire_name(fault.reason)},
          {"position", fault.position},
          {"found", fault.found},
          {"expected", fault.expected},
          {"detail", language == Language::zh ? sentence_zh(fault) : sentence_en(fault)},
          {"proposals", fault.proposals}};
}

}  // namespace

HttpAnswer judge_code(Call& call) {
  const std::string code = needed_parameter(call, "code");
  const auto kind = codes::parse_code_kind(call.parameter("code_kind"));
  const auto year =
      static_cast<int>(std::chrono::year_month_day(std::chrono::sys_days(local_day())).year());
  const codes::CodeVerdict verdict = codes::judge_code(code, kind, year);
  ordered_json parts = ordered_json::array();
  for (const auto& part : verdict.parts) {
    parts.push_back({{"name", part.name}, {"value", part.value}});
  }
  ordered_json kind_name = nullptr;
  if (verdict.kind) kind_name = wire_name(*verdict.kind);
  ordered_json fault = nullptr;
  if (verdict.fault) fault = shown(*verdict.fault, call.request.language());
  return json_answer({{"code", code},
                      {"kind", std::move(kind_name)},
                      {"is_good", !verdict.fault},
                      {"written", text_or_null(verdict.written)},
                      {"parts", std::move(parts)},
                      {"fault", std::move(fault)}});
}

}  // namespace wutong::app::handlers
