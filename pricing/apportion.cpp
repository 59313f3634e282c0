#include "pricing/apportion.h"

#include <algorithm>

#include "pricing/checked_integer.h"

namespace wutong::pricing {
namespace {

// Magnitudes throughout: a negative total is split as its mirror image, and the smallest one has
// no positive twin in 64 bits.
struct Claim {
  UInt128 remainder;  ///< of total x weight / sum of weights
  std::size_t position;
};

bool comes_first(const Claim& a, const Claim& b) {
  return a.remainder != b.remainder ? a.remainder > b.remainder : a.position < b.position;
}

/// Below 2^64 weights of 63 bits each: the sum fits 128 bits whatever they are.
UInt128 sum_of(std::span<const std::int64_t> weights) {
  UInt128 sum = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) throw BadNumber("a weight is negative");
    sum += static_cast<UInt128>(weight);
  }
  return sum;
}

std::int64_t part_of(bool negative, UInt128 magnitude) {
  return narrowed_to_64(with_sign(negative, magnitude));
}

}  // namespace

std::vector<std::int64_t> apportion(std::int64_t total, std::span<const std::int64_t> weights) {
  const UInt128 sum = sum_of(weights);
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (total == 0) return parts;
  if (sum == 0) throw DivisionByZero("there is no weight to split by");

  const std::int64_t one = total < 0 ? -1 : 1;
  const UInt128 whole = magnitude(total);
  UInt128 left = whole;
  std::vector<Claim> claims(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const UInt128 share = whole * static_cast<UInt128>(weights[i]);
    const UInt128 part = share / sum;
    claims[i] = {share - part * sum, i};
    parts[i] = part_of(total < 0, part);
    left -= part;
  }
  // Fewer are left than there are remainders above zero, so a weight of zero never gets one, and
  // their order among themselves does not matter: a selection does, in linear time.
  const auto missing = static_cast<std::ptrdiff_t>(left);
  std::nth_element(claims.begin(), claims.begin() + missing, claims.end(), comes_first);
  for (std::ptrdiff_t i = 0; i < missing; ++i) {
    parts[claims[static_cast<std::size_t>(i)].position] += one;
  }
  return parts;
}

}  // namespace wutong::pricing
