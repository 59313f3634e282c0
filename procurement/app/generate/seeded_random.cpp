#include "procurement/app/generate/seeded_random.h"

#include <cassert>
#include <limits>

namespace wutong::app {
namespace {

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014): neighbouring seeds give unlike streams.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

}  // namespace

SeededRandom::SeededRandom(std::uint64_t seed, Purpose purpose, std::uint64_t index)
    : engine_(mixed(mixed(mixed(seed) ^ static_cast<std::uint64_t>(purpose)) ^ index)) {}

std::int64_t SeededRandom::below(std::int64_t bound) {
  assert(bound >= 1);
  const auto values = static_cast<std::uint64_t>(bound);
  // Draws above the last whole multiple would make small results likelier, and are drawn again.
  const std::uint64_t limit = std::numeric_limits<std::uint64_t>::max() / values * values;
  std::uint64_t drawn = engine_();
  while (drawn >= limit) {
    drawn = engine_();
  }
  return static_cast<std::int64_t>(drawn % values);
}

std::int64_t SeededRandom::between(std::int64_t least, std::int64_t greatest) {
  return least + below(greatest - least + 1);
}

bool SeededRandom::happens(std::int64_t times_in_a_thousand) {
  return below(1000) < times_in_a_thousand;
}

}  // namespace wutong::app
