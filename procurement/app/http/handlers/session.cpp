#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/sign_in.h"
#include "procurement/identity/change_password.h"
#include "procurement/identity/identity.h"
#include "procurement/identity/sign_in.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::SignedInSession;

namespace {

constexpr int device_is_known_seconds = 180 * 24 * 3600;

/// Out of reach of scripts, and not sent along with what another site asks for.
std::pair<std::string, std::string> cookie(const HttpRequest& request, std::string_view name,
                                           std::string_view value, std::string_view life) {
  return {"Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", name, value,
                                    request.is_encrypted ? "; Secure" : "", life)};
}

ordered_json code_or_null(inventory::Connection& connection, std::int64_t county_id,
                          inventory::Noun noun, std::int64_t record_id) {
  if (record_id == 0) return nullptr;
  const auto codes = inventory::load_codes(connection, county_id, noun);
  const auto found = codes.find(record_id);
  return found == codes.end() ? ordered_json(nullptr) : ordered_json(found->second);
}

/// The facility that the user works for, when it is one.
std::int64_t facility_of(const procurement::Principal& principal) {
  return principal.grants.empty() ? 0 : principal.grants.front().facility_id;
}

ordered_json shown(HttpService& service, const SignedInSession& session) {
  const procurement::Principal& who = session.principal;
  const auto connection = service.store().lease();
  ordered_json duties = ordered_json::array();
  for (const procurement::Duty duty : duties_of(who).list()) duties.push_back(wire_name(duty));
  return {{"user",
           {{"user_name", who.user_name},
            {"display_name", who.display_name},
            {"must_change_password", who.must_change_password}}},
          {"county", {{"code", service.county_code()}}},
          {"duties", std::move(duties)},
          {"facility_code",
           code_or_null(*connection, who.county_id, inventory::Noun::facility, facility_of(who))},
          {"supplier_code", code_or_null(*connection, who.county_id, inventory::Noun::supplier,
                                         who.supplier_id.value_or(0))},
          {"csrf_token", session.csrf_token},
          {"idle_expires_at", inventory::to_rfc_3339(session.idle_expires_at)},
          {"expires_at", inventory::to_rfc_3339(session.expires_at)}};
}

std::string text_of(const nlohmann::json& body, const char* name) {
  return body.value(name, std::string());
}

}  // namespace

HttpAnswer sign_in(Call& call) {
  const procurement::SignInAttempt attempt{call.service.county_id(),
                                           text_of(*call.body, "user_name"),
                                           text_of(*call.body, "password"),
                                           text_of(*call.body, "totp_code"),
                                           call.request.source,
                                           cookie_of(call.request, device_cookie)};
  const auto signed_in = procurement::sign_in(call.service.identity(), attempt, call.service.now());
  HttpAnswer answer = json_answer(shown(call.service, signed_in.session));
  answer.headers.push_back(cookie(call.request, session_cookie, signed_in.session_token, ""));
  answer.headers.push_back(cookie(call.request, device_cookie, signed_in.device_token,
                                  fmt::format("; Max-Age={}", device_is_known_seconds)));
  return answer;
}

HttpAnswer show_session(Call& call) {
  const auto session = session_of(call.service, call.request);
  if (!session) throw procurement::Refused(procurement::Refusal::not_signed_in);
  return json_answer(shown(call.service, *session));
}

HttpAnswer sign_out(Call& call) {
  procurement::sign_out(call.service.identity(), cookie_of(call.request, session_cookie),
                        call.service.now());
  HttpAnswer answer;
  answer.headers.push_back(cookie(call.request, session_cookie, "", "; Max-Age=0"));
  return answer;
}

HttpAnswer change_password(Call& call) {
  const procurement::PasswordChange change{
      text_of(*call.body, "current_password"), text_of(*call.body, "new_password"),
      cookie_of(call.request, session_cookie), call.request.source};
  procurement::change_password(call.service.identity(), call.caller->principal,
                               idempotency_key(call), change, call.service.now());
  return {};
}

}  // namespace wutong::app::handlers
