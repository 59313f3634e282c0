#include <liboath/oath.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <thread>

#include "inventory/run_command.h"

#include "procurement/identity/api_tokens.h"
#include "procurement/identity/change_grants.h"
#include "procurement/identity/change_password.h"
#include "procurement/identity/change_user.h"
#include "procurement/identity/totp_enrolment.h"
#include "tests/support/small_identity.h"

using namespace wutong;
using namespace wutong::procurement;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using test::said;
using test::SmallIdentity;

namespace {

/// What an authenticator shows: liboath from the letters, as an app has them.
std::string code_of(const TotpEnrolment& enrolment, inventory::Instant now) {
  char* secret = nullptr;
  std::size_t length = 0;
  REQUIRE(oath_base32_decode(enrolment.letters.data(), enrolment.letters.size(), &secret,
                             &length) == OATH_OK);
  std::string code(7, '\0');
  REQUIRE(oath_totp_generate(secret, length, now.time_since_epoch().count(), 30, 0, 6,
                             code.data()) == OATH_OK);
  std::free(secret);
  code.pop_back();
  return code;
}

std::string change(SmallIdentity& county, const SignedIn& signed_in, const std::string& current,
                   const std::string& wanted, const std::string& key) {
  return said([&] {
    change_password(*county, signed_in.session.principal, key,
                    {current, wanted, signed_in.session_token, "10.0.0.1"}, county.now());
  });
}

SignInAttempt with_code(SmallIdentity& county, const std::string& code) {
  SignInAttempt attempt = county.attempt("wang");
  attempt.totp_code = code;
  return attempt;
}

}  // namespace

TEST_CASE("a user changes its password and all its other sessions end", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto here = county.sign_in("wang");
  const auto there = county.sign_in("wang");
  CHECK(change(county, here, "wrong", "a new long secret", "k1") == "current_password_wrong");
  CHECK(change(county, here, SmallIdentity::password, "short", "k2") == "password_too_short 10");
  CHECK(change(county, here, SmallIdentity::password, "wang and more", "k3") ==
        "password_contains_user_name wang");
  CHECK(change(county, here, SmallIdentity::password, SmallIdentity::password, "k4") ==
        "password_not_changed");
  CHECK(change(county, here, SmallIdentity::password, "a new long secret", "k5") == "done");
  CHECK(identify_session(*county, here.session_token, county.now()));
  CHECK_FALSE(identify_session(*county, there.session_token, county.now()));
  CHECK(county.outcome(county.attempt("wang")) == "sign_in_failed");
  CHECK(county.outcome(county.attempt("wang", "a new long secret")) == "signed in");
  // The answer was lost and the console asks again under the same key.
  CHECK(change(county, here, SmallIdentity::password, "a new long secret", "k5") == "done");
}

TEST_CASE("guessing the current password of an open session has to wait too", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto here = county.sign_in("wang");
  for (int number = 0; number < 5; ++number) {
    CHECK(change(county, here, "wrong", "a new long secret", std::to_string(number)) ==
          "current_password_wrong");
  }
  CHECK(change(county, here, SmallIdentity::password, "a new long secret", "k") ==
        "too_many_attempts 1");
  county.later(seconds(1));
  CHECK(change(county, here, SmallIdentity::password, "a new long secret", "k") == "done");
}

TEST_CASE("a password that was reset is told once, ends sessions and must be changed",
          "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang", {"requester T1"});
  const auto before = county.sign_in("wang");
  const auto request = county.request();
  const auto told = reset_password(*county, request, "wang");
  REQUIRE(told.password);
  CHECK_FALSE(reset_password(*county, request, "wang").password);
  CHECK_FALSE(identify_session(*county, before.session_token, county.now()));
  CHECK(county.outcome(county.attempt("wang")) == "sign_in_failed");
  const auto after =
      procurement::sign_in(*county, county.attempt("wang", *told.password), county.now());
  CHECK(after.session.principal.must_change_password);
  CHECK_FALSE(permits_somewhere(after.session.principal, Duty::submit_requisitions));
  CHECK(change(county, after, *told.password, "a new long secret", "k") == "done");
  const auto changed = identify_session(*county, after.session_token, county.now());
  CHECK(permits_somewhere(changed->principal, Duty::submit_requisitions));
  CHECK(said([&] { reset_password(*county, county.request(), "nobody"); }) ==
        "user_unknown nobody");
}

