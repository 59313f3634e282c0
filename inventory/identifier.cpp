#include "inventory/identifier.h"

#include <algorithm>
#include <random>

namespace wutong::inventory {

namespace {

constexpr std::chrono::sys_days epoch = std::chrono::year(2020) / 1 / 1;
constexpr int counter_bits = 12;
constexpr int process_bits = 10;

}  // namespace

std::int64_t IdentifierSource::next() {
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - epoch).count();
  const std::lock_guard lock(mutex_);
  // A burst of more than a counter's worth runs ahead of the clock instead of waiting for it; a
  // clock that is set back is ignored until it has caught up.
  last_ = std::max<std::int64_t>(last_ + 1, now << counter_bits);
  const std::int64_t milliseconds = last_ >> counter_bits;
  const std::int64_t counter = last_ & ((1 << counter_bits) - 1);
  return (milliseconds << (process_bits + counter_bits)) |
         (static_cast<std::int64_t>(process_) << counter_bits) | counter;
}

IdentifierSource& IdentifierSource::shared() {
  static IdentifierSource source(std::random_device{}());
  return source;
}

std::chrono::sys_time<std::chrono::milliseconds> made_at(std::int64_t id) {
  return epoch + std::chrono::milliseconds(id >> (process_bits + counter_bits));
}

std::int64_t first_id_at(std::chrono::sys_time<std::chrono::milliseconds> moment) {
  const std::int64_t milliseconds = (moment - epoch).count();
  return milliseconds <= 0 ? 0 : milliseconds << (process_bits + counter_bits);
}

}  // namespace wutong::inventory
