#include "procurement/app/http/message.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wutong::app {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with_language(std::string_view range, std::string_view language) {
  while (!range.empty() && range.front() == ' ') range.remove_prefix(1);
  if (range.size() < language.size()) return false;
  const bool same = std::equal(language.begin(), language.end(), range.begin(),
                               [](char left, char right) { return left == lower(right); });
  const std::string_view rest = range.substr(language.size());
  return same &&
         (rest.empty() || rest.front() == '-' || rest.front() == ';' || rest.front() == ' ');
}

/// "q=0" says: anything but this.
bool is_ruled_out(std::string_view range) {
  const auto weight = range.find("q=0");
  return weight != std::string_view::npos &&
         range.find_first_not_of("0. ", weight + 2) == std::string_view::npos;
}

}  // namespace

// Browsers list the languages in the order of preference, so the weights need not be compared.
Language language_of(std::string_view accept_language) {
  while (!accept_language.empty()) {
    const auto end = std::min(accept_language.find(','), accept_language.size());
    const std::string_view range = accept_language.substr(0, end);
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    if (is_ruled_out(range)) continue;
    if (begins_with_language(range, "zh")) return Language::zh;
    if (begins_with_language(range, "en")) return Language::en;
  }
  return Language::zh;
}

bool CaseBlind::operator()(std::string_view left, std::string_view right) const {
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [](char a, char b) { return lower(a) < lower(b); });
}

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

HttpAnswer json_answer(const nlohmann::ordered_json& body, int status) {
  HttpAnswer answer;
  answer.status = status;
  // Texts come from the database and from input that was judged; should one be broken all the same,
  // the rest of the answer is worth more than a fault.
  answer.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return answer;
}

}  // namespace wutong::app
