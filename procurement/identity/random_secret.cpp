#include "procurement/identity/random_secret.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "inventory/run_command.h"

namespace wutong::procurement {

namespace {

std::string_view prefix_of(TokenKind kind) {
  constexpr std::array<std::string_view, 3> prefixes{"wts_", "wta_", "wtd_"};
  return prefixes.at(static_cast<std::size_t>(kind));
}

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_letters = 43;  // of 32 bytes, base64 without padding

}  // namespace

std::string random_password() {
  // 32 letters and digits: five bits each.
  constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789+";
  static_assert(alphabet.size() == 32);
  constexpr std::uint32_t characters = 16;
  std::string password;
  for (std::uint32_t position = 0; position < characters; ++position) {
    if (position > 0 && position % 4 == 0) password += '-';
    password += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
  }
  return password;
}

std::string random_token(TokenKind kind, std::int64_t county_id) {
  std::array<unsigned char, token_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, token_letters + 1> letters{};
  sodium_bin2base64(letters.data(), letters.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return fmt::format("{}{}_{}", prefix_of(kind), county_id, letters.data());
}

std::optional<std::int64_t> county_of_token(TokenKind kind, std::string_view token) {
  if (!token.starts_with(prefix_of(kind))) return std::nullopt;
  token.remove_prefix(prefix_of(kind).size());
  std::int64_t county_id = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), county_id);
  const auto read = static_cast<std::size_t>(end - token.data());
  if (error != std::errc() || token.size() != read + 1 + token_letters || token[read] != '_') {
    return std::nullopt;
  }
  return county_id;
}

std::string secret_hash(std::string_view secret) {
  return inventory::content_hash(secret);
}

std::string csrf_token(std::string_view session_token) {
  return secret_hash(fmt::format("csrf/{}", session_token)).substr(0, 48);
}

bool csrf_token_matches(std::string_view session_token, std::string_view presented) {
  const std::string expected = csrf_token(session_token);
  return presented.size() == expected.size() &&
         sodium_memcmp(expected.data(), presented.data(), expected.size()) == 0;
}

}  // namespace wutong::procurement
