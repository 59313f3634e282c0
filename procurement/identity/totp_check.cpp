#include "procurement/identity/totp_check.h"

#include <fmt/format.h>

#include "procurement/identity/totp.h"

namespace wutong::procurement {

std::string totp_context(std::int64_t county_id, std::int64_t user_id) {
  return fmt::format("totp/{}/{}", county_id, user_id);
}

bool take_totp_code(const Identity& identity, std::int64_t county_id,
                    inventory::CredentialRecord& credential, std::string_view code,
                    inventory::Instant now) {
  const std::string secret = identity.sealing_key.unseal(
      credential.totp_sealed, totp_context(county_id, credential.user_id));
  const auto step = totp_step_of(secret, code, now, credential.totp_last_step);
  if (step) credential.totp_last_step = *step;
  return step.has_value();
}

}  // namespace wutong::procurement
