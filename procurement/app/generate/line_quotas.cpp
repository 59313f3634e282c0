#include "procurement/app/generate/line_quotas.h"

#include <algorithm>
#include <cstddef>

namespace wutong::app {
namespace {

/// One round: every facility that is not full gets its share of `lines`, rounded down. What was
/// given out.
std::int64_t give_shares(std::int64_t lines, const std::vector<std::int64_t>& weights,
                         std::int64_t most, std::vector<std::int64_t>& quotas) {
  std::int64_t open_weight = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    open_weight += quotas[i] < most ? weights[i] : 0;
  }
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size() && open_weight > 0; ++i) {
    const std::int64_t share = std::min(lines * weights[i] / open_weight, most - quotas[i]);
    quotas[i] += share;
    given += share;
  }
  return given;
}

}  // namespace

std::vector<std::int64_t> line_quotas(std::int64_t lines, const std::vector<std::int64_t>& weights,
                                      std::int64_t most) {
  std::vector<std::int64_t> quotas(weights.size());
  for (std::int64_t given = 1; lines > 0 && given > 0; lines -= given) {
    given = give_shares(lines, weights, most, quotas);
  }
  // Now fewer lines are left than facilities have room.
  for (std::size_t i = 0; i < weights.size() && lines > 0; ++i) {
    if (weights[i] > 0 && quotas[i] < most) {
      ++quotas[i];
      --lines;
    }
  }
  return quotas;
}

}  // namespace wutong::app
