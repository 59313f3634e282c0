#include "inventory/database/server_probe.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstddef>
#include <cstring>

#include "inventory/database/server_descriptor.h"

namespace wutong::inventory {
namespace {

OwnedDescriptor connected_socket(const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return {};
  std::memcpy(address.sun_path, path.data(), path.size());

  OwnedDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  // The generic address type is what connect() was given in 1983.
  const void* generic = &address;
  const bool connected =
      socket && connect(socket.get(), static_cast<const sockaddr*>(generic), sizeof address) == 0;
  return connected ? std::move(socket) : OwnedDescriptor();
}

}  // namespace

bool server_answers(const std::string& socket_path, std::chrono::milliseconds patience) {
  const OwnedDescriptor socket = connected_socket(socket_path);
  if (!socket) return false;
  pollfd readable = {.fd = socket.get(), .events = POLLIN, .revents = 0};
  if (poll(&readable, 1, static_cast<int>(patience.count())) != 1) return false;

  // The server speaks first: three bytes of length, a zero, then its protocol version, or 255 when
  // it says why it will not have us ("too many connections"): then it is there just the same.
  std::array<unsigned char, 5> greeting = {};
  const ssize_t got = recv(socket.get(), greeting.data(), greeting.size(), 0);
  constexpr unsigned char protocol_version = 10;
  constexpr unsigned char error_packet = 255;
  return got == static_cast<ssize_t>(greeting.size()) && greeting[3] == 0 &&
         (greeting[4] == protocol_version || greeting[4] == error_packet);
}

}  // namespace wutong::inventory
