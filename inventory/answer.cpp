#include "inventory/answer.h"

#include <nlohmann/json.hpp>

namespace wutong::inventory {

std::string answer_of(std::initializer_list<std::pair<std::string_view, std::int64_t>> figures) {
  nlohmann::json answer = nlohmann::json::object();
  for (const auto& [name, figure] : figures) answer[std::string(name)] = figure;
  return answer.dump();
}

std::int64_t figure_in(std::string_view answer, std::string_view name) {
  return nlohmann::json::parse(answer).value(std::string(name), std::int64_t{0});
}

}  // namespace wutong::inventory
