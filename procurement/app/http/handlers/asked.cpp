#include "procurement/app/http/handlers/asked.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

using procurement::Refusal;

inventory::Date asked_day(const Call& call, const char* parameter) {
  const std::string_view text = call.parameter(parameter);
  if (text.empty()) return local_day();
  const auto day = inventory::parse_date(text);
  if (day) return *day;
  throw InputRefused(
      {{parameter, Refusal::field_not_allowed, {parameter, "there is no such day"}}});
}

std::int64_t number_in_path(const Call& call, const char* name, const char* noun) {
  const std::string& text = call.path.at(name);
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) {
    throw procurement::Refused(Refusal::unknown_record, {noun, text});
  }
  return number;
}

std::string needed_parameter(const Call& call, const char* name) {
  const std::string_view text = call.parameter(name);
  if (text.empty()) throw InputRefused({{name, Refusal::missing_value, {"", "", name}}});
  return std::string(text);
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> text_list(const nlohmann::json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return {};
  return found->get<std::vector<std::string>>();
}

}  // namespace wutong::app::handlers
