#include "procurement/app/http/request_log.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace wutong::app {

using nlohmann::ordered_json;

namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> shared = [] {
    auto made = spdlog::stderr_logger_mt("wutong");
    made->set_pattern("%v");
    return made;
  }();
  return *shared;
}

void write(std::string_view level, const ordered_json& fields) {
  ordered_json line{{"time", Poco::DateTimeFormatter::format(
                                 Poco::Timestamp(), Poco::DateTimeFormat::ISO8601_FRAC_FORMAT)},
                    {"level", level}};
  line.update(fields);
  logger().info(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

void log_request(const HttpRequest& request, std::string_view operation, int status,
                 std::chrono::microseconds elapsed) {
  write("info", {{"request_id", request.request_id},
                 {"method", request.method},
                 {"operation", operation},
                 {"status", status},
                 {"microseconds", elapsed.count()}});
}

void log_fault(const HttpRequest& request, std::string_view reason) {
  write("error", {{"request_id", request.request_id}, {"fault", reason}});
}

void log_event(std::string_view event) {
  write("info", {{"event", event}});
}

}  // namespace wutong::app
