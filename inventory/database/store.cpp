#include "inventory/database/store.h"

#include <algorithm>
#include <thread>

#include "inventory/database/error.h"
#include "inventory/database/migrations.h"
#include "inventory/database/restore_mark.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view private_schema = "wutong";

void prepare(Store& store, SchemaOnOpening schema) {
  if (schema == SchemaOnOpening::leave_as_it_is) return;
  refuse_half_restored(*store.lease());
  migrate(store);
}

void add(StatementCounts& total, const StatementCounts& part) {
  total.statements += part.statements;
  total.rows_written += part.rows_written;
}

}  // namespace

Lease::Lease(Store& store, std::unique_ptr<Connection> connection)
    : store_(&store), connection_(std::move(connection)) {}

Lease::~Lease() {
  if (connection_) store_->give_back(std::move(connection_));
}

void Lease::discard() {
  store_->retire(*connection_);
  connection_.reset();
}

std::unique_ptr<Store> Store::open_private(const std::filesystem::path& data_folder,
                                           SchemaOnOpening schema) {
  auto server = std::make_unique<PrivateServer>(data_folder);
  DatabaseAddress address;
  address.url = "unix://" + server->socket_path();
  address.user = "root";
  {
    Connection connection(address);
    connection.execute("CREATE DATABASE IF NOT EXISTS " + std::string(private_schema) +
                       " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }
  address.schema = private_schema;
  std::unique_ptr<Store> store(new Store(address));
  store->private_server_ = std::move(server);
  prepare(*store, schema);
  return store;
}

std::unique_ptr<Store> Store::open_address(const DatabaseAddress& address, SchemaOnOpening schema) {
  std::unique_ptr<Store> store(new Store(address));
  prepare(*store, schema);
  return store;
}

Store::~Store() = default;

std::unique_ptr<Connection> Store::connect() {
  constexpr int attempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return std::make_unique<Connection>(address_);
    } catch (const DatabaseError& error) {
      if (!error.is_transient() || attempt == attempts) {
        throw DatabaseUnavailable(std::string("cannot connect to the database: ") + error.what());
      }
      if (private_server_) {
        private_server_->ensure_running();
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(200) * attempt);
      }
    }
  }
}

Lease Store::lease() {
  while (true) {
    std::unique_ptr<Connection> connection;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      connection = std::move(idle_.back());
      idle_.pop_back();
      lent_.push_back(connection.get());
    }
    if (connection->answers()) return {*this, std::move(connection)};
    retire(*connection);
  }
  std::unique_ptr<Connection> connection = connect();
  const std::lock_guard lock(mutex_);
  lent_.push_back(connection.get());
  return {*this, std::move(connection)};
}

void Store::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  std::erase(lent_, connection.get());
  idle_.push_back(std::move(connection));
}

void Store::retire(const Connection& connection) {
  const std::lock_guard lock(mutex_);
  std::erase(lent_, &connection);
  add(counts_of_closed_, connection.counts());
}

StatementCounts Store::counts() const {
  const std::lock_guard lock(mutex_);
  StatementCounts total = counts_of_closed_;
  for (const auto& connection : idle_) add(total, connection->counts());
  for (const Connection* connection : lent_) add(total, connection->counts());
  return total;
}

}  // namespace wutong::inventory
