#include "procurement/app/county_folder/code_index.h"

#include <utility>

namespace wutong::app {

std::uint32_t CodeIndex::add(std::string_view code) {
  if (const auto known = find(code)) {
    return *known;
  }
  const auto position = static_cast<std::uint32_t>(positions_.size());
  positions_.emplace(code, position);
  is_defined_.push_back(false);
  return position;
}

std::optional<std::uint32_t> CodeIndex::find(std::string_view code) const {
  const auto found = positions_.find(code);
  if (found == positions_.end()) {
    return std::nullopt;
  }
  return found->second;
}

bool CodeIndex::define(std::uint32_t position) {
  const bool is_new = !is_defined_[position];
  is_defined_[position] = true;
  return is_new;
}

std::vector<std::string> CodeIndex::take_codes() {
  std::vector<std::string> codes(positions_.size());
  while (!positions_.empty()) {
    auto node = positions_.extract(positions_.begin());
    codes[node.mapped()] = std::move(node.key());
  }
  is_defined_.clear();
  return codes;
}

}  // namespace wutong::app
