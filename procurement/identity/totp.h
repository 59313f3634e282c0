#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/instant.h"

namespace wutong::procurement {

/// Codes of an authenticator: RFC 6238, SHA-1, 30 seconds, six digits, as every app knows them.

/// 160 random bits.
std::string random_totp_secret();

/// The step of time at which `code` is right: at most one step beside `now`, and after `last_step`,
/// so that no code counts twice. Nothing: the code is wrong, or was used.
std::optional<std::int64_t> totp_step_of(const std::string& secret, std::string_view code,
                                         inventory::Instant now, std::int64_t last_step);

/// "otpauth://totp/..." for the picture that the app reads.
std::string totp_address(const std::string& secret, std::string_view user_name);
/// The secret in letters, to be typed into the app by hand.
std::string totp_letters(const std::string& secret);

}  // namespace wutong::procurement
