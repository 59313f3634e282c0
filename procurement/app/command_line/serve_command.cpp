#include <charconv>

#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/http/serve.h"

namespace wutong::app {

namespace {

ListenAddress parse_listen(const std::string& text) {
  const auto colon = text.rfind(':');
  ListenAddress address;
  if (colon != std::string::npos) {
    address.host = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
    if (error == std::errc{} && stop == end && !address.host.empty()) return address;
  }
  throw UsageError("--listen takes HOST:PORT, as 127.0.0.1:8080");
}

}  // namespace

int run(const GlobalOptions& global, const ServeCommand& command) {
  const ListenAddress address = parse_listen(command.listen);
  const auto store = open_store(global);
  serve(*store, address);
  return exit_done;
}

}  // namespace wutong::app
