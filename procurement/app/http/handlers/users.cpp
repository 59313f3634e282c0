#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/identity/change_grants.h"
#include "procurement/identity/change_user.h"
#include "procurement/identity/create_user.h"
#include "procurement/identity/list_users.h"
#include "procurement/identity/role.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::UserView;

namespace {

ordered_json shown(const UserView& view) {
  ordered_json grants = ordered_json::array();
  for (const procurement::NamedGrant& grant : view.grants) {
    grants.push_back(
        {{"role", grant.role},
         {"facility_code", grant.facility_code.empty() ? ordered_json(nullptr)
                                                       : ordered_json(grant.facility_code)}});
  }
  const auto& last = view.user.last_sign_in_at;
  return {{"user_name", view.user.user_name},
          {"display_name", view.user.display_name},
          {"status", to_string(view.user.status)},
          {"grants", std::move(grants)},
          {"supplier_code",
           view.supplier_code.empty() ? ordered_json(nullptr) : ordered_json(view.supplier_code)},
          {"last_sign_in_at",
           last ? ordered_json(inventory::to_rfc_3339(*last)) : ordered_json(nullptr)},
          {"version", view.user.version}};
}

UserView load(Call& call, const std::string& user_name) {
  const auto connection = call.service.store().lease();
  return procurement::load_user(*connection, call.service.county_id(), user_name);
}

HttpAnswer user_answer(Call& call, const std::string& user_name) {
  const UserView view = load(call, user_name);
  HttpAnswer answer = json_answer(shown(view));
  answer.headers.emplace_back("ETag", '"' + std::to_string(view.user.version) + '"');
  return answer;
}

/// The user, and the password that is told this once.
HttpAnswer password_answer(Call& call, const procurement::OneTimePassword& told) {
  HttpAnswer answer = user_answer(call, told.user_name);
  ordered_json body = ordered_json::parse(answer.body);
  body["one_time_password"] = told.password ? ordered_json(*told.password) : ordered_json(nullptr);
  answer.body = body.dump();
  return answer;
}

}  // namespace

HttpAnswer list_users(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  ordered_json users = ordered_json::array();
  for (const UserView& view :
       procurement::list_users(*connection, call.service.county_id(), page.after, page.limit + 1)) {
    users.push_back(shown(view));
  }
  return page_answer("users", std::move(users), page, "user_name");
}

HttpAnswer show_user(Call& call) {
  return user_answer(call, call.path.at("user_name"));
}

HttpAnswer create_user(Call& call) {
  procurement::NewUser user{call.body->at("user_name"), call.body->at("display_name"), {}};
  if (call.body->contains("password")) user.password = call.body->at("password");
  return password_answer(
      call, procurement::create_user(call.service.identity(), account_request(call), user));
}

HttpAnswer rename_user(Call& call) {
  const std::string& user_name = call.path.at("user_name");
  procurement::AccountRequest request = account_request(call);
  request.expected_version = expected_version(call);
  procurement::rename_user(call.service.identity(), request, user_name,
                           call.body->at("display_name"));
  return user_answer(call, user_name);
}

HttpAnswer disable_user(Call& call) {
  procurement::disable_user(call.service.identity(), account_request(call),
                            call.path.at("user_name"));
  return user_answer(call, call.path.at("user_name"));
}

HttpAnswer enable_user(Call& call) {
  procurement::enable_user(call.service.identity(), account_request(call),
                           call.path.at("user_name"));
  return user_answer(call, call.path.at("user_name"));
}

HttpAnswer reset_password(Call& call) {
  return password_answer(call,
                         procurement::reset_password(call.service.identity(), account_request(call),
                                                     call.path.at("user_name")));
}

HttpAnswer set_grants(Call& call) {
  procurement::GrantChange change{
      call.path.at("user_name"), procurement::GrantMode::replace, {}, {}};
  for (const auto& grant : call.body->at("grants")) {
    const auto& facility = grant.at("facility_code");
    change.grants.push_back(
        {grant.at("role"), facility.is_null() ? std::string() : facility.get<std::string>()});
  }
  if (call.body->contains("supplier_code")) {
    const auto& supplier = call.body->at("supplier_code");
    change.supplier_code = supplier.is_null() ? std::string() : supplier.get<std::string>();
  }
  procurement::AccountRequest request = account_request(call);
  request.expected_version = expected_version(call);
  procurement::change_grants(call.service.identity(), request, change);
  return user_answer(call, change.user_name);
}

HttpAnswer list_roles(Call&) {
  ordered_json roles = ordered_json::array();
  for (const procurement::RoleText& role : procurement::all_roles()) {
    ordered_json duties = ordered_json::array();
    for (const procurement::Duty duty : role.duties.list()) duties.push_back(wire_name(duty));
    roles.push_back({{"role", role.wire_name},
                     {"name_zh", role.name_zh},
                     {"name_en", role.name_en},
                     {"duties", std::move(duties)},
                     {"read_only", role.read_only}});
  }
  return json_answer({{"roles", std::move(roles)}});
}

}  // namespace wutong::app::handlers
