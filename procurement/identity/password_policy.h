#pragma once

#include <cstddef>
#include <string_view>

namespace wutong::procurement {

constexpr std::size_t least_password_characters = 10;
constexpr std::size_t most_password_bytes = 512;

/// What a new password must be (NIST SP 800-63B): long enough, not among the common ones, not
/// containing the user name (of any case); no rules of composition. Refuses with password_*.
void check_password(std::string_view password, std::string_view user_name);

}  // namespace wutong::procurement
