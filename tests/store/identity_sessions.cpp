#include "procurement/identity/sessions.h"

#include <catch2/catch.hpp>

#include "procurement/identity/change_grants.h"
#include "procurement/identity/end_sessions.h"
#include "procurement/identity/prove_password.h"
#include "procurement/identity/random_secret.h"
#include "tests/support/small_identity.h"

using namespace wutong;
using namespace wutong::procurement;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::said;
using test::SmallIdentity;

namespace {

bool is_signed_in(SmallIdentity& county, const SignedIn& signed_in) {
  return identify_session(*county, signed_in.session_token, county.now()).has_value();
}

}  // namespace

TEST_CASE("a session says who it is, with the roles of this moment", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang", {"township_pharmacist T1"});
  const auto signed_in = county.sign_in("wang");
  const auto session = identify_session(*county, signed_in.session_token, county.now());
  REQUIRE(session);
  CHECK(session->principal.user_name == "wang");
  CHECK(session->principal.display_name == "Name of wang");
  CHECK(session->principal.county_id == SmallIdentity::county_id);
  CHECK(session->csrf_token == csrf_token(signed_in.session_token));
  const FacilityTree tree = load_facility_tree(county.database.session(), 1);
  CHECK(permits(session->principal, Duty::confirm_shipments, tree.path_of(12)));
  CHECK_FALSE(permits(session->principal, Duty::confirm_shipments, tree.path_of(20)));
  change_grants(*county, county.request(), {"wang", GrantMode::replace, {}, {}});
  CHECK(identify_session(*county, signed_in.session_token, county.now())->principal.grants.empty());
}

TEST_CASE("a session ends half an hour after it was last used", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto signed_in = county.sign_in("wang");
  for (int use = 0; use < 4; ++use) {
    county.later(minutes(29));
    CHECK(is_signed_in(county, signed_in));
  }
  county.later(minutes(30));
  CHECK_FALSE(is_signed_in(county, signed_in));
}

TEST_CASE("a session ends after twelve hours, however much it is used", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto signed_in = county.sign_in("wang");
  CHECK(signed_in.session.expires_at == county.now() + hours(12));
  CHECK(signed_in.session.idle_expires_at == county.now() + minutes(30));
  for (int use = 0; use < 12 * 3 - 1; ++use) {
    county.later(minutes(20));
    REQUIRE(is_signed_in(county, signed_in));
  }
  CHECK(identify_session(*county, signed_in.session_token, county.now())->idle_expires_at ==
        signed_in.session.expires_at);
  county.later(minutes(20) - seconds(1));
  CHECK(is_signed_in(county, signed_in));
  county.later(seconds(1));
  CHECK_FALSE(is_signed_in(county, signed_in));
}

TEST_CASE("that somebody was seen is written once a minute at most", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto signed_in = county.sign_in("wang");
  const auto seen = [&] {
    return county.database.rows("SELECT last_seen_at FROM user_session").at(0).substr(0, 19);
  };
  const std::string at_first = seen();
  county.later(seconds(59));
  CHECK(is_signed_in(county, signed_in));
  CHECK(seen() == at_first);
  county.later(seconds(1));
  CHECK(is_signed_in(county, signed_in));
  CHECK(seen() == inventory::to_sql(county.now()));
}

TEST_CASE("what is no session's token identifies nobody", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto signed_in = county.sign_in("wang");
  for (const std::string& token :
       {std::string(), std::string("wts_1_"), signed_in.session_token + "x", signed_in.device_token,
        secret_hash(signed_in.session_token), random_token(TokenKind::session, 1),
        random_token(TokenKind::session, 2)}) {
    CHECK_FALSE(identify_session(*county, token, county.now()));
  }
  // The same random bits for another county are another token.
  std::string elsewhere = signed_in.session_token;
  elsewhere[4] = '2';
  CHECK_FALSE(identify_session(*county, elsewhere, county.now()));
}

