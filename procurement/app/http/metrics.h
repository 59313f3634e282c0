#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "inventory/database/store.h"

namespace wutong::app {

/// What Prometheus reads at /metrics.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void count_request(std::string_view operation, int status, std::chrono::microseconds elapsed);
  void set_connections(int live);
  void set_store_counts(const inventory::StatementCounts& counts);
  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::app
