#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "procurement/app/http/route.h"

/// What is told of an account's sessions, tokens and authenticator, to its user and to whoever
/// keeps users: the same, and never a secret.
namespace wutong::app::handlers {

/// `session_token`: of who asks, so that its own session is marked; empty for another's account.
HttpAnswer sessions_answer(Call& call, const std::string& user_name,
                           std::string_view session_token);
HttpAnswer tokens_answer(Call& call, const std::string& user_name);
HttpAnswer totp_answer(Call& call, const std::string& user_name);

/// The names of a body as a set of duties; a name that is none is refused (unknown_value).
procurement::DutySet duties_in(const nlohmann::json& names);

}  // namespace wutong::app::handlers
