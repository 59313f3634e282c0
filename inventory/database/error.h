#pragma once

#include <stdexcept>
#include <string>

namespace wutong::inventory {

/// The database cannot be reached or started: a fault of the machine, not of the request.
class DatabaseUnavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
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
