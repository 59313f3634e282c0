#include "procurement/app/http/kept_answers.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace wutong::app {

std::optional<HttpAnswer> find_kept_answer(inventory::Store& store,
                                           const inventory::CommandRequest& request) {
  const auto connection = store.lease();
  inventory::Rows rows = connection->query(
      fmt::format("SELECT content_hash, status, content_type, headers, body FROM http_answer"
                  " WHERE county_id = {} AND idempotency_key = {}",
                  request.county_id, connection->quoted(request.idempotency_key)));
  if (!rows.next()) return std::nullopt;
  if (rows.text(1) != request.content_hash) {
    throw inventory::ContentDiffers(request.idempotency_key);
  }
  HttpAnswer answer;
  answer.status = static_cast<int>(rows.integer(2));
  answer.content_type = rows.text(3);
  answer.headers = nlohmann::json::parse(rows.text(4));
  answer.body = rows.text(5);
  return answer;
}

HttpAnswer keep_answer(inventory::Store& store, const inventory::CommandRequest& request,
                       const HttpAnswer& answer, inventory::Instant now) {
  const bool is_first = [&] {
    const auto connection = store.lease();
    const nlohmann::json headers = answer.headers;
    return connection->execute(fmt::format(
               "INSERT IGNORE INTO http_answer (county_id, idempotency_key, content_hash, status,"
               " content_type, headers, body, answered_at)"
               " VALUES ({}, {}, {}, {}, {}, {}, {}, '{}')",
               request.county_id, connection->quoted(request.idempotency_key),
               connection->quoted(request.content_hash), answer.status,
               connection->quoted(answer.content_type), connection->quoted(headers.dump()),
               connection->quoted(answer.body), inventory::to_sql(now))) > 0;
  }();
  if (is_first) return answer;
  return find_kept_answer(store, request).value_or(answer);
}

void forget_old_answers(inventory::Store& store, std::int64_t county_id, inventory::Instant now) {
  const auto connection = store.lease();
  connection->execute(
      fmt::format("DELETE FROM http_answer WHERE county_id = {} AND answered_at < '{}' LIMIT 5000",
                  county_id, inventory::to_sql(now - kept_for)));
}

}  // namespace wutong::app
