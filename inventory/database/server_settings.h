#pragma once

#include <string_view>

namespace wutong::inventory {

/// The text of the private server's my.cnf. It names no absolute path: the folder may have any name
/// and may be moved while the server is down.
std::string_view server_settings();

}  // namespace wutong::inventory