TEST_CASE("with an authenticator, signing in takes a code that counts once", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto confirm = [&](const std::string& code) {
    return said([&] { confirm_totp(*county, county.request(), "wang", code); });
  };
  CHECK(confirm("123456") == "totp_not_enrolled wang");
  CHECK(said([&] { remove_totp(*county, county.request(), "wang"); }) == "totp_not_enrolled wang");
  const auto request = county.request();
  const auto enrolment = enrol_totp(*county, request, "wang");
  REQUIRE(enrolment);
  CHECK_FALSE(enrol_totp(*county, request, "wang"));
  CHECK(county.outcome(county.attempt("wang")) == "signed in");  // not confirmed yet
  CHECK(confirm("000000") == "totp_code_wrong");
  CHECK(confirm(code_of(*enrolment, county.now())) == "done");
  CHECK(confirm(code_of(*enrolment, county.now())) == "totp_already_enrolled wang");
  CHECK(said([&] { enrol_totp(*county, county.request(), "wang"); }) ==
        "totp_already_enrolled wang");

  CHECK(county.outcome(county.attempt("wang")) == "totp_code_required");
  CHECK(county.outcome(with_code(county, "000000")) == "sign_in_failed");
  // The code that confirmed was used.
  CHECK(county.outcome(with_code(county, code_of(*enrolment, county.now()))) == "sign_in_failed");
  county.later(minutes(1));
  const std::string code = code_of(*enrolment, county.now());
  CHECK(county.outcome(with_code(county, code)) == "signed in");
  CHECK(county.outcome(with_code(county, code)) == "sign_in_failed");
  SignInAttempt attempt = county.attempt("wang", "not the password");
  county.later(minutes(1));
  attempt.totp_code = code_of(*enrolment, county.now());
  CHECK(county.outcome(attempt) == "sign_in_failed");
  remove_totp(*county, county.request(), "wang");
  county.later(minutes(1));
  CHECK(county.outcome(county.attempt("wang")) == "signed in");
}

TEST_CASE("an authenticator is given up with a code by its owner, without one by others",
          "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  county.add_user("admin2", {"administrator"});
  const auto remove_own = [&](const std::string& code) {
    return said([&] { remove_own_totp(*county, county.request_of("wang"), "wang", code); });
  };
  const auto state = [&] {
    return std::string(
        to_string(totp_state(*county.identity().store.lease(), SmallIdentity::county_id, "wang")));
  };
  CHECK(state() == "none");
  CHECK(remove_own("") == "totp_not_enrolled wang");
  auto enrolment = enrol_totp(*county, county.request(), "wang");
  CHECK(state() == "begun");
  CHECK(remove_own("") == "done");
  enrolment = enrol_totp(*county, county.request(), "wang");
  confirm_totp(*county, county.request(), "wang", code_of(*enrolment, county.now()));
  CHECK(state() == "confirmed");
  CHECK(remove_own("") == "totp_code_wrong");
  CHECK(remove_own(code_of(*enrolment, county.now())) == "totp_code_wrong");  // used
  CHECK(said([&] { remove_totp(*county, county.request_of("wang"), "wang"); }) ==
        "own_account_not_changed wang");
  CHECK(state() == "confirmed");
  county.later(minutes(1));
  CHECK(remove_own(code_of(*enrolment, county.now())) == "done");
  enrolment = enrol_totp(*county, county.request(), "wang");
  county.later(minutes(1));
  confirm_totp(*county, county.request(), "wang", code_of(*enrolment, county.now()));
  CHECK(said([&] { remove_totp(*county, county.request_of("admin2"), "wang"); }) == "done");
  CHECK(state() == "none");
}

TEST_CASE("one code, used twice at the same moment, signs in once", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto enrolment = enrol_totp(*county, county.request(), "wang");
  confirm_totp(*county, county.request(), "wang", code_of(*enrolment, county.now()));
  county.later(minutes(1));
  const SignInAttempt attempt = with_code(county, code_of(*enrolment, county.now()));
  std::vector<std::string> outcomes(4);
  std::vector<std::thread> threads;
  for (std::string& outcome : outcomes) {
    threads.emplace_back([&] { outcome = county.outcome(attempt); });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::count(outcomes.begin(), outcomes.end(), "signed in") == 1);
  CHECK(std::count(outcomes.begin(), outcomes.end(), "sign_in_failed") == 3);
}

TEST_CASE("guessing codes has to wait", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto enrolment = enrol_totp(*county, county.request(), "wang");
  confirm_totp(*county, county.request(), "wang", code_of(*enrolment, county.now()));
  int failures = 0;
  while (county.outcome(with_code(county, "000000")) == "sign_in_failed") ++failures;
  CHECK(failures == 5);
}

