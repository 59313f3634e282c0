#include "inventory/database/connection.h"

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>
#include <mysql_connection.h>
#include <mysql_driver.h>

#include <charconv>
#include <mutex>

#include "inventory/database/error.h"

namespace wutong::inventory {

namespace {

[[noreturn]] void rethrow(const sql::SQLException& error) {
  throw DatabaseError(error.getErrorCode(), error.what());
}

/// Runs `work`, turning the connector's exceptions into ours.
template <typename Work>
auto guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const sql::SQLException& error) {
    rethrow(error);
  }
}

[[noreturn]] void not_a(const char* what, const std::string& text) {
  throw DatabaseError(0, std::string("a column holds no ") + what + ": \"" + text + "\"");
}

sql::Driver& driver() {
  // The connector's first call is not safe from several threads at once.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  return *sql::mysql::get_driver_instance();
}

sql::ConnectOptionsMap options_of(const DatabaseAddress& address) {
  sql::ConnectOptionsMap options;
  options["hostName"] = sql::SQLString(address.url);
  options["userName"] = sql::SQLString(address.user);
  options["password"] = sql::SQLString(address.password);
  if (!address.schema.empty()) options["schema"] = sql::SQLString(address.schema);
  options["CLIENT_MULTI_STATEMENTS"] = false;
  options["OPT_CONNECT_TIMEOUT"] = 20;
  options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  if (!address.tls_ca.empty()) options["sslCA"] = sql::SQLString(address.tls_ca);
  if (address.tls_required) options["sslEnforce"] = true;
  return options;
}

}  // namespace

struct Rows::State {
  std::unique_ptr<sql::Statement> statement;
  std::unique_ptr<sql::ResultSet> rows;
};

struct Connection::State {
  std::unique_ptr<sql::Connection> connection;
  std::unique_ptr<sql::Statement> statement;
};

Rows::Rows(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next() {
  return guarded([&] { return state_->rows->next(); });
}

unsigned Rows::columns() const {
  return guarded([&] { return state_->rows->getMetaData()->getColumnCount(); });
}

std::string Rows::name(unsigned column) const {
  return guarded([&] { return state_->rows->getMetaData()->getColumnLabel(column).asStdString(); });
}

bool Rows::is_null(unsigned column) const {
  return guarded([&] { return state_->rows->isNull(column); });
}

std::string Rows::text(unsigned column) const {
  return guarded([&] { return state_->rows->getString(column).asStdString(); });
}

std::int64_t Rows::integer(unsigned column) const {
  // getInt wraps and getInt64 takes any text: parse the text ourselves.
  const std::string digits = text(column);
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end) not_a("whole number", digits);
  return value;
}

std::optional<pricing::Quantity> Rows::optional_quantity(unsigned column) const {
  if (is_null(column)) return std::nullopt;
  return quantity(column);
}

Date Rows::date(unsigned column) const {
  const std::string day = text(column);
  const std::optional<Date> date = parse_date(day);
  if (!date) not_a("date", day);
  return *date;
}

pricing::Money Rows::money(unsigned column) const {
  return pricing::Money::parse(text(column));
}

pricing::UnitPrice Rows::price(unsigned column, unsigned places_column) const {
  const auto stored = pricing::UnitPrice::parse(text(column));
  return pricing::UnitPrice::of_micros(stored.micros(), static_cast<int>(integer(places_column)));
}

Connection::Connection(const DatabaseAddress& address) : state_(std::make_unique<State>()) {
  guarded([&] {
    sql::ConnectOptionsMap options = options_of(address);
    state_->connection.reset(driver().connect(options));
    state_->statement.reset(state_->connection->createStatement());
  });
  // The connector forces REPEATABLE READ on connecting; an outside server may have any mode.
  execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  execute(
      "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
      "NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY'");
  if (address.tls_required) refuse_clear_text();
  counts_ = {};
}

/// The client library falls back to clear text when the server offers no TLS: ask the session
/// itself.
void Connection::refuse_clear_text() {
  std::string cipher;
  Rows rows = query("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  while (rows.next()) cipher = rows.text(2);
  if (cipher.empty()) {
    throw DatabaseUnavailable("TLS was asked for, and the database server does not offer it");
  }
}

Connection::~Connection() = default;

std::int64_t Connection::execute(std::string_view sql) {
  ++counts_.statements;
  return guarded([&]() -> std::int64_t {
    // execute, not executeUpdate: it serves DDL, SET and COMMIT alike and throws what it meets.
    state_->statement->execute(sql::SQLString(sql.data(), sql.size()));
    return static_cast<std::int64_t>(state_->statement->getUpdateCount());
  });
}

Rows Connection::query(std::string_view sql) {
  ++counts_.statements;
  return guarded([&] {
    auto rows = std::make_unique<Rows::State>();
    rows->statement.reset(state_->connection->createStatement());
    rows->statement->setResultSetType(sql::ResultSet::TYPE_FORWARD_ONLY);
    rows->rows.reset(rows->statement->executeQuery(sql::SQLString(sql.data(), sql.size())));
    return Rows(std::move(rows));
  });
}

std::optional<std::int64_t> Connection::query_integer(std::string_view sql) {
  Rows rows = query(sql);
  std::optional<std::int64_t> value;
  while (rows.next()) {  // to the end: an unread row would spoil the next statement
    if (!value && !rows.is_null(1)) value = rows.integer(1);
  }
  return value;
}

std::optional<std::string> Connection::query_text(std::string_view sql) {
  Rows rows = query(sql);
  std::optional<std::string> value;
  while (rows.next()) {
    if (!value && !rows.is_null(1)) value = rows.text(1);
  }
  return value;
}

std::string Connection::quoted(std::string_view text) const {
  return guarded([&] {
    auto& session = dynamic_cast<sql::mysql::MySQL_Connection&>(*state_->connection);
    const sql::SQLString escaped = session.escapeString(sql::SQLString(text.data(), text.size()));
    return "'" + escaped.asStdString() + "'";
  });
}

bool Connection::answers() {
  try {
    return query_integer("SELECT 1") == 1;
  } catch (const DatabaseError&) {
    return false;
  }
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
  connection_.execute("START TRANSACTION");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const DatabaseError&) {
    // The session is gone, and the server has rolled back with it.
  }
}

void Transaction::commit() {
  open_ = false;
  connection_.execute("COMMIT");
}

Snapshot::Snapshot(Connection& connection) : connection_(connection) {
  connection_.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  connection_.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
}

Snapshot::~Snapshot() {
  try {
    connection_.execute("ROLLBACK");  // nothing was written
  } catch (const DatabaseError&) {
    // The session is gone, and its snapshot with it.
  }
}

}  // namespace wutong::inventory
