#pragma once

#include <cstdint>
#include <vector>

namespace wutong::app {

/// Splits `lines` over facilities in proportion to `weights` (each 0 or more), none getting more
/// than `most`. The parts sum to `lines`, unless all with a weight are full.
std::vector<std::int64_t> line_quotas(std::int64_t lines, const std::vector<std::int64_t>& weights,
                                      std::int64_t most);

}  // namespace wutong::app
