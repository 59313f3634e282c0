#include "procurement/identity/attempt_limits.h"

#include <catch2/catch.hpp>

using namespace wutong::procurement;
using std::chrono::seconds;
using wutong::inventory::Instant;

namespace {

const Instant noon(seconds(1'800'000'000));
const AttemptRule rule{3, seconds(60), seconds(600)};

Attempts after(int failures) {
  Attempts attempts;
  for (int number = 0; number < failures; ++number) attempts = with_attempt(attempts, rule, noon);
  return attempts;
}

}  // namespace

TEST_CASE("the first attempts are free, then waits double up to the longest", "[identity]") {
  const std::int64_t expected[] = {0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60};
  int failures = 0;
  for (const std::int64_t wait : expected) {
    INFO(failures);
    CHECK(wait_before_attempt(after(failures), rule, noon).count() == wait);
    ++failures;
  }
  CHECK(wait_before_attempt({1'000'000, noon}, rule, noon) == seconds(60));
}

TEST_CASE("a wait passes with time", "[identity]") {
  CHECK(wait_before_attempt(after(6), rule, noon + seconds(3)) == seconds(5));
  CHECK(wait_before_attempt(after(6), rule, noon + seconds(8)) == seconds(0));
}

TEST_CASE("attempts are forgotten after a while", "[identity]") {
  CHECK(with_attempt(after(9), rule, noon + seconds(599)).failures == 10);
  CHECK(with_attempt(after(9), rule, noon + seconds(600)).failures == 1);
  CHECK(wait_before_attempt(after(9), rule, noon + seconds(600)) == seconds(0));
}

TEST_CASE("a clock that was set back makes nobody wait longer than the longest wait",
          "[identity]") {
  CHECK(wait_before_attempt(after(4), rule, noon - seconds(100'000)) == seconds(60));
}

TEST_CASE("no rule makes anybody wait longer than a quarter of an hour", "[identity]") {
  const AttemptLimits limits;
  for (const AttemptRule& each : {limits.user_and_source, limits.source, limits.user}) {
    CHECK(each.longest_wait <= std::chrono::minutes(15));
    CHECK(each.longest_wait < each.forgotten_after);
  }
  // Guessing from everywhere slows a user who comes from a new place by half a minute at most.
  CHECK(limits.user.longest_wait <= seconds(30));
}
