#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_answers.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/http_service.h"
#include "procurement/identity/api_tokens.h"
#include "procurement/identity/end_sessions.h"
#include "procurement/identity/totp_enrolment.h"

/// How other users get in, for whoever keeps users.
namespace wutong::app::handlers {

HttpAnswer list_user_sessions(Call& call) {
  return sessions_answer(call, call.path.at("user_name"), "");
}

HttpAnswer end_user_sessions(Call& call) {
  const auto ended = procurement::end_sessions(call.service.identity(), account_request(call),
                                               call.path.at("user_name"), "");
  return json_answer({{"ended", ended}});
}

HttpAnswer list_user_tokens(Call& call) {
  return tokens_answer(call, call.path.at("user_name"));
}

HttpAnswer revoke_user_token(Call& call) {
  procurement::revoke_api_token(call.service.identity(), account_request(call),
                                call.path.at("user_name"), text_field(*call.body, "name"));
  return {};
}

HttpAnswer show_user_totp(Call& call) {
  return totp_answer(call, call.path.at("user_name"));
}

HttpAnswer remove_user_totp(Call& call) {
  procurement::remove_totp(call.service.identity(), account_request(call),
                           call.path.at("user_name"));
  return totp_answer(call, call.path.at("user_name"));
}

}  // namespace wutong::app::handlers
