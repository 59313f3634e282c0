#include <charconv>
#include <nlohmann/json.hpp>

#include "inventory/audit/verify_audit.h"
#include "inventory/audit_log.h"
#include "procurement/app/audit/audit_archive.h"
#include "procurement/app/audit/sign_checkpoint.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/run_operation.h"
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

ordered_json shown(const inventory::Checkpoint& checkpoint) {
  return {{"number", checkpoint.number},       {"sequence", checkpoint.sequence},
          {"hash", checkpoint.hash},           {"made_at", instant(checkpoint.made_at)},
          {"previous", checkpoint.previous},   {"key_fingerprint", checkpoint.key_fingerprint},
          {"signature", checkpoint.signature}, {"text", file_text(checkpoint)}};
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
  const auto trust = call.service.audit().trust(call.service.county_id());
  const auto connection = call.service.store().lease();
  const auto verdict = inventory::verify_audit(*connection, call.service.county_id(), trust);
  ordered_json answer{{"unbroken", verdict.is_whole()},
                      {"broken_at", nullptr},
                      {"reason", nullptr},
                      {"checkpoint", nullptr},
                      {"rows", verdict.entries},
                      {"checkpoints", verdict.checkpoints}};
  if (verdict.checkpoint) {
    answer["broken_at"] = verdict.checkpoint->sequence;
    answer["reason"] = verdict.checkpoint->reason;
    answer["checkpoint"] = verdict.checkpoint->number;
  }
  if (verdict.link) {  // a broken link says more than what follows from it
    answer["broken_at"] = verdict.link->sequence;
    answer["reason"] = verdict.link->reason;
    answer["checkpoint"] = nullptr;
  }
  return json_answer(answer);
}

HttpAnswer list_checkpoints(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  ordered_json checkpoints = ordered_json::array();
  for (const auto& one : inventory::load_checkpoints(*connection, call.service.county_id(),
                                                     sequence_of(page.after), page.limit + 1)) {
    checkpoints.push_back(shown(one));
  }
  return page_answer("checkpoints", std::move(checkpoints), page, "number");
}

HttpAnswer make_audit_checkpoint(Call& call) {
  const HttpService& service = call.service;
  const std::string answer = run_operation(
      call, inventory::make_checkpoint_operation, [&](inventory::Connection& connection) {
        return sign_checkpoint(connection, service.county_id(), service.audit(), service.now());
      });
  return json_answer(
      shown(signed_checkpoint(call.service.store(), service.county_id(), service.audit(), answer)));
}

HttpAnswer export_audit(Call& call) {
  const auto day = [&](const char* name) -> std::optional<inventory::Date> {
    if (call.parameter(name).empty()) return std::nullopt;
    return asked_day(call, name);
  };
  HttpAnswer answer;
  answer.content_type = "application/zip";
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"audit.zip\"");
  answer.body = audit_archive(call.service.store(), call.service.county_id(), call.service.audit(),
                              {day("from_day"), day("to_day")});
  return answer;
}

HttpAnswer show_audit_key(Call& call) {
  const auto& keys = call.service.audit().public_keys();
  std::string pem;
  for (const auto& key : keys) pem += key.pem();
  return json_answer(
      {{"algorithm", "Ed25519"}, {"fingerprint", keys.front().fingerprint()}, {"pem", pem}});
}

}  // namespace wutong::app::handlers
