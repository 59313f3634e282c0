#include "inventory/database/restore_mark.h"

#include "inventory/database/error.h"
#include "inventory/database/migrations.h"

namespace wutong::inventory {

namespace {

constexpr const char* interrupted = "it was interrupted";
constexpr int table_exists_already = 1050;
constexpr int table_is_not_there = 1146;

void make_table(Connection& session) {
  try {
    session.execute(
        "CREATE TABLE restore_mark (id INT NOT NULL, backup TEXT NOT NULL,"
        " begun_at DATETIME(6) NOT NULL, problem TEXT NOT NULL, verified INT NOT NULL,"
        " PRIMARY KEY (id)) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  } catch (const DatabaseError& error) {
    if (error.code() != table_exists_already) throw;
  }
}

}  // namespace

std::optional<RestoreMark> find_restore_mark(Connection& connection) try {
  if (!has_table(connection, restore_mark_table)) return std::nullopt;
  Rows rows = connection.query("SELECT backup, begun_at, problem, verified FROM restore_mark");
  // Without a row, its maker was killed before it wrote one.
  if (!rows.next()) return RestoreMark{"?", "?", interrupted};
  if (rows.integer(4) == 1) return std::nullopt;  // killed when only the table was left to drop
  return RestoreMark{rows.text(1), rows.text(2), rows.text(3)};
} catch (const DatabaseError& error) {
  if (error.code() == table_is_not_there) return std::nullopt;  // dropped in this very moment
  throw;
}

void refuse_half_restored(Connection& connection) {
  if (const auto mark = find_restore_mark(connection)) {
    throw HalfRestored(mark->backup, mark->begun_at, mark->problem);
  }
}

std::unique_ptr<HeldRestoreMark> HeldRestoreMark::take(const DatabaseAddress& address,
                                                       const std::string& backup) try {
  std::unique_ptr<HeldRestoreMark> mark(new HeldRestoreMark(address));
  Connection& session = mark->session_;
  session.execute("SET SESSION innodb_lock_wait_timeout = 1");
  make_table(session);
  // Only a restore that holds the row may write it, and so this waits in vain for another's.
  session.execute("INSERT INTO restore_mark VALUES (1, " + session.quoted(backup) +
                  ", UTC_TIMESTAMP(6), " + session.quoted(interrupted) +
                  ", 0) ON DUPLICATE KEY UPDATE backup = VALUES(backup),"
                  " begun_at = VALUES(begun_at), problem = VALUES(problem)");
  mark->holding_.emplace(session);
  const auto verified =
      session.query_integer("SELECT verified FROM restore_mark WHERE id = 1 FOR UPDATE");
  if (verified != 0) return nullptr;  // the other restore has ended well in this very moment
  return mark;
} catch (const DatabaseError& error) {
  if (error.is_transient() && !error.is_connection_lost()) return nullptr;  // waited in vain
  if (error.code() == table_is_not_there) return nullptr;  // the other restore has just ended
  throw;
}

HeldRestoreMark::~HeldRestoreMark() = default;

void HeldRestoreMark::leave(const std::string& problem) {
  session_.execute("UPDATE restore_mark SET problem = " + session_.quoted(problem));
  holding_.value().commit();  // a Transaction: a lost commit throws
  holding_.reset();
}

void HeldRestoreMark::remove() {
  // First the word, then the table: dropping it ends the transaction that keeps others out.
  session_.execute("UPDATE restore_mark SET verified = 1");
  holding_.value().commit();  // a Transaction: a lost commit throws
  holding_.reset();
  session_.execute("DROP TABLE restore_mark");
}

}  // namespace wutong::inventory
