#include "tests/support/test_database.h"

#include <atomic>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "inventory/database/server_lock.h"
#include "tests/support/eventually.h"
#include "tests/support/temporary_folder.h"

namespace wutong::test {

using inventory::Connection;
using inventory::DatabaseAddress;

namespace {

/// The one server of this run of the tests.
class TestServer {
 public:
  static const TestServer& shared() {
    static const TestServer server;
    return server;
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  DatabaseAddress address_of(const std::string& schema) const {
    DatabaseAddress address;
    address.url = "unix://" + server_->socket_path();
    address.user = "root";
    address.schema = schema;
    return address;
  }

 private:
  TestServer() : server_(folder_.path()) {}
  ~TestServer() {
    server_.reset();
    // The folder may go only after the server: it stops by itself when its last user has left.
    inventory::ServerLock lock(inventory::ServerFolder(folder_.path()), "server.lock");
    if (!eventually([&] { return lock.try_exclusive(); })) {
      std::cerr << "the server of the tests in " << folder_.path() << " does not end\n";
    }
  }

  TemporaryFolder folder_;
  std::optional<inventory::PrivateServer> server_;
};

std::string next_schema() {
  static std::atomic<int> last = 0;
  return "test_" + std::to_string(++last);
}

}  // namespace

EmptyDatabase::EmptyDatabase() : address_(TestServer::shared().address_of(next_schema())) {
  Connection connection(TestServer::shared().address_of(""));
  connection.execute("CREATE DATABASE " + address_.schema +
                     " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
}

EmptyDatabase::~EmptyDatabase() {
  try {
    Connection(TestServer::shared().address_of("")).execute("DROP DATABASE " + address_.schema);
  } catch (const std::exception& fault) {
    std::cerr << "the database " << address_.schema << " stays: " << fault.what() << '\n';
  }
}

std::unique_ptr<Connection> EmptyDatabase::connect() const {
  return std::make_unique<Connection>(address_);
}

TestDatabase::TestDatabase()
    : store_(inventory::Store::open_address(database_.address())), session_(database_.connect()) {}

std::int64_t TestDatabase::figure(std::string_view query) {
  const auto figure = session().query_integer(query);
  if (!figure) throw std::runtime_error("no figure for " + std::string(query));
  return *figure;
}

std::vector<std::string> TestDatabase::rows(std::string_view query) {
  return rows_of(session(), query);
}

std::vector<std::string> rows_of(Connection& connection, std::string_view query) {
  inventory::Rows rows = connection.query(query);
  std::vector<std::string> lines;
  while (rows.next()) {
    std::string& line = lines.emplace_back();
    for (unsigned column = 1; column <= rows.columns(); ++column) {
      if (column > 1) line += '|';
      line += rows.is_null(column) ? "NULL" : rows.text(column);
    }
  }
  return lines;
}

std::int64_t session_number(Connection& connection) {
  return connection.query_integer("SELECT CONNECTION_ID()").value();
}

void kill_session(const DatabaseAddress& address, std::int64_t session) {
  Connection killer(address);
  killer.execute("KILL " + std::to_string(session));
  const bool gone = eventually([&] {
    return killer.query_integer("SELECT COUNT(*) FROM information_schema.processlist WHERE id = " +
                                std::to_string(session)) == 0;
  });
  if (!gone) throw std::runtime_error("a killed session does not end");
}

bool is_waiting_for_table(Connection& observer, std::int64_t session) {
  return observer.query_integer(
             "SELECT COUNT(*) FROM information_schema.processlist WHERE state ="
             " 'Waiting for table metadata lock' AND id = " +
             std::to_string(session)) > 0;
}

bool some_wait_for_a_row(Connection& observer) {
  return observer.query_integer(
             "SELECT variable_value FROM information_schema.global_status WHERE variable_name ="
             " 'INNODB_ROW_LOCK_CURRENT_WAITS'") > 0;
}

std::int64_t longest_statement_milliseconds(Connection& observer) {
  return observer
      .query_integer(
          "SELECT CAST(MAX(time_ms) AS INTEGER) FROM information_schema.processlist WHERE"
          " db = DATABASE() AND command = 'Query' AND id <> CONNECTION_ID()")
      .value_or(0);
}

}  // namespace wutong::test
