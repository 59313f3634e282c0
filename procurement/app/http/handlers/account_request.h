#pragma once

#include <string>

#include "procurement/app/http/route.h"
#include "procurement/identity/identity.h"

namespace wutong::app::handlers {

/// The key by which a repetition of this request is known: the caller's own, told apart from the
/// keys of others; a fresh one when none was given.
std::string idempotency_key(const Call& call);

/// The version that If-Match asks for. Refuses (if_match_missing) when there is none.
std::int64_t expected_version(const Call& call);

/// Who asks for a change of an account.
procurement::AccountRequest account_request(const Call& call);

}  // namespace wutong::app::handlers
