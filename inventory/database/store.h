#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/database/private_server.h"

namespace wutong::inventory {

class Store;

/// What opening a database does to its schema.
enum class SchemaOnOpening {
  bring_to_newest,  ///< for daily use; a half restored database is refused (HalfRestored)
  leave_as_it_is    ///< for backup and restore, which must see what is there
};

/// A connection on loan from the store's pool; goes back when destroyed.
class Lease {
 public:
  Lease(Store& store, std::unique_ptr<Connection> connection);
  ~Lease();
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }
  /// The session broke: it is closed instead of going back.
  void discard();

 private:
  Store* store_;
  std::unique_ptr<Connection> connection_;
};

/// The one database: a private server in a folder, or a server elsewhere. Lends connections that
/// have just answered, and starts the private server again when it has died.
class Store {
 public:
  /// Starts or joins the private server of `data_folder`.
  static std::unique_ptr<Store> open_private(
      const std::filesystem::path& data_folder,
      SchemaOnOpening schema = SchemaOnOpening::bring_to_newest);
  /// A database that somebody else runs.
  static std::unique_ptr<Store> open_address(
      const DatabaseAddress& address, SchemaOnOpening schema = SchemaOnOpening::bring_to_newest);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  Lease lease();
  const DatabaseAddress& address() const { return address_; }
  StatementCounts counts() const;  ///< of all connections, so far

 private:
  friend class Lease;
  explicit Store(DatabaseAddress address) : address_(std::move(address)) {}
  std::unique_ptr<Connection> connect();
  void give_back(std::unique_ptr<Connection> connection);
  void retire(const Connection& connection);

  DatabaseAddress address_;
  std::unique_ptr<PrivateServer> private_server_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::vector<const Connection*> lent_;
  StatementCounts counts_of_closed_;
};

}  // namespace wutong::inventory
