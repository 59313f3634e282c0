#include "procurement/identity/sign_in.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "procurement/identity/change_user.h"
#include "procurement/identity/source_address.h"
#include "tests/support/small_identity.h"

using namespace wutong;
using namespace wutong::procurement;
using std::chrono::minutes;
using std::chrono::seconds;
using test::said;
using test::SmallIdentity;

namespace {

constexpr const char* wrong = "not the password";

/// Tries a wrong password until it has to wait; how often it could.
int failures_until_wait(SmallIdentity& county, const std::string& user_name,
                        const std::string& source) {
  int failures = 0;
  while (county.outcome(county.attempt(user_name, wrong, source)) == "sign_in_failed") ++failures;
  return failures;
}

SignInAttempt from_device(SmallIdentity& county, const SignedIn& earlier,
                          const std::string& password, const std::string& source) {
  SignInAttempt attempt = county.attempt(earlier.session.principal.user_name, password, source);
  attempt.device_token = earlier.device_token;
  return attempt;
}

}  // namespace

TEST_CASE("whatever was wrong, the answer is the same, and the audit chain knows", "[identity]") {
  SmallIdentity county;
  county.add_user("admin");
  county.add_user("wang");
  county.add_user("gone");
  disable_user(*county, county.request(), "gone");
  CHECK(said([&] { procurement::sign_in(*county, county.attempt("wang", wrong), county.now()); }) ==
        "sign_in_failed");
  CHECK(said([&] { procurement::sign_in(*county, county.attempt("nobody"), county.now()); }) ==
        "sign_in_failed");
  CHECK(said([&] { procurement::sign_in(*county, county.attempt("gone"), county.now()); }) ==
        "sign_in_failed");
  CHECK(county.outcome(county.attempt("")) == "sign_in_failed");
  CHECK(county.outcome(county.attempt("WANG")) == "signed in");
  CHECK(county.audit_outcomes("sign_in") ==
        std::vector<std::string>{"user:wang|refused: sign_in_failed, wrong password",
                                 "unknown|refused: sign_in_failed, no such user",
                                 "user:gone|refused: sign_in_failed, the user is disabled",
                                 "unknown|refused: sign_in_failed, no such user",
                                 "user:wang|done"});
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("guessing at one user from one place has to wait, longer each time", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  CHECK(failures_until_wait(county, "wang", "10.9.9.9") == 5);
  const auto attempt = county.attempt("wang", wrong, "10.9.9.9");
  const auto try_again = [&] {
    return said([&] { procurement::sign_in(*county, attempt, county.now()); });
  };
  CHECK(try_again() == "too_many_attempts 1");
  county.later(seconds(1));
  CHECK(try_again() == "sign_in_failed");
  CHECK(try_again() == "too_many_attempts 2");
  county.later(seconds(2));
  CHECK(try_again() == "sign_in_failed");
  CHECK(try_again() == "too_many_attempts 4");
  // The right password has to wait as well, but only there.
  CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, "10.9.9.9")) ==
        "too_many_attempts");
  CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, "10.0.0.1")) == "signed in");
  county.later(minutes(61));
  CHECK(failures_until_wait(county, "wang", "10.9.9.9") == 5);
}

TEST_CASE("whoever hammers on while it waits leaves one audit entry, not one an attempt",
          "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  failures_until_wait(county, "wang", "10.9.9.9");
  for (int number = 0; number < 20; ++number) {
    CHECK(county.outcome(county.attempt("wang", wrong, "10.9.9.9")) == "too_many_attempts");
  }
  const auto waits = county.database.figure(
      "SELECT COUNT(*) FROM audit_entry WHERE outcome = 'refused: too_many_attempts'");
  CHECK(waits == 1);
}

TEST_CASE("a right password forgives the failures of its place", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  for (int round = 0; round < 30; ++round) {
    for (int failure = 0; failure < 3; ++failure) {
      REQUIRE(county.outcome(county.attempt("wang", wrong)) == "sign_in_failed");
    }
    // Failures of the place stay counted, one by one; the user's own are gone.
    REQUIRE(county.outcome(county.attempt("wang")) == "signed in");
    county.later(minutes(20));
    if (round % 4 == 3) county.later(minutes(60));
  }
}

TEST_CASE("one source that tries many names has to wait whatever the name", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  int tried = 0;
  while (county.outcome(county.attempt("name" + std::to_string(tried), wrong, "10.9.9.9")) ==
         "sign_in_failed") {
    ++tried;
  }
  CHECK(tried == 40);
  CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, "10.0.0.1")) == "signed in");
}

TEST_CASE("names that no user has wait like those that one has", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  CHECK(failures_until_wait(county, "wang", "10.9.9.8") ==
        failures_until_wait(county, "nobody", "10.9.9.9"));
}

TEST_CASE("guessing from everywhere slows strangers and never those who are known", "[identity]") {
  SmallIdentity county;
  county.identity().settings.attempts.user.free_attempts = 20;
  county.add_user("wang");
  const auto earlier = county.sign_in("wang");  // 10.0.0.1 is known now, and a device
  int place = 0;
  const auto elsewhere = [&] { return "10.8.0." + std::to_string(++place); };
  while (county.outcome(county.attempt("wang", wrong, elsewhere())) == "sign_in_failed") {
  }
  CHECK(place == 21);
  CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, elsewhere())) ==
        "too_many_attempts");
  CHECK(county.outcome(county.attempt("wang")) == "signed in");
  CHECK(county.outcome(from_device(county, earlier, SmallIdentity::password, elsewhere())) ==
        "signed in");
  // Nobody waits longer than half a minute for it, anywhere.
  county.later(seconds(30));
  CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, elsewhere())) ==
        "signed in");
}

