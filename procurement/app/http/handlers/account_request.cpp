#include "procurement/app/http/handlers/account_request.h"

#include <charconv>

#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

namespace {

std::optional<std::int64_t> version_in(std::string_view tag) {
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return std::nullopt;
  std::int64_t version = 0;
  const char* end = tag.data() + tag.size() - 1;
  const auto [stop, error] = std::from_chars(tag.data() + 1, end, version);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return version;
}

}  // namespace

std::string idempotency_key(const Call& call) {
  const std::string_view given = call.request.header("Idempotency-Key");
  const std::string who =
      call.caller ? std::to_string(call.caller->principal.user_id) : std::string("0");
  const std::string key = given.empty()
                              ? std::to_string(inventory::IdentifierSource::shared().next())
                              : inventory::content_hash(given);  // of any length, of any characters
  return "http:" + who + ":" + key;
}

std::int64_t expected_version(const Call& call) {
  const auto version = version_in(call.request.header("If-Match"));
  if (!version) throw procurement::Refused(procurement::Refusal::if_match_missing);
  return *version;
}

procurement::AccountRequest account_request(const Call& call) {
  const procurement::Principal& who = call.caller->principal;
  procurement::AccountRequest request{call.service.county_id(), actor_of(who),      who.user_id,
                                      idempotency_key(call),    call.service.now(), {}};
  if (!call.request.header("If-Match").empty()) request.expected_version = expected_version(call);
  return request;
}

}  // namespace wutong::app::handlers
