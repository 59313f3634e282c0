#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "inventory/records/cycle_input.h"

namespace wutong::app {

/// Rows of one file, a bit each.
class RowSet {
 public:
  void add(inventory::RowNumber row) {
    const auto at = static_cast<std::size_t>(row);
    if (at >= bits_.size()) {
      bits_.resize(at + at / 2 + 1);
    }
    count_ += bits_[at] ? 0 : 1;
    bits_[at] = true;
  }
  bool contains(inventory::RowNumber row) const {
    const auto at = static_cast<std::size_t>(row);
    return at < bits_.size() && bits_[at];
  }
  std::int64_t count() const { return count_; }

 private:
  std::vector<bool> bits_;
  std::int64_t count_ = 0;
};

}  // namespace wutong::app
