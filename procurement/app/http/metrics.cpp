#include "procurement/app/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <sstream>

namespace wutong::app {

// The library measures in binary floating point: times and counts, never money.
struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("wutong_http_requests_total")
          .Help("Requests answered, by operation and status")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("wutong_http_request_seconds")
          .Help("Time from the whole request to the answer, by operation")
          .Register(registry);
  prometheus::Gauge& connections = prometheus::BuildGauge()
                                       .Name("wutong_http_connections")
                                       .Help("Live connections")
                                       .Register(registry)
                                       .Add({});
  prometheus::Gauge& statements = prometheus::BuildGauge()
                                      .Name("wutong_sql_statements")
                                      .Help("SQL statements sent since the start")
                                      .Register(registry)
                                      .Add({});
  prometheus::Gauge& rows_written = prometheus::BuildGauge()
                                        .Name("wutong_sql_rows_written")
                                        .Help("Rows written since the start")
                                        .Register(registry)
                                        .Add({});
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view operation, int status,
                            std::chrono::microseconds elapsed) {
  static const prometheus::Histogram::BucketBoundaries boundaries{.001, .005, .02, .1, .5, 2, 10};
  const std::string name(operation);
  state_->requests.Add({{"operation", name}, {"status", std::to_string(status)}}).Increment();
  state_->durations.Add({{"operation", name}}, boundaries)
      .Observe(std::chrono::duration<double>(elapsed).count());
}

void Metrics::set_connections(int live) {
  state_->connections.Set(live);
}

void Metrics::set_store_counts(const inventory::StatementCounts& counts) {
  state_->statements.Set(static_cast<double>(counts.statements));
  state_->rows_written.Set(static_cast<double>(counts.rows_written));
}

std::string Metrics::text() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
  return out.str();
}

}  // namespace wutong::app
