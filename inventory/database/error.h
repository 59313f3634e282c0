#pragma once

#include <stdexcept>
#include <string>

namespace wutong::inventory {

/// The database cannot be reached or started: a fault of the machine, not of the request.
class DatabaseUnavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The database was written by a newer program; this one must not touch it.
class SchemaTooNew : public DatabaseUnavailable {
 public:
  SchemaTooNew(int database, int program)
      : DatabaseUnavailable("the database's schema (" + std::to_string(database) +
                            ") is newer than this program (" + std::to_string(program) + ")"),
        database_(database),
        program_(program) {}
  int database() const { return database_; }
  int program() const { return program_; }

 private:
  int database_;
  int program_;
};

/// A restore into this database did not end well: what is in it must not be used.
class HalfRestored : public DatabaseUnavailable {
 public:
  HalfRestored(const std::string& backup, const std::string& begun_at, const std::string& problem)
      : DatabaseUnavailable("the database is half restored from " + backup + " (begun " + begun_at +
                            " UTC): " + problem),
        backup_(backup),
        begun_at_(begun_at),
        problem_(problem) {}
  const std::string& backup() const { return backup_; }
  const std::string& begun_at() const { return begun_at_; }
  const std::string& problem() const { return problem_; }

 private:
  std::string backup_;
  std::string begun_at_;
  std::string problem_;
};

/// The server answered a statement with an error. `code` is the server's (1062 duplicate, ...).
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const { return code_; }
  /// The whole transaction is gone or its outcome unknown: running the whole operation again helps.
  bool is_transient() const;
  /// A unique key already has this row.
  bool is_duplicate() const { return code_ == 1062; }
  /// The connection is gone and must be made anew.
  bool is_connection_lost() const;

 private:
  int code_;
};

}  // namespace wutong::inventory
