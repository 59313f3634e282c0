#include "procurement/identity/password_policy.h"

#include <algorithm>
#include <array>
#include <string>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

// Of the passwords that leaks show most, those that are long enough to be tried here; all in small
// letters. Repetitions of one character and of a short piece are found by rule.
constexpr auto common_passwords = std::to_array<std::string_view>(
    {"0123456789",    "01234567890",    "1234567890",       "12345678910",   "123456789a",
     "123456789abc",  "123456789q",     "1234567890a",      "1234567891",    "12345678900",
     "0987654321",    "9876543210",     "987654321a",       "a123456789",    "aa123456789",
     "aa12345678",    "ab123456789",    "abc123456789",     "abc1234567",    "abcd123456",
     "abcd1234567",   "abcde12345",     "abcdefghij",       "abcdefg123",    "qq123456789",
     "q123456789",    "q1w2e3r4t5",     "q1w2e3r4t5y6",     "1q2w3e4r5t",    "1q2w3e4r5t6y",
     "1qaz2wsx3edc",  "1qazxsw23edc",   "qazwsxedcrfv",     "qwertyuiop",    "qwertyuiop123",
     "qwerty12345",   "qwerty123456",   "asdfghjkl123",     "asdfghjkl;",    "zxcvbnm123",
     "1234qwerasdf",  "1234qwer1234",   "woaini1314",       "woaini1314520", "woaini5201314",
     "woaini520520",  "5201314520",     "5201314521",       "1314520520",    "13145201314",
     "w123456789",    "z123456789",     "zxc123456789",     "asd123456789",  "wang123456",
     "zhang123456",   "liu1234567",     "chen123456",       "admin12345",    "admin123456",
     "administrator", "administrator1", "administrator123", "password12",    "password123",
     "password1234",  "password12345",  "passw0rd123",      "p@ssw0rd123",   "p@ssword123",
     "welcome123",    "welcome1234",    "iloveyou123",      "iloveyou1314",  "changeme123",
     "letmein1234",   "yiyuan123456",   "yaofang123456",    "wutong123456",  "hospital123"});

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

/// Of UTF-8: every byte but those that continue a character.
std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  }));
}

/// "aaaaaaaaaa", "abcabcabcabc": one piece of at most four bytes, again and again.
bool repeats_a_short_piece(std::string_view text) {
  for (std::size_t piece = 1; piece <= 4; ++piece) {
    bool repeats = true;
    for (std::size_t at = piece; at < text.size(); ++at) {
      repeats = repeats && text[at] == text[at - piece];
    }
    if (repeats) return true;
  }
  return false;
}

bool is_common(std::string_view small) {
  return std::find(common_passwords.begin(), common_passwords.end(), small) !=
             common_passwords.end() ||
         repeats_a_short_piece(small);
}

}  // namespace

void check_password(std::string_view password, std::string_view user_name) {
  if (password.size() > most_password_bytes) {
    throw Refused(Refusal::password_too_long, {std::to_string(most_password_bytes)});
  }
  if (characters_in(password) < least_password_characters) {
    throw Refused(Refusal::password_too_short, {std::to_string(least_password_characters)});
  }
  const std::string small = small_letters(password);
  if (is_common(small)) throw Refused(Refusal::password_too_common);
  if (!user_name.empty() && small.find(small_letters(user_name)) != std::string::npos) {
    throw Refused(Refusal::password_contains_user_name, {std::string(user_name)});
  }
}

}  // namespace wutong::procurement
