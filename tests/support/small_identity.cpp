#include "tests/support/small_identity.h"

#include "inventory/check_invariants.h"
#include "inventory/records/date.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/change_grants.h"

namespace wutong::test {

using namespace procurement;

namespace {

PasswordCost cheap() {
  PasswordCost cost;
  cost.passes = 1;
  cost.memory_bytes = 8192;
  cost.waiting = 1000;
  return cost;
}

NamedGrant grant_of(const std::string& text) {
  const auto space = text.find(' ');
  if (space == std::string::npos) return {text, ""};
  return {text.substr(0, space), text.substr(space + 1)};
}

}  // namespace

SmallIdentity::SmallIdentity()
    : hasher_(cheap()),
      sealing_key_(SealingKey::random()),
      identity_{database.store(), hasher_, sealing_key_},
      now_(inventory::parse_date("2026-11-23").value() + std::chrono::hours(8)) {
  set_up_county();
}

void SmallIdentity::set_up_county() {
  inventory::Connection& session = database.session();
  session.execute("INSERT INTO county VALUES (1, 'qingshan', UTC_TIMESTAMP(6))");
  session.execute(
      "INSERT INTO facility (county_id, facility_id, code, version, name, kind, parent_id) VALUES"
      " (1, 1, 'ZX', 1, 'centre', 'centre', NULL), (1, 10, 'T1', 1, 'T1', 'township', 1),"
      " (1, 20, 'T2', 1, 'T2', 'township', 1), (1, 11, 'V11', 1, 'V11', 'village', 10),"
      " (1, 12, 'V12', 1, 'V12', 'village', 10)");
  session.execute(
      "INSERT INTO facility_version (county_id, facility_id, version, effective_from, name, kind,"
      " parent_id) SELECT county_id, facility_id, version, '2026-01-01', name, kind, parent_id FROM"
      " facility");
  session.execute(
      "INSERT INTO supplier (county_id, supplier_id, code, version, name, licence_no) VALUES"
      " (1, 501, 'S1', 1, 'S1', ''), (1, 502, 'S2', 1, 'S2', '')");
  session.execute(
      "INSERT INTO supplier_version (county_id, supplier_id, version, effective_from, name,"
      " licence_no) SELECT county_id, supplier_id, version, '2026-01-01', name, licence_no FROM"
      " supplier");
}

AccountRequest SmallIdentity::request() {
  return {county_id, "command_line:test", 0, "request " + std::to_string(++requests_), now_, {}};
}

AccountRequest SmallIdentity::request_of(const std::string& user_name) {
  AccountRequest request = this->request();
  request.actor = "user:" + user_name;
  request.acting_user_id = user_id(user_name);
  return request;
}

void SmallIdentity::add_user(const std::string& user_name, const std::vector<std::string>& roles) {
  create_user(identity_, request(), {user_name, "Name of " + user_name, password});
  database.session().execute("UPDATE user_credential SET must_change_password = 0");
  if (roles.empty()) return;
  GrantChange change{user_name, GrantMode::add, {}, {}};
  for (const std::string& role : roles) change.grants.push_back(grant_of(role));
  change_grants(identity_, request(), change);
}

void SmallIdentity::add_supplier(const std::string& user_name, const std::string& supplier_code) {
  add_user(user_name);
  change_grants(identity_, request(),
                {user_name, GrantMode::add, {{"supplier", ""}}, supplier_code});
}

std::int64_t SmallIdentity::user_id(const std::string& user_name) {
  return inventory::find_user(database.session(), county_id, user_name).value().user_id;
}

SignInAttempt SmallIdentity::attempt(const std::string& user_name, const std::string& with_password,
                                     const std::string& source) {
  return {county_id, user_name, with_password, "", source, ""};
}

SignedIn SmallIdentity::sign_in(const std::string& user_name) {
  return procurement::sign_in(identity_, attempt(user_name), now_);
}

std::string SmallIdentity::outcome(const SignInAttempt& attempt) {
  try {
    procurement::sign_in(identity_, attempt, now_);
  } catch (const Refused& refused) {
    return std::string(wire_name(refused.refusal()));
  }
  return "signed in";
}

std::string SmallIdentity::broken_invariants() {
  std::string broken;
  for (const auto& result : inventory::check_invariants(database.session(), county_id)) {
    if (!result.holds()) broken += result.name + ": " + result.first_violation + "\n";
  }
  return broken;
}

std::string SmallIdentity::everything_stored() {
  std::string all;
  const auto tables = database.rows(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
      " AND table_type = 'BASE TABLE'");
  for (const std::string& table : tables) {
    for (const std::string& row : database.rows("SELECT * FROM " + table)) {
      all += table + "|" + row + "\n";
    }
  }
  return all;
}

std::vector<std::string> SmallIdentity::audit_outcomes(const std::string& operation) {
  return database.rows("SELECT actor, outcome FROM audit_entry WHERE operation = '" + operation +
                       "' ORDER BY sequence");
}

}  // namespace wutong::test
