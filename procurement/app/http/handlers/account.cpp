#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_answers.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/sign_in.h"
#include "procurement/identity/api_tokens.h"
#include "procurement/identity/end_sessions.h"
#include "procurement/identity/prove_password.h"
#include "procurement/identity/totp_enrolment.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

const std::string& own_name(const Call& call) {
  return call.caller->principal.user_name;
}

/// What an account is proved by is changed by who knows its password, not by who finds a browser.
void require_password(Call& call) {
  procurement::prove_password(call.service.identity(), call.caller->principal,
                              {text_field(*call.body, "current_password"), call.request.source},
                              call.service.now());
}

}  // namespace

HttpAnswer list_own_sessions(Call& call) {
  return sessions_answer(call, own_name(call), cookie_of(call.request, session_cookie));
}

HttpAnswer end_own_session(Call& call) {
  procurement::end_session(call.service.identity(), account_request(call), own_name(call),
                           call.path.at("session_id"));
  return {};
}

HttpAnswer end_other_sessions(Call& call) {
  const auto ended =
      procurement::end_sessions(call.service.identity(), account_request(call), own_name(call),
                                cookie_of(call.request, session_cookie));
  return json_answer({{"ended", ended}});
}

HttpAnswer show_own_totp(Call& call) {
  return totp_answer(call, own_name(call));
}

HttpAnswer enrol_own_totp(Call& call) {
  require_password(call);
  const auto told =
      procurement::enrol_totp(call.service.identity(), account_request(call), own_name(call));
  return json_answer({{"state", "begun"},
                      {"secret", told ? ordered_json(told->letters) : ordered_json(nullptr)},
                      {"otpauth_uri", told ? ordered_json(told->address) : ordered_json(nullptr)}});
}

HttpAnswer confirm_own_totp(Call& call) {
  procurement::confirm_totp(call.service.identity(), account_request(call), own_name(call),
                            text_field(*call.body, "totp_code"));
  return totp_answer(call, own_name(call));
}

HttpAnswer remove_own_totp(Call& call) {
  require_password(call);
  procurement::remove_own_totp(call.service.identity(), account_request(call), own_name(call),
                               text_field(*call.body, "totp_code"));
  return totp_answer(call, own_name(call));
}

HttpAnswer list_own_tokens(Call& call) {
  return tokens_answer(call, own_name(call));
}

HttpAnswer create_own_token(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::NewApiToken wanted{
      own_name(call), text_field(body, "name"), duties_in(body.at("scopes")),
      std::chrono::days(body.at("valid_days").get<std::int64_t>())};
  require_password(call);
  const auto created =
      procurement::create_api_token(call.service.identity(), account_request(call), wanted);
  return json_answer(
      {{"name", wanted.name},
       {"token", created.token ? ordered_json(*created.token) : ordered_json(nullptr)}});
}

HttpAnswer revoke_own_token(Call& call) {
  procurement::revoke_api_token(call.service.identity(), account_request(call), own_name(call),
                                text_field(*call.body, "name"));
  return {};
}

}  // namespace wutong::app::handlers
