#include <charconv>
#include <iostream>

#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/open_sealing_key.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/cycle/open_cycle.h"
#include "procurement/app/http/serve.h"
#include "procurement/identity/create_user.h"
#include "procurement/refusal/refusal.h"

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

/// The county that is named, else the only one; an empty database becomes the named one's.
inventory::County county_to_serve(inventory::Store& store, const std::string& code) {
  const auto connection = store.lease();
  const auto counties = inventory::load_counties(*connection);
  if (code.empty() && counties.size() > 1) {
    throw procurement::Refused(procurement::Refusal::county_not_named,
                               {std::to_string(counties.size()), "--county"});
  }
  if (code.empty() && counties.size() == 1) return counties.front();
  const std::string name = code.empty() ? nameless_county : code;
  return {inventory::register_county(*connection, name), name};
}

/// Beside the program: as ./dev builds it, or as it is installed.
std::filesystem::path console_beside_program() {
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
  for (const char* place : {"../console", "../share/wutong/console"}) {
    const std::filesystem::path folder = program.parent_path() / place;
    if (std::filesystem::exists(folder / "index.html")) return folder;
  }
  return {};
}

/// The password of the first administrator is told here and nowhere else, this once.
void welcome(HttpService& service) {
  const auto first = procurement::create_first_administrator(service.identity(),
                                                             service.county_id(), service.now());
  if (!first || !first->password) return;
  std::cout << "The first administrator, told this once (只显示这一次)\n"
            << "  user 用户名: " << first->user_name << "\n"
            << "  password 密码: " << *first->password << "\n"
            << std::flush;
}

}  // namespace

int run(const GlobalOptions& global, const ServeCommand& command) {
  ServerSettings settings{parse_listen(command.listen), command.tls_certificate, command.tls_key};
  block_end_signals();
  const auto store = open_store(global);
  const inventory::County county = county_to_serve(*store, command.county);
  HttpService service(*store, {county.county_id, county.code,
                               command.console.empty() ? console_beside_program() : command.console,
                               open_sealing_key(global), AuditEvidence(global.data_folder)});
  welcome(service);
  serve(service, settings);
  return exit_done;
}

}  // namespace wutong::app
