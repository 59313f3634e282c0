#pragma once

#include <string_view>

#include "inventory/records/user.h"
#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// What the secret of this user's authenticator is sealed for.
std::string totp_context(std::int64_t county_id, std::int64_t user_id);

/// Whether the code is right now and was not used; then `credential` remembers that it was.
bool take_totp_code(const Identity& identity, std::int64_t county_id,
                    inventory::CredentialRecord& credential, std::string_view code,
                    inventory::Instant now);

}  // namespace wutong::procurement
