#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace wutong::inventory {

/// Makes 63-bit ids that grow with time: 41 bits of milliseconds since 2020, 10 bits of the process
/// (random), 12 of a counter. Programs make ids, not the database, so that writers never queue for
/// one and a county can live on any shard. Unique within a county; a clash of two processes would
/// show as a duplicate key, and the operation runs again.
class IdentifierSource {
 public:
  using Clock = std::chrono::system_clock;
  explicit IdentifierSource(std::uint32_t process) : process_(process & 0x3ffU) {}
  std::int64_t next();
  /// The source of this process.
  static IdentifierSource& shared();

 private:
  const std::uint32_t process_;
  std::mutex mutex_;
  std::int64_t last_ = 0;  ///< milliseconds and counter of the last id
};

/// When an id was made, and the smallest id that can have been made at a moment or later.
std::chrono::sys_time<std::chrono::milliseconds> made_at(std::int64_t id);
std::int64_t first_id_at(std::chrono::sys_time<std::chrono::milliseconds> moment);

}  // namespace wutong::inventory
