#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/command_line/open_sealing_key.h"
#include "procurement/app/command_line/password_input.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/identity/api_tokens.h"
#include "procurement/identity/change_user.h"
#include "procurement/identity/create_user.h"
#include "procurement/identity/list_users.h"
#include "procurement/identity/totp_enrolment.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;
using namespace procurement;

namespace {

constexpr std::int64_t most_users_listed = 1'000'000;

/// The open store with all that the operations on accounts take.
class Desk {
 public:
  Desk(const GlobalOptions& global, const UserCommand& command)
      : json(global.json),
        store_(open_store(global)),
        sealing_key_(open_sealing_key(global)),
        identity_{*store_, hasher_, sealing_key_},
        county_id_(choose_county(command)) {}

  Identity& identity() { return identity_; }
  std::int64_t county_id() const { return county_id_; }
  inventory::Lease connection() { return store_->lease(); }
  AccountRequest request() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {
        county_id_, command_line_actor(),
        0,          fmt::format("command_line/{}", inventory::IdentifierSource::shared().next()),
        now,        {}};
  }

  const bool json;

 private:
  /// The first user may come before the first cycle, which would register the county.
  std::int64_t choose_county(const UserCommand& command) {
    const auto connection = store_->lease();
    if (command.action == UserAction::add && inventory::load_counties(*connection).empty()) {
      return inventory::register_county(*connection, command.county.empty() ? "-" : command.county);
    }
    return named_county(*connection, command.county);
  }

  std::unique_ptr<inventory::Store> store_;
  PasswordHasher hasher_;
  SealingKey sealing_key_;
  Identity identity_;
  std::int64_t county_id_;
};

/// "requester@T1" or "requester".
std::vector<NamedGrant> grants_of(const std::vector<std::string>& roles) {
  std::vector<NamedGrant> grants;
  for (const std::string& role : roles) {
    const auto at = role.find('@');
    grants.push_back({role.substr(0, at), at == std::string::npos ? "" : role.substr(at + 1)});
  }
  return grants;
}

std::string text_of(const NamedGrant& grant) {
  return grant.facility_code.empty() ? grant.role : grant.role + "@" + grant.facility_code;
}

std::optional<std::string> given_password(const UserCommand& command) {
  if (command.password_from_stdin) return read_password_line();
  if (command.ask_password) return ask_for_password();
  return std::nullopt;
}

void print_password(const Desk& desk, const OneTimePassword& told) {
  if (desk.json) {
    Json json{{"user_name", told.user_name}};
    if (told.password) json["one_time_password"] = *told.password;
    std::cout << json.dump() << "\n";
  } else if (told.password) {
    std::cout << fmt::format(
        "{}: the password is shown once and must be changed at the first sign-in.\n"
        "{}：密码只显示这一次，首次登录后必须更改。\n{}\n",
        told.user_name, told.user_name, *told.password);
  }
  std::cout.flush();
}

void change_roles(Desk& desk, const UserCommand& command, GrantMode mode) {
  GrantChange change{command.user_name, mode, grants_of(command.roles), {}};
  if (!command.supplier.empty()) change.supplier_code = command.supplier;
  const auto changed = change_grants(desk.identity(), desk.request(), change);
  for (const auto& warning : changed.warnings) {
    std::cerr << fmt::format(
        "warning: {} is both {} and {}; each document still takes two persons\n"
        "提醒：{} 同时担任{}和{}；每张单据仍需两个人\n",
        command.user_name, role_text(warning.one).wire_name, role_text(warning.other).wire_name,
        command.user_name, role_text(warning.one).name_zh, role_text(warning.other).name_zh);
  }
}

void add_user(Desk& desk, const UserCommand& command) {
  const std::string& display = command.name.empty() ? command.user_name : command.name;
  print_password(desk, create_user(desk.identity(), desk.request(),
                                   {command.user_name, display, given_password(command)}));
  if (!command.roles.empty() || !command.supplier.empty()) {
    change_roles(desk, command, GrantMode::add);
  }
}

Json json_of(const UserView& view) {
  Json grants = Json::array();
  for (const NamedGrant& grant : view.grants) {
    Json facility = nullptr;
    if (!grant.facility_code.empty()) facility = grant.facility_code;
    grants.push_back({{"role", grant.role}, {"facility_code", facility}});
  }
  Json json{{"user_name", view.user.user_name},
            {"display_name", view.user.display_name},
            {"status", to_string(view.user.status)},
            {"grants", grants},
            {"supplier_code", nullptr},
            {"last_sign_in_at", nullptr},
            {"version", view.user.version}};
  if (!view.supplier_code.empty()) json["supplier_code"] = view.supplier_code;
  if (view.user.last_sign_in_at) {
    json["last_sign_in_at"] = inventory::to_rfc_3339(*view.user.last_sign_in_at);
  }
  return json;
}

std::string line_of(const UserView& view) {
  std::string grants;
  for (const NamedGrant& grant : view.grants) grants += " " + text_of(grant);
  if (!view.supplier_code.empty()) grants += " supplier=" + view.supplier_code;
  return fmt::format("{:<20}{:<10}{}{}\n", view.user.user_name, to_string(view.user.status),
                     view.user.display_name, grants.empty() ? "" : "  [" + grants.substr(1) + "]");
}

void list(Desk& desk) {
  const auto connection = desk.connection();
  const auto views = list_users(*connection, desk.county_id(), "", most_users_listed);
  Json json = Json::array();
  for (const UserView& view : views) {
    if (desk.json) {
      json.push_back(json_of(view));
    } else {
      std::cout << line_of(view);
    }
  }
  if (desk.json) std::cout << json.dump(2) << "\n";
}

DutySet scopes_of(const std::vector<std::string>& names) {
  DutySet scopes;
  for (const std::string& name : names) {
    const auto duty = parse_duty(name);
    if (!duty) throw UsageError("there is no duty " + name);
    scopes.insert(*duty);
  }
  return scopes;
}

void make_token(Desk& desk, const UserCommand& command) {
  const auto created =
      create_api_token(desk.identity(), desk.request(),
                       {command.user_name, command.token_name, scopes_of(command.scopes),
                        std::chrono::days(command.days)});
  if (desk.json) {
    std::cout << Json{{"name", command.token_name}, {"token", created.token.value()}}.dump()
              << "\n";
  } else {
    std::cout << "The token is shown once. 令牌只显示这一次。\n" << created.token.value() << "\n";
  }
}

void run_action(Desk& desk, const UserCommand& command) {
  Identity& identity = desk.identity();
  switch (command.action) {
    case UserAction::list:
      return list(desk);
    case UserAction::add:
      return add_user(desk, command);
    case UserAction::disable:
      return disable_user(identity, desk.request(), command.user_name);
    case UserAction::enable:
      return enable_user(identity, desk.request(), command.user_name);
    case UserAction::reset_password:
      return print_password(desk, reset_password(identity, desk.request(), command.user_name));
    case UserAction::remove_totp:
      return remove_totp(identity, desk.request(), command.user_name);
    case UserAction::grant:
      return change_roles(desk, command, GrantMode::add);
    case UserAction::revoke:
      return change_roles(desk, command, GrantMode::remove);
    case UserAction::token:
      if (!command.revoke_token) return make_token(desk, command);
      return revoke_api_token(identity, desk.request(), command.user_name, command.token_name);
  }
}

}  // namespace

int run(const GlobalOptions& global, const UserCommand& command) {
  Desk desk(global, command);
  run_action(desk, command);
  return exit_done;
}

}  // namespace wutong::app