TEST_CASE("signing out ends one session, signing out everywhere all", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  county.add_user("li");
  const auto desk = county.sign_in("wang");
  const auto phone = county.sign_in("wang");
  const auto other = county.sign_in("li");
  sign_out(*county, desk.session_token, county.now());
  sign_out(*county, desk.session_token, county.now());
  CHECK_FALSE(is_signed_in(county, desk));
  CHECK(is_signed_in(county, phone));
  const auto third = county.sign_in("wang");
  CHECK(sign_out_everywhere(*county, third.session.principal) == 2);
  CHECK_FALSE(is_signed_in(county, phone));
  CHECK_FALSE(is_signed_in(county, third));
  CHECK(is_signed_in(county, other));
  CHECK(county.audit_outcomes("sign_out") == std::vector<std::string>{"user:wang|done"});
  CHECK(county.audit_outcomes("sign_out_everywhere") == std::vector<std::string>{"user:wang|done"});
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("the sessions of a user are listed and ended, its own one stays", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  county.add_user("li");
  const auto first = county.sign_in("wang");
  const auto others = county.sign_in("li");
  county.later(minutes(1));
  const auto second = county.sign_in("wang");
  const auto list = [&] {
    return list_sessions(*county, county.request_of("wang"), "wang", second.session_token);
  };
  REQUIRE(list().size() == 2);
  CHECK(list().front().is_this);  // the newest first
  CHECK_FALSE(list().back().is_this);
  CHECK(list().front().session_id.find(secret_hash(second.session_token)) == std::string::npos);
  const auto foreign = list_sessions(*county, county.request(), "li", "").front().session_id;
  CHECK(said([&] { end_session(*county, county.request(), "wang", foreign); }) ==
        "session_unknown wang");

  const auto request = county.request_of("wang");
  CHECK(end_sessions(*county, request, "wang", second.session_token) == 1);
  CHECK(end_sessions(*county, request, "wang", second.session_token) == 1);  // repeated
  CHECK_FALSE(identify_session(*county, first.session_token, county.now()));
  CHECK(identify_session(*county, second.session_token, county.now()));
  end_session(*county, county.request(), "wang", list().front().session_id);
  CHECK(list().empty());
  CHECK(identify_session(*county, others.session_token, county.now()));
  CHECK(end_sessions(*county, county.request(), "li", "") == 1);
  CHECK_FALSE(identify_session(*county, others.session_token, county.now()));
  CHECK(said([&] { end_sessions(*county, county.request(), "nobody", ""); }) ==
        "user_unknown nobody");
}

TEST_CASE("a session that is over is not listed", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  county.sign_in("wang");
  county.later(minutes(31));
  CHECK(list_sessions(*county, county.request(), "wang", "").empty());
}

TEST_CASE("the password is typed once more, and guessing it has to wait", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto who = county.sign_in("wang").session.principal;
  const auto prove = [&](const std::string& password, const std::string& source = "10.0.0.1") {
    return said([&] { prove_password(*county, who, {password, source}, county.now()); });
  };
  CHECK(prove(SmallIdentity::password) == "done");
  for (int attempt = 0; attempt < 5; ++attempt) {
    CHECK(prove("a wrong one") == "current_password_wrong");
  }
  CHECK(prove(SmallIdentity::password).find("too_many_attempts") == 0);
  CHECK(prove(SmallIdentity::password, "10.0.0.2") == "done");
  CHECK(county.audit_outcomes("prove_password").size() == 5);
  CHECK(county.broken_invariants().empty());
  auto told_by_another = who;
  told_by_another.must_change_password = true;
  CHECK(said([&] {
          prove_password(*county, told_by_another, {SmallIdentity::password, "10.0.0.2"},
                         county.now());
        }) == "password_change_due wang");
}

TEST_CASE("a user has a bounded number of sessions, the oldest end", "[identity]") {
  SmallIdentity county;
  county.identity().settings.sessions_at_most = 3;
  county.add_user("wang");
  std::vector<SignedIn> sessions;
  for (int number = 0; number < 5; ++number) {
    sessions.push_back(county.sign_in("wang"));
    county.later(seconds(10));
  }
  CHECK_FALSE(is_signed_in(county, sessions[0]));
  CHECK_FALSE(is_signed_in(county, sessions[1]));
  for (std::size_t number = 2; number < 5; ++number) CHECK(is_signed_in(county, sessions[number]));
  county.later(hours(13));
  county.sign_in("wang");
  CHECK(county.database.figure("SELECT COUNT(*) FROM user_session") == 1);
}
