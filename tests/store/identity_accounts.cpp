#include <catch2/catch.hpp>
#include <future>
#include <vector>

#include "inventory/run_command.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/change_grants.h"
#include "procurement/identity/change_user.h"
#include "procurement/identity/list_users.h"
#include "tests/support/small_identity.h"

using namespace wutong;
using namespace wutong::procurement;
using test::said;
using test::SmallIdentity;

namespace {

/// "role" or "role facility" of all that a user holds.
std::string grants_of(SmallIdentity& county, const std::string& user_name) {
  std::string text;
  for (const auto& grant :
       load_user(county.database.session(), SmallIdentity::county_id, user_name).grants) {
    text += (text.empty() ? "" : ", ") + grant.role +
            (grant.facility_code.empty() ? "" : " " + grant.facility_code);
  }
  return text;
}

GrantChange adding(const std::string& user_name, const std::string& role,
                   const std::string& facility = "") {
  return {user_name, GrantMode::add, {{role, facility}}, {}};
}

}  // namespace

TEST_CASE("the first user of a county is its administrator, the next one holds nothing",
          "[identity]") {
  SmallIdentity county;
  const auto first = create_user(*county, county.request(), {"wang", "王", {}});
  REQUIRE(first.password);
  create_user(*county, county.request(), {"li", "李", {}});
  CHECK(grants_of(county, "wang") == "administrator");
  CHECK(grants_of(county, "li").empty());
  CHECK(county.broken_invariants().empty());
  CHECK(county.outcome(county.attempt("wang", *first.password)) == "signed in");
}

TEST_CASE("a new user has a name of its own and a password that it must change", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto create = [&](const NewUser& user) {
    return said([&] { create_user(*county, county.request(), user); });
  };
  CHECK(create({"wang", "W", {}}) == "user_name_taken wang");
  for (const char* name : {"", "w", "Wang", "1wang", "wang wei", "王伟", "wang'--",
                           "a2345678901234567890123456789012345678901"}) {
    CHECK(create({name, "W", {}}) == std::string("user_name_not_allowed ") + name);
  }
  CHECK(create({"li", "", {}}) == "display_name_not_allowed li");
  CHECK(create({"li", "a\nb", {}}) == "display_name_not_allowed li");
  CHECK(create({"li", "\xff", {}}) == "display_name_not_allowed li");
  CHECK(create({"li", "L", "short"}) == "password_too_short 10");
  CHECK(create({"li", "L", "1234567890"}) == "password_too_common");
  CHECK(create({"li", "L", "a good long one"}) == "done");
  const auto signed_in =
      procurement::sign_in(*county, county.attempt("li", "a good long one"), county.now());
  CHECK(signed_in.session.principal.must_change_password);
  CHECK(duties_of(signed_in.session.principal).empty());
}

TEST_CASE("a user that was made is told its password once", "[identity]") {
  SmallIdentity county;
  const auto request = county.request();
  const auto first = create_user(*county, request, {"wang", "W", {}});
  const auto again = create_user(*county, request, {"wang", "W", {}});
  CHECK(first.password);
  CHECK_FALSE(again.password);
  CHECK(county.outcome(county.attempt("wang", *first.password)) == "signed in");
  CHECK_THROWS_AS(create_user(*county, request, {"li", "L", {}}), inventory::ContentDiffers);
}

