#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wutong::pricing {

/// Splits `total` over `weights` by largest remainder: each gets floor(total x weight / sum), and
/// what is left goes one each by largest remainder, ties by position (sort the weights by the tie
/// rule first). The parts always sum to the total. A negative total splits as its mirror image.
/// Throws DivisionByZero when the weights sum to zero and the total does not (all parts are 0 when
/// both are), and BadNumber when a weight is negative. It cannot overflow, whatever the weights'
/// sum.
std::vector<std::int64_t> apportion(std::int64_t total, std::span<const std::int64_t> weights);

}  // namespace wutong::pricing
