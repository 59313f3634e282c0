#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wutong::procurement {

/// A password to be shown once: 80 random bits in groups of four, without letters that look alike.
std::string random_password();

/// What a token is for; its first letters, so that a token found somewhere can be told.
enum class TokenKind : std::uint8_t { session, api, device };

/// "wts_<county>_<256 random bits>": a token names its county, so that a county can live anywhere.
/// The database holds secret_hash() of it only.
std::string random_token(TokenKind kind, std::int64_t county_id);
/// The county of a token; nothing for what is no token of this kind.
std::optional<std::int64_t> county_of_token(TokenKind kind, std::string_view token);

/// SHA-256, hexadecimal. Enough for what has 256 random bits; never for passwords.
std::string secret_hash(std::string_view secret);

/// Bound to the session's token and computed from it, so that it is stored nowhere.
std::string csrf_token(std::string_view session_token);
/// In the same time, whatever is presented.
bool csrf_token_matches(std::string_view session_token, std::string_view presented);

}  // namespace wutong::procurement