TEST_CASE("a known device is not made to wait by others behind its address", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  const auto earlier = county.sign_in("wang");
  failures_until_wait(county, "wang", "10.0.0.1");
  for (int number = 0; number < 60; ++number) {
    county.outcome(county.attempt("name" + std::to_string(number), wrong, "10.0.0.1"));
  }
  CHECK(county.outcome(county.attempt("wang")) == "too_many_attempts");
  CHECK(county.outcome(from_device(county, earlier, SmallIdentity::password, "10.0.0.1")) ==
        "signed in");
}

TEST_CASE("a device's cookie is a pass for nobody else and no licence to guess", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  county.add_user("li");
  const auto earlier = county.sign_in("wang");
  int failures = 0;
  while (county.outcome(from_device(county, earlier, wrong, "10.7.7.7")) == "sign_in_failed") {
    ++failures;
  }
  CHECK(failures == 5);
  failures_until_wait(county, "li", "10.7.7.7");
  SignInAttempt other = county.attempt("li", SmallIdentity::password, "10.7.7.7");
  other.device_token = earlier.device_token;
  CHECK(county.outcome(other) == "too_many_attempts");
}

TEST_CASE("many guesses at the same moment count as many", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  std::atomic<int> failed = 0;
  std::atomic<int> waited = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 16; ++number) {
    threads.emplace_back([&] {
      const std::string outcome = county.outcome(county.attempt("wang", wrong, "10.9.9.9"));
      if (outcome == "sign_in_failed") ++failed;
      if (outcome == "too_many_attempts") ++waited;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 5);
  CHECK(waited == 11);
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("one user signs in twice at the same moment, with two sessions", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  std::vector<std::string> tokens(4);
  std::vector<std::thread> threads;
  for (std::string& token : tokens) {
    threads.emplace_back([&] { token = county.sign_in("wang").session_token; });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& token : tokens) {
    CHECK(identify_session(*county, token, county.now()));
  }
  CHECK(county.database.figure("SELECT COUNT(*) FROM user_session") == 4);
  CHECK(county.broken_invariants().empty());
}

TEST_CASE("a password of a lower cost is hashed anew when it is used", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  PasswordCost more;
  more.passes = 2;
  more.memory_bytes = 16384;
  PasswordHasher dearer(more);
  Identity later{county.database.store(), dearer, county.identity().sealing_key, {}};
  const auto hash = [&] {
    return county.database.rows("SELECT password_hash FROM user_credential").at(0);
  };
  CHECK(hash().find("t=1") != std::string::npos);
  procurement::sign_in(later, county.attempt("wang"), county.now());
  CHECK(hash().find("t=2") != std::string::npos);
  const std::string new_hash = hash();
  procurement::sign_in(later, county.attempt("wang"), county.now());
  CHECK(hash() == new_hash);
}

TEST_CASE("too many who sign in at once are told so, and that does not count as a failure",
          "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  PasswordCost nobody_waits;
  nobody_waits.passes = 1;
  nobody_waits.memory_bytes = 8192;
  nobody_waits.at_once = 0;
  nobody_waits.waiting = 0;
  PasswordHasher busy(nobody_waits);
  Identity identity{county.database.store(), busy, county.identity().sealing_key, {}};
  for (int number = 0; number < 10; ++number) {
    CHECK(said([&] { procurement::sign_in(identity, county.attempt("wang"), county.now()); }) ==
          "sign_in_busy");
  }
  CHECK(county.outcome(county.attempt("wang")) == "signed in");
}

TEST_CASE("the places that a user is known from are bounded and forgotten", "[identity]") {
  SmallIdentity county;
  county.identity().settings.origins_at_most = 4;
  county.add_user("wang");
  for (int number = 0; number < 5; ++number) {
    const std::string source = "10.1.0." + std::to_string(number);
    CHECK(county.outcome(county.attempt("wang", SmallIdentity::password, source)) == "signed in");
    county.later(seconds(1));
  }
  CHECK(county.database.figure("SELECT COUNT(*) FROM known_origin") == 4);
  county.later(std::chrono::days(181));
  county.sign_in("wang");
  CHECK(county.database.figure("SELECT COUNT(*) FROM known_origin") == 2);
}

TEST_CASE("counters that nobody touches go", "[identity]") {
  SmallIdentity county;
  county.add_user("wang");
  for (int number = 0; number < 10; ++number) {
    county.outcome(county.attempt("name" + std::to_string(number), wrong));
  }
  CHECK(county.database.figure("SELECT COUNT(*) FROM sign_in_attempts") >= 20);
  county.later(std::chrono::hours(3));
  county.sign_in("wang");
  CHECK(county.database.figure("SELECT COUNT(*) FROM sign_in_attempts") <= 3);
}

TEST_CASE("an office of IPv6 is one source, and so is a mapped IPv4", "[identity]") {
  CHECK(source_of("10.0.0.1") == "10.0.0.1");
  CHECK(source_of("::ffff:10.0.0.1") == "10.0.0.1");
  CHECK(source_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(source_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64");
  CHECK(source_of("fe80::1%eth0") == "fe80::/64");
  CHECK(source_of("") == "");
  CHECK(source_of("a b\n") == "a?b?");
  CHECK(source_of(std::string(500, 'x')).size() == 60);
}
