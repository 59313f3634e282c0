#include "procurement/identity/scopes.h"

#include <algorithm>

namespace wutong::procurement {

std::string print_scopes(DutySet scopes) {
  std::string text;
  for (const Duty duty : scopes.list()) {
    if (!text.empty()) text += ' ';
    text += wire_name(duty);
  }
  return text;
}

DutySet parse_scopes(std::string_view text) {
  DutySet scopes;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (const auto duty = parse_duty(text.substr(0, end))) scopes.insert(*duty);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

}  // namespace wutong::procurement
