#pragma once

#include <chrono>
#include <string>

namespace wutong::inventory {

/// Whether a database server greets who connects to this socket. A socket file that was left
/// behind, or a connection that the kernel accepts for a server which is no longer there, does not
/// count.
bool server_answers(const std::string& socket_path, std::chrono::milliseconds patience);

}  // namespace wutong::inventory
