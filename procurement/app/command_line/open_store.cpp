#include <Poco/Exception.h>
#include <Poco/URI.h>
#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

#include "inventory/database/error.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

namespace {

std::string decoded(const std::string& text) {
  std::string plain;
  Poco::URI::decode(text, plain);
  return plain;
}

/// mysql://user:password@host:port/name[?tls=required|/path/of/authority.pem]
inventory::DatabaseAddress parse_address(const std::string& text) try {
  const Poco::URI uri(text);
  if (uri.getScheme() != "mysql") throw UsageError("the database address must begin with mysql://");
  inventory::DatabaseAddress address;
  const std::string& user_info = uri.getUserInfo();  // as written: %40 is still %40
  const auto colon = user_info.find(':');
  address.user = decoded(user_info.substr(0, colon));
  if (colon != std::string::npos) address.password = decoded(user_info.substr(colon + 1));
  const unsigned port = uri.getPort() == 0 ? 3306 : uri.getPort();
  address.url = "tcp://" + uri.getHost() + ":" + std::to_string(port);
  address.schema = uri.getPath().empty() ? "" : uri.getPath().substr(1);
  if (uri.getHost().empty() || address.user.empty() || address.schema.empty()) {
    throw UsageError(
        "the database address needs a user, a host and a name:"
        " mysql://user:password@host:port/name");
  }
  for (const auto& [name, value] : uri.getQueryParameters()) {
    if (name != "tls") throw UsageError("the database address has an unknown option: " + name);
    address.tls_required = true;
    if (value != "required") address.tls_ca = value;
  }
  return address;
} catch (const Poco::Exception& error) {
  throw UsageError("the database address cannot be read: " + error.displayText());
}

}  // namespace

std::unique_ptr<inventory::Store> open_store(const GlobalOptions& options,
                                             inventory::SchemaOnOpening schema) try {
  if (!options.database_url.empty()) {
    return inventory::Store::open_address(parse_address(options.database_url), schema);
  }
  return inventory::Store::open_private(options.data_folder, schema);
} catch (const inventory::HalfRestored& error) {
  throw procurement::Refused(procurement::Refusal::database_half_restored,
                             {error.backup(), error.begun_at(), error.problem()});
} catch (const inventory::SchemaTooNew& error) {
  throw procurement::Refused(procurement::Refusal::schema_newer_than_program,
                             {std::to_string(error.database()), std::to_string(error.program())});
}

std::string command_line_actor() {
  const passwd* user = ::getpwuid(::geteuid());
  return "command_line:" +
         (user != nullptr ? std::string(user->pw_name).substr(0, 60) : std::to_string(::geteuid()));
}

}  // namespace wutong::app
