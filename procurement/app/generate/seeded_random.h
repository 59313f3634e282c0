#pragma once

#include <cstdint>
#include <random>

namespace wutong::app {

/// What a stream of random numbers is for. Each purpose and each index has its own stream, so that
/// one more facility does not change what the others ask for. The values are part of the files'
/// bytes: never renumber them.
enum class Purpose : std::uint64_t {
  facility_size = 1,
  line_quota = 2,
  emergency_count = 3,
  regular_requests = 4,
  emergency_requests = 5,
  facility_stock = 6,
  centre_stock = 7,
  bids = 8,
  bid_tiers = 9,
  deliveries = 10,
};

/// Whole random numbers that are the same on every machine: std::mt19937_64 is fixed by the
/// standard, its distributions are not. Never draw twice in the arguments of one call: their order
/// is the compiler's choice.
class SeededRandom {
 public:
  SeededRandom(std::uint64_t seed, Purpose purpose, std::uint64_t index);

  /// 0 to bound - 1, each as likely as the others; bound is 1 or more.
  std::int64_t below(std::int64_t bound);
  /// Both ends included.
  std::int64_t between(std::int64_t least, std::int64_t greatest);
  bool happens(std::int64_t times_in_a_thousand);

 private:
  std::mt19937_64 engine_;
};

}  // namespace wutong::app
