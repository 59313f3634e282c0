#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wutong::app {

/// `text` as it may be shown to a person: its first characters, with what is not UTF-8 written as
/// \xD6, and control or invisible characters (a terminal would obey or hide them) as \u001B.
std::string shown_value(std::string_view text, std::size_t longest = 60);

bool is_utf8(std::string_view text);

/// The characters (Unicode code points) of valid UTF-8.
std::size_t character_count(std::string_view utf8);

/// What a code or a lot may be: no white space at its ends, and no control or invisible characters,
/// since two codes that look the same to everyone must be the same. Valid UTF-8, not empty.
bool is_clean_code(std::string_view utf8);

}  // namespace wutong::app
