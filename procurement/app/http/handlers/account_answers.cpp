#include "procurement/app/http/handlers/account_answers.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/problem.h"
#include "procurement/identity/api_tokens.h"
#include "procurement/identity/end_sessions.h"
#include "procurement/identity/scopes.h"
#include "procurement/identity/totp_enrolment.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

ordered_json shown(const procurement::LiveSession& session) {
  return {{"session_id", session.session_id},
          {"signed_in_at", inventory::to_rfc_3339(session.signed_in_at)},
          {"last_seen_at", inventory::to_rfc_3339(session.last_seen_at)},
          {"idle_expires_at", inventory::to_rfc_3339(session.idle_expires_at)},
          {"expires_at", inventory::to_rfc_3339(session.expires_at)},
          {"is_this", session.is_this}};
}

ordered_json shown(const inventory::ApiTokenRecord& token, inventory::Instant now) {
  ordered_json scopes = ordered_json::array();
  for (const procurement::Duty duty : procurement::parse_scopes(token.scopes).list()) {
    scopes.push_back(wire_name(duty));
  }
  return {{"name", token.name},
          {"scopes", std::move(scopes)},
          {"created_at", inventory::to_rfc_3339(token.created_at)},
          {"expires_at", inventory::to_rfc_3339(token.expires_at)},
          {"state", now < token.expires_at ? "valid" : "expired"}};
}

}  // namespace

HttpAnswer sessions_answer(Call& call, const std::string& user_name,
                           std::string_view session_token) {
  ordered_json sessions = ordered_json::array();
  for (const auto& session : procurement::list_sessions(
           call.service.identity(), account_request(call), user_name, session_token)) {
    sessions.push_back(shown(session));
  }
  return json_answer({{"sessions", std::move(sessions)}});
}

HttpAnswer tokens_answer(Call& call, const std::string& user_name) {
  const auto connection = call.service.store().lease();
  ordered_json tokens = ordered_json::array();
  for (const auto& token :
       procurement::list_api_tokens(*connection, call.service.county_id(), user_name)) {
    tokens.push_back(shown(token, call.service.now()));
  }
  return json_answer({{"tokens", std::move(tokens)}});
}

HttpAnswer totp_answer(Call& call, const std::string& user_name) {
  const auto connection = call.service.store().lease();
  const auto state = procurement::totp_state(*connection, call.service.county_id(), user_name);
  return json_answer({{"state", to_string(state)}});
}

procurement::DutySet duties_in(const nlohmann::json& names) {
  procurement::DutySet duties;
  for (std::size_t position = 0; position < names.size(); ++position) {
    const auto name = names.at(position).get<std::string>();
    const auto duty = procurement::parse_duty(name);
    if (!duty) {
      const std::string field = "/scopes/" + std::to_string(position);
      throw InputRefused({{field,
                           procurement::Refusal::field_not_allowed,
                           {field, "there is no duty of this name"}}});
    }
    duties.insert(*duty);
  }
  return duties;
}

}  // namespace wutong::app::handlers
