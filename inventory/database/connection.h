#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"

namespace wutong::inventory {

/// Where the database is and who we are to it.
struct DatabaseAddress {
  std::string url;  ///< "unix:///path/to/socket" or "tcp://host:port"
  std::string user;
  std::string password;
  std::string schema;  ///< the database's name; empty: none chosen yet
  std::string tls_ca;  ///< PEM file of the authority to trust; empty: no TLS asked for
  bool tls_required = false;
};

/// What a stretch of work asked of the database: it grows with batches, never with lines.
struct StatementCounts {
  std::int64_t statements = 0;
  std::int64_t rows_written = 0;
};

/// The rows of one SELECT, read forward, once, as they arrive. Columns count from 1. The connection
/// can do nothing else until the rows are read to the end or destroyed.
class Rows {
 public:
  struct State;
  explicit Rows(std::unique_ptr<State> state);
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

  bool next();
  unsigned columns() const;
  std::string name(unsigned column) const;
  bool is_null(unsigned column) const;
  std::string text(unsigned column) const;
  std::int64_t integer(unsigned column) const;  ///< throws DatabaseError when it is none
  pricing::Quantity quantity(unsigned column) const { return pricing::Quantity(integer(column)); }
  std::optional<pricing::Quantity> optional_quantity(unsigned column) const;
  Date date(unsigned column) const;
  pricing::Money money(unsigned column) const;
  /// A DECIMAL(18,6) column and the column of the decimals that it came with.
  pricing::UnitPrice price(unsigned column, unsigned places_column) const;

 private:
  std::unique_ptr<State> state_;
};

/// One session on the database, used by one thread at a time. Every failure is a DatabaseError.
/// Transactions go through Transaction: the connector's own commit() hides failures.
class Connection {
 public:
  explicit Connection(const DatabaseAddress& address);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// A statement without result rows; returns the number of rows it says it affected.
  std::int64_t execute(std::string_view sql);
  Rows query(std::string_view sql);
  /// The first column of the first row, when there is one that is not NULL.
  std::optional<std::int64_t> query_integer(std::string_view sql);
  std::optional<std::string> query_text(std::string_view sql);

  /// `text` as an SQL literal, quotes included.
  std::string quoted(std::string_view text) const;

  bool answers();  ///< a round trip succeeded
  const StatementCounts& counts() const { return counts_; }
  /// Multi-row inserts say how many rows they carry: the server's figure counts updates twice.
  void count_rows_written(std::int64_t rows) { counts_.rows_written += rows; }

 private:
  struct State;
  void refuse_clear_text();
  std::unique_ptr<State> state_;
  StatementCounts counts_;
};

/// A transaction that is rolled back unless commit() returned. A lost commit is noticed: it throws.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();
  Connection& connection() { return connection_; }

 private:
  Connection& connection_;
  bool open_ = true;
};

/// Everything read while it lives is of one moment, whatever others commit meanwhile.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
};

}  // namespace wutong::inventory