TEST_CASE("an API token acts for its owner, within its scopes, until it expires", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang", {"purchasing_manager"});
  const NewApiToken wanted{"wang", "nightly export", {Duty::export_data}, days(30)};
  const auto request = county.request();
  const auto created = create_api_token(*county, request, wanted);
  REQUIRE(created.token);
  CHECK_FALSE(create_api_token(*county, request, wanted).token);
  const auto principal = identify_token(*county, *created.token, county.now());
  REQUIRE(principal);
  CHECK(principal->user_name == "wang");
  CHECK(duties_of(*principal) == DutySet{Duty::export_data});
  CHECK_FALSE(identify_session(*county, *created.token, county.now()));

  // A role that is taken back takes the token's power with it.
  change_grants(*county, county.request(), {"wang", GrantMode::replace, {}, {}});
  CHECK(duties_of(*identify_token(*county, *created.token, county.now())).empty());
  disable_user(*county, county.request(), "wang");
  CHECK_FALSE(identify_token(*county, *created.token, county.now()));
  enable_user(*county, county.request(), "wang");
  county.later(days(30) - seconds(1));
  CHECK(identify_token(*county, *created.token, county.now()));
  county.later(seconds(1));
  CHECK_FALSE(identify_token(*county, *created.token, county.now()));
}

TEST_CASE("a revoked token is worth nothing", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  const auto created =
      create_api_token(*county, county.request(), {"admin", "check", {Duty::read_audit}, days(1)});
  CHECK(list_api_tokens(county.database.session(), 1, "admin").size() == 1);
  CHECK(said([&] { revoke_api_token(*county, county.request(), "admin", "other"); }) ==
        "token_unknown other");
  revoke_api_token(*county, county.request(), "admin", "check");
  CHECK_FALSE(identify_token(*county, *created.token, county.now()));
  CHECK(list_api_tokens(county.database.session(), 1, "admin").empty());
}

TEST_CASE("a token that cannot be is refused", "[identity]") {
  SmallIdentity county;
  county.identity().settings.tokens_at_most = 2;
  county.add_user("admin");
  county.add_user("wang", {"picker ZX"});
  const auto create = [&](const NewApiToken& token) {
    return said([&] { create_api_token(*county, county.request(), token); });
  };
  const DutySet scopes{Duty::read_stock};
  CHECK(create({"nobody", "t", scopes, days(1)}) == "user_unknown nobody");
  CHECK(create({"wang", "", scopes, days(1)}) == "token_name_not_allowed ");
  CHECK(create({"wang", "t", scopes, days(0)}) == "token_expiry_not_allowed 366");
  CHECK(create({"wang", "t", scopes, days(367)}) == "token_expiry_not_allowed 366");
  CHECK(create({"wang", "t", {Duty::keep_users}, days(1)}) ==
        "scope_beyond_duties wang keep_users");
  CHECK(create({"wang", "t", {}, days(1)}) == "scope_beyond_duties wang -");
  CHECK(create({"wang", "t", scopes, days(1)}) == "done");
  CHECK(create({"wang", "t", scopes, days(1)}) == "token_name_not_allowed t");
  CHECK(create({"wang", "u", scopes, days(1)}) == "done");
  CHECK(create({"wang", "v", scopes, days(1)}) == "too_many_tokens wang 2");
  county.later(days(2));  // expired ones do not count
  CHECK(create({"wang", "v", scopes, days(1)}) == "done");
  disable_user(*county, county.request(), "wang");
  CHECK(create({"wang", "w", scopes, days(1)}) == "user_disabled wang");
}

TEST_CASE("no secret stands anywhere in the database, nor in the audit chain", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  const auto made = create_user(*county, county.request(), {"wang", "W", {}});
  const auto session =
      procurement::sign_in(*county, county.attempt("wang", *made.password), county.now());
  change(county, session, *made.password, "my very own secret", "k");
  change(county, session, "a wrong current one", "another own secret", "k2");
  const auto reset = reset_password(*county, county.request(), "wang");
  const auto again =
      procurement::sign_in(*county, county.attempt("wang", *reset.password), county.now());
  const auto enrolment = enrol_totp(*county, county.request(), "wang");
  const auto token =
      create_api_token(*county, county.request(), {"admin", "t", {Duty::read_audit}, days(1)});
  // Typed into the wrong field.
  county.outcome(county.attempt("oops-my-password", "oops"));
  county.outcome(county.attempt("wang", "a wrong password"));
  const std::string stored = county.everything_stored();
  REQUIRE(stored.find("user_session|") != std::string::npos);
  REQUIRE(stored.find("audit_entry|") != std::string::npos);
  const auto bits = [](const std::string& text) { return text.substr(text.size() - 43); };
  for (const std::string& secret :
       {*made.password, *reset.password, std::string(SmallIdentity::password),
        std::string("my very own secret"), std::string("another own secret"),
        std::string("a wrong current one"), std::string("a wrong password"),
        std::string("oops-my-password"), bits(session.session_token), bits(again.session_token),
        bits(session.device_token), session.session.csrf_token, enrolment->letters, *token.token,
        bits(*token.token)}) {
    INFO(secret);
    CHECK(stored.find(secret) == std::string::npos);
  }
  // Not even a hash that could be guessed from: of the password alone.
  CHECK(stored.find(inventory::content_hash("my very own secret")) == std::string::npos);
  CHECK(stored.find(inventory::content_hash("oops-my-password")) == std::string::npos);
  CHECK(county.broken_invariants().empty());
}
