#include "procurement/identity/names.h"

#include <utf8.h>

#include <algorithm>
#include <string>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

constexpr std::string_view small_letters = "abcdefghijklmnopqrstuvwxyz";

}  // namespace

void check_user_name(std::string_view user_name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  const bool good = user_name.size() >= 2 && user_name.size() <= 40 &&
                    user_name.find_first_not_of(allowed) == std::string_view::npos &&
                    small_letters.find(user_name.front()) != std::string_view::npos;
  if (!good) {
    throw Refused(Refusal::user_name_not_allowed, {std::string(user_name.substr(0, 60))});
  }
}

bool is_plain_name(std::string_view name, std::size_t at_most) {
  const auto characters = std::count_if(name.begin(), name.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  });
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  return utf8::is_valid(name.begin(), name.end()) && characters >= 1 &&
         static_cast<std::size_t>(characters) <= at_most && !control &&
         name.find_first_not_of(' ') != std::string_view::npos;
}

void check_display_name(std::string_view user_name, std::string_view display_name) {
  if (!is_plain_name(display_name, 100)) {
    throw Refused(Refusal::display_name_not_allowed, {std::string(user_name)});
  }
}

}  // namespace wutong::procurement
