#include "procurement/app/command_line/json_rows.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace wutong::app {

JsonRows::JsonRows(std::vector<std::string> columns, std::ostream& out)
    : columns_(std::move(columns)), out_(out) {
  out_ << "[";
}

void JsonRows::row(std::span<const std::string_view> cells) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (std::size_t at = 0; at < columns_.size(); ++at) {
    object[columns_[at]] = std::string(cells[at]);
  }
  out_ << before_ << object.dump();
  before_ = ",\n";
}

void JsonRows::finish() {
  out_ << "\n]\n";
}

}  // namespace wutong::app
