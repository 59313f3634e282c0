#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/store.h"

namespace wutong::test {

/// An empty database of its own on the private server that all tests of a run share; it goes when
/// the test ends. The server is started for the first of them, in a temporary folder.
class EmptyDatabase {
 public:
  EmptyDatabase();
  ~EmptyDatabase();
  EmptyDatabase(const EmptyDatabase&) = delete;
  EmptyDatabase& operator=(const EmptyDatabase&) = delete;

  const inventory::DatabaseAddress& address() const { return address_; }
  /// A session of its own, outside of any store's pool.
  std::unique_ptr<inventory::Connection> connect() const;

 private:
  inventory::DatabaseAddress address_;
};

/// A database with the newest schema, a store on it, and a session of the test's own beside it.
class TestDatabase {
 public:
  TestDatabase();

  inventory::Store& store() { return *store_; }
  inventory::Connection& session() { return *session_; }
  std::unique_ptr<inventory::Connection> connect() const { return database_.connect(); }
  const inventory::DatabaseAddress& address() const { return database_.address(); }

  /// The figure that a query answers; the query must have one row.
  std::int64_t figure(std::string_view query);
  /// Every row that a query answers, "a|b|NULL".
  std::vector<std::string> rows(std::string_view query);

 private:
  EmptyDatabase database_;
  std::unique_ptr<inventory::Store> store_;
  std::unique_ptr<inventory::Connection> session_;
};

/// Every row that a query answers, its columns apart by a bar: "a|b|NULL".
std::vector<std::string> rows_of(inventory::Connection& connection, std::string_view query);

std::int64_t session_number(inventory::Connection& connection);
/// Ends a session from outside, as a crash or an operator would, and waits until it has gone.
void kill_session(const inventory::DatabaseAddress& address, std::int64_t session);
/// Whether a session now waits for a table that another one has locked.
bool is_waiting_for_table(inventory::Connection& observer, std::int64_t session);
/// Whether any transaction on the server now waits for a row that another one has locked.
bool some_wait_for_a_row(inventory::Connection& observer);
/// For how long a session of this database has been at its present statement, the longest of all.
std::int64_t longest_statement_milliseconds(inventory::Connection& observer);

}  // namespace wutong::test