TEST_CASE("of many first starts one makes the administrator", "[identity]") {
  SmallIdentity county;
  std::vector<std::future<std::optional<OneTimePassword>>> starts;
  for (int number = 0; number < 8; ++number) {
    starts.push_back(std::async(std::launch::async, [&] {
      return create_first_administrator(*county, SmallIdentity::county_id, county.now());
    }));
  }
  std::vector<std::string> passwords;
  for (auto& start : starts) {
    if (const auto told = start.get()) passwords.push_back(told->password.value());
  }
  REQUIRE(passwords.size() == 1);
  CHECK(county.outcome(county.attempt("admin", passwords.front())) == "signed in");
  CHECK(county.database.figure("SELECT COUNT(*) FROM user_account") == 1);
  CHECK_FALSE(create_first_administrator(*county, SmallIdentity::county_id, county.now()));
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("no first administrator is made where there are users", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  CHECK_FALSE(create_first_administrator(*county, SmallIdentity::county_id, county.now()));
  CHECK(county.database.figure("SELECT COUNT(*) FROM user_account") == 1);
}

TEST_CASE("roles are given, taken and replaced, and what was held stays on record", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang");
  auto changed = change_grants(*county, county.request(), adding("wang", "requester", "T1"));
  CHECK(changed.added == 1);
  changed = change_grants(*county, county.request(), adding("wang", "requester", "T1"));
  CHECK(changed.added == 0);
  changed = change_grants(*county, county.request(), adding("wang", "picker"));
  CHECK(grants_of(county, "wang") == "requester T1, picker");
  changed = change_grants(*county, county.request(),
                          {"wang", GrantMode::remove, {{"picker", ""}, {"receiver", ""}}, {}});
  CHECK(changed.removed == 1);
  changed = change_grants(
      *county, county.request(),
      {"wang", GrantMode::replace, {{"requester", "T1"}, {"village_doctor", "V11"}}, {}});
  CHECK(changed.added == 1);
  CHECK(changed.removed == 0);
  CHECK(grants_of(county, "wang") == "requester T1, village_doctor V11");
  CHECK(county.database.rows("SELECT role, granted_by, revoked_by FROM role_grant WHERE revoked_at"
                             " IS NOT NULL") ==
        std::vector<std::string>{"picker|command_line:test|command_line:test"});
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("a role that cannot be held there, or so, is refused and nothing changes", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang");
  county.add_supplier("wholesale", "S1");
  const auto change = [&](const GrantChange& wanted) {
    return said([&] { change_grants(*county, county.request(), wanted); });
  };
  CHECK(change(adding("wang", "owner")) == "role_unknown owner");
  CHECK(change(adding("wang", "requester", "T9")) == "facility_unknown T9");
  CHECK(change(adding("nobody", "requester")) == "user_unknown nobody");
  CHECK(change(adding("wang", "village_doctor")) == "grant_needs_facility wang village_doctor");
  CHECK(change(adding("wang", "finance", "T1")) == "grant_is_county_wide wang finance");
  CHECK(change(adding("wang", "supplier")) == "grant_needs_supplier wang supplier");
  CHECK(change(adding("wholesale", "picker")) == "supplier_account_only_supplier wholesale picker");
  CHECK(change({"wholesale", GrantMode::add, {}, "S9"}) == "supplier_unknown S9");
  CHECK(change({"wholesale", GrantMode::add, {}, ""}) == "grant_needs_supplier wholesale supplier");
  CHECK(
      change({"wang", GrantMode::add, {{"payment_preparer", ""}, {"payment_approver", ""}}, {}}) ==
      "roles_conflict wang payment_preparer payment_approver");
  CHECK(change(adding("admin", "purchasing_manager")) ==
        "roles_conflict admin administrator purchasing_manager");
  CHECK(grants_of(county, "wang").empty());
  const auto warned =
      change_grants(*county, county.request(),
                    {"wang", GrantMode::add, {{"receiver", "ZX"}, {"inspector", "ZX"}}, {}});
  REQUIRE(warned.warnings.size() == 1);
  CHECK(warned.warnings.front().other == Role::inspector);
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("an account is linked to a supplier and back", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_supplier("wholesale", "S1");
  const auto view = load_user(county.database.session(), SmallIdentity::county_id, "wholesale");
  CHECK(view.supplier_code == "S1");
  const auto session = county.sign_in("wholesale").session;
  CHECK(session.principal.supplier_id == 501);
  CHECK(permits_in_county(session.principal, Duty::submit_bids));
  CHECK_FALSE(sees_supplier(session.principal, 502));
  change_grants(*county, county.request(), {"wholesale", GrantMode::replace, {}, ""});
  CHECK(load_user(county.database.session(), SmallIdentity::county_id, "wholesale")
            .supplier_code.empty());
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("nobody changes the own roles or shuts out itself", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("second", {"administrator"});
  CHECK(said([&] {
          change_grants(*county, county.request_of("admin"), adding("admin", "administrator"));
        }) == "own_account_not_changed admin");
  CHECK(said([&] { disable_user(*county, county.request_of("admin"), "admin"); }) ==
        "own_account_not_changed admin");
  CHECK(said([&] { disable_user(*county, county.request_of("second"), "admin"); }) == "done");
}

TEST_CASE("the last administrator stays", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  const GrantChange strip{"admin", GrantMode::replace, {}, {}};
  CHECK(said([&] { disable_user(*county, county.request(), "admin"); }) ==
        "last_administrator_stays admin");
  CHECK(said([&] { change_grants(*county, county.request(), strip); }) ==
        "last_administrator_stays admin");
  county.add_user("second", {"administrator"});
  disable_user(*county, county.request(), "second");  // a disabled one does not count
  CHECK(said([&] { disable_user(*county, county.request(), "admin"); }) ==
        "last_administrator_stays admin");
  enable_user(*county, county.request(), "second");
  CHECK(said([&] { change_grants(*county, county.request(), strip); }) == "done");
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("two administrators who remove each other at once leave one", "[identity]") {
  for (int round = 0; round < 5; ++round) {
    SmallIdentity county;
    county.add_user("one");
    county.add_user("other", {"administrator"});
    const auto by_one = county.request_of("one");
    const auto by_other = county.request_of("other");
    auto first = std::async(std::launch::async,
                            [&] { return said([&] { disable_user(*county, by_one, "other"); }); });
    const std::string second = said([&] { disable_user(*county, by_other, "one"); });
    const std::string results = first.get() + " / " + second;
    INFO(results);
    CHECK((results == "done / last_administrator_stays one" ||
           results == "last_administrator_stays other / done"));
    CHECK(county.broken_invariants().empty());
  }
}

TEST_CASE("a change of what somebody else changed meanwhile is refused", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang");
  auto request = county.request();
  request.expected_version = 1;
  rename_user(*county, request, "wang", "王小明");
  request = county.request();
  request.expected_version = 1;
  CHECK(said([&] { rename_user(*county, request, "wang", "王大明"); }) ==
        "user_changed_meanwhile wang 2 1");
  const auto view = load_user(county.database.session(), SmallIdentity::county_id, "wang");
  CHECK(view.user.display_name == "王小明");
  CHECK(view.user.version == 2);
}

TEST_CASE("a disabled user is out at once, and back with the roles it had", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang", {"requester T1"});
  const auto session = county.sign_in("wang");
  disable_user(*county, county.request(), "wang");
  CHECK_FALSE(identify_session(*county, session.session_token, county.now()));
  CHECK(county.outcome(county.attempt("wang")) == "sign_in_failed");
  CHECK(county.broken_invariants().empty());
  enable_user(*county, county.request(), "wang");
  CHECK_FALSE(identify_session(*county, session.session_token, county.now()));
  CHECK(county.outcome(county.attempt("wang")) == "signed in");
  CHECK(grants_of(county, "wang") == "requester T1");
}

TEST_CASE("users are listed a page at a time, in order", "[identity]") {
  SmallIdentity county;
  for (const char* name : {"wang", "li", "zhao"}) county.add_user(name);
  const auto page = list_users(county.database.session(), SmallIdentity::county_id, "", 2);
  REQUIRE(page.size() == 2);
  CHECK(page[0].user.user_name == "li");
  CHECK(page[1].user.user_name == "wang");
  CHECK(page[1].grants.size() == 1);
  const auto rest = list_users(county.database.session(), SmallIdentity::county_id, "wang", 2);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].user.user_name == "zhao");
  CHECK(said([&] { load_user(county.database.session(), SmallIdentity::county_id, "nobody"); }) ==
        "user_unknown nobody");
}

TEST_CASE("what the invariants on accounts say can be false", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang", {"requester T1"});
  county.sign_in("wang");
  REQUIRE(county.broken_invariants().empty());
  const std::pair<const char*, const char*> breaches[] = {
      {"UPDATE role_grant SET role = 'owner'", "grants_name_known_users_roles_and_facilities"},
      {"UPDATE role_grant SET facility_id = 99", "grants_name_known_users_roles_and_facilities"},
      {"UPDATE role_grant SET user_id = 99", "grants_name_known_users_roles_and_facilities"},
      {"UPDATE user_account SET status = 'disabled' WHERE user_name = 'admin'",
       "an_enabled_administrator_exists"},
      {"UPDATE role_grant SET revoked_at = NOW(6)", "an_enabled_administrator_exists"},
      {"DELETE FROM user_credential WHERE must_change_password = 0", "users_have_one_credential"},
      {"UPDATE user_session SET user_id = 99", "users_have_one_credential"},
      {"UPDATE user_account SET supplier_id = 501 WHERE user_name = 'wang'",
       "supplier_accounts_are_only_suppliers"},
      {"UPDATE role_grant SET role = 'supplier' WHERE role = 'requester'",
       "supplier_accounts_are_only_suppliers"},
      {"UPDATE user_account SET status = 'disabled' WHERE user_name = 'wang'",
       "disabled_users_have_no_session"}};
  for (const auto& [breach, invariant] : breaches) {
    INFO(breach);
    inventory::Transaction transaction(county.database.session());
    REQUIRE(county.database.session().execute(breach) > 0);
    CHECK(county.broken_invariants().find(invariant) != std::string::npos);
  }
}
