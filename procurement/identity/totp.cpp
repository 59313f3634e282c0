#include "procurement/identity/totp.h"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

namespace wutong::procurement {

namespace {

constexpr unsigned step_seconds = 30;
constexpr std::size_t steps_beside = 1;
constexpr std::size_t code_digits = 6;

bool is_code(std::string_view code) {
  return code.size() == code_digits &&
         code.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string random_totp_secret() {
  std::string secret(20, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::optional<std::int64_t> totp_step_of(const std::string& secret, std::string_view code,
                                         inventory::Instant now, std::int64_t last_step) {
  if (!is_code(code)) return std::nullopt;
  std::uint64_t counter = 0;
  const std::string ended(code);
  const int found = oath_totp_validate4(
      secret.data(), secret.size(), now.time_since_epoch().count(), step_seconds,
      OATH_TOTP_DEFAULT_START_TIME, steps_beside, nullptr, &counter, 0, ended.c_str());
  const auto step = static_cast<std::int64_t>(counter);
  if (found < 0 || step <= last_step) return std::nullopt;
  return step;
}

std::string totp_letters(const std::string& secret) {
  char* letters = nullptr;
  std::size_t length = 0;
  if (oath_base32_encode(secret.data(), secret.size(), &letters, &length) != OATH_OK) {
    throw std::bad_alloc();
  }
  const std::unique_ptr<char, decltype(&std::free)> owned(letters, &std::free);
  std::string text(letters, length);
  text.erase(std::remove(text.begin(), text.end(), '='), text.end());
  return text;
}

std::string totp_address(const std::string& secret, std::string_view user_name) {
  return fmt::format("otpauth://totp/Wutong:{}?secret={}&issuer=Wutong&digits={}&period={}",
                     user_name, totp_letters(secret), code_digits, step_seconds);
}

}  // namespace wutong::procurement
