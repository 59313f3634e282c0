#pragma once

#include <string>

namespace wutong::app {

/// Asks at the terminal, twice, without showing what is typed. Throws UsageError when there is no
/// terminal, or the two differ.
std::string ask_for_password();

/// The first line of the standard input. Throws UsageError when there is none.
std::string read_password_line();

}  // namespace wutong::app
