#pragma once

#include <cstddef>
#include <string_view>

namespace wutong::procurement {

/// Small ASCII letters, digits, . _ -, a letter first, 2 to 40 of them: no two names look alike.
/// Refuses: user_name_not_allowed.
void check_user_name(std::string_view user_name);
/// Any language, 1 to 100 characters, no control characters. Refuses: display_name_not_allowed.
void check_display_name(std::string_view user_name, std::string_view display_name);
/// Whether it is UTF-8 of 1 to `at_most` characters without control characters.
bool is_plain_name(std::string_view name, std::size_t at_most);

}  // namespace wutong::procurement
