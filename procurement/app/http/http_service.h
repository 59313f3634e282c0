#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "inventory/database/store.h"
#include "inventory/records/instant.h"
#include "procurement/app/audit/audit_evidence.h"
#include "procurement/app/http/message.h"
#include "procurement/app/http/route.h"
#include "procurement/identity/sealing_key.h"

namespace wutong::procurement {
class ItemSearch;
struct Identity;
}  // namespace wutong::procurement

namespace wutong::app {

class ConsoleFiles;
class Jobs;
class Metrics;
class SchemaBook;

/// What `wutong serve` was told.
struct ServiceSettings {
  std::int64_t county_id{};
  std::string county_code;
  std::filesystem::path console_folder;  ///< the built console; empty: none
  procurement::SealingKey sealing_key;   ///< of the authenticators' secrets
  AuditEvidence audit;                   ///< signs checkpoints of the audit chain
};

/// Answers requests: route, session, permission, schema, operation, and what went wrong. One for
/// the whole server; safe from any thread.
class HttpService {
 public:
  HttpService(inventory::Store& store, ServiceSettings settings);
  ~HttpService();
  HttpService(const HttpService&) = delete;
  HttpService& operator=(const HttpService&) = delete;

  HttpAnswer answer(const HttpRequest& request);

  /// How long a body this request may have, decided before it is read: files only for users.
  std::size_t body_limit(const HttpRequest& request);

  inventory::Store& store() { return store_; }
  std::int64_t county_id() const { return settings_.county_id; }
  const std::string& county_code() const { return settings_.county_code; }
  const AuditEvidence& audit() const { return settings_.audit; }
  const SchemaBook& schemas() const { return *schemas_; }
  const ConsoleFiles& console() const { return *console_; }
  procurement::Identity& identity();
  inventory::Instant now() const;
  procurement::ItemSearch& item_search() { return *item_search_; }
  Jobs& jobs() { return *jobs_; }
  Metrics& metrics() { return *metrics_; }

 private:
  struct WorkSlots;
  struct Accounts;
  HttpAnswer guarded_answer(const HttpRequest& request, const Route*& route);
  HttpAnswer route_answer(const HttpRequest& request, const RouteMatch& match);

  inventory::Store& store_;
  ServiceSettings settings_;
  std::unique_ptr<SchemaBook> schemas_;
  std::unique_ptr<ConsoleFiles> console_;
  std::unique_ptr<Metrics> metrics_;
  std::unique_ptr<Jobs> jobs_;
  std::unique_ptr<WorkSlots> slots_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<procurement::ItemSearch> item_search_;
};

}  // namespace wutong::app
