#include <charconv>
#include <nlohmann/json.hpp>

#include "inventory/audit_chain.h"
#include "inventory/audit_log.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

std::int64_t sequence_of(std::string_view text) {
  std::int64_t sequence = 0;
  std::from_chars(text.data(), text.data() + text.size(), sequence);
  return sequence;
}

ordered_json shown(const inventory::AuditEntry& entry) {
  return {{"sequence", entry.sequence},
          {"recorded_at", instant(entry.recorded_at)},
          {"actor", entry.actor},
          {"operation", entry.operation},
          {"idempotency_key", entry.idempotency_key},
          {"content_hash", entry.content_hash},
          {"outcome", entry.outcome},
          {"hash", entry.hash}};
}

}  // namespace

HttpAnswer list_audit(Call& call) {
  const Page page = page_of(call);
  const inventory::AuditFilter filter{std::string(call.parameter("actor")),
                                      std::string(call.parameter("operation"))};
  const auto connection = call.service.store().lease();
  ordered_json entries = ordered_json::array();
  for (const auto& entry :
       inventory::list_audit_entries(*connection, call.service.county_id(), filter,
                                     sequence_of(page.after), page.limit + 1)) {
    entries.push_back(shown(entry));
  }
  return page_answer("entries", std::move(entries), page, "sequence");
}

HttpAnswer verify_audit(Call& call) {
  const auto connection = call.service.store().lease();
  const auto broken = inventory::verify_audit_chain(*connection, call.service.county_id());
  if (!broken)
    return json_answer({{"unbroken", true}, {"broken_at", nullptr}, {"reason", nullptr}});
  return json_answer(
      {{"unbroken", false}, {"broken_at", broken->sequence}, {"reason", broken->reason}});
}

}  // namespace wutong::app::handlers
