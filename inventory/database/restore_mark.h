#pragma once

#include <memory>
#include <optional>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// What stands in a database while it is being restored, from before its first table until all of
/// it was verified: the table `restore_mark`, which no migration makes.
struct RestoreMark {
  std::string backup;    ///< the path of the backup that is being restored
  std::string begun_at;  ///< UTC
  std::string problem;   ///< why the restore ended, when it could still say so
};

constexpr const char* restore_mark_table = "restore_mark";

/// Nothing in a database that was never restored, or restored well.
std::optional<RestoreMark> find_restore_mark(Connection& connection);

/// Throws HalfRestored when there is a mark.
void refuse_half_restored(Connection& connection);

/// Holds the mark of a database, in a session of its own: while it lives, no other restore can hold
/// it; a killed one holds it no more.
class HeldRestoreMark {
 public:
  /// Makes the mark, or takes over that of a restore that has ended. Nothing when another restore
  /// holds it.
  static std::unique_ptr<HeldRestoreMark> take(const DatabaseAddress& address,
                                               const std::string& backup);
  HeldRestoreMark(const HeldRestoreMark&) = delete;
  HeldRestoreMark& operator=(const HeldRestoreMark&) = delete;
  ~HeldRestoreMark();

  /// Leaves the mark behind, with the reason.
  void leave(const std::string& problem);
  /// The database is whole: the mark goes.
  void remove();

 private:
  explicit HeldRestoreMark(const DatabaseAddress& address) : session_(address) {}
  Connection session_;
  std::optional<Transaction> holding_;
};

}  // namespace wutong::inventory
