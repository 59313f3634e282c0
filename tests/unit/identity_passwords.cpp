#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "procurement/identity/password_hasher.h"
#include "procurement/identity/password_policy.h"
#include "procurement/identity/random_secret.h"
#include "procurement/refusal/refusal.h"

using namespace wutong::procurement;

namespace {

std::string judged(std::string_view password, std::string_view user_name = "wangwei") {
  try {
    check_password(password, user_name);
  } catch (const Refused& refused) {
    return std::string(wire_name(refused.refusal()));
  }
  return "allowed";
}

PasswordCost cheap() {
  PasswordCost cost;
  cost.passes = 1;
  cost.memory_bytes = 8192;
  return cost;
}

}  // namespace

TEST_CASE("a password is judged by length, frequency and the user name only", "[identity]") {
  CHECK(judged("") == "password_too_short");
  CHECK(judged("ninechars") == "password_too_short");
  CHECK(judged("tencharsxy") == "allowed");
  CHECK(judged("only small letters here") == "allowed");
  CHECK(judged("仓库钥匙在第三个抽屉") == "allowed");  // ten characters, thirty bytes
  CHECK(judged("仓库钥匙在第三个抽") == "password_too_short");
  CHECK(judged(std::string(512, 'a') + "b") == "password_too_long");
  CHECK(judged("1234567890") == "password_too_common");
  CHECK(judged("WoAiNi1314") == "password_too_common");
  CHECK(judged("aaaaaaaaaaaa") == "password_too_common");
  CHECK(judged("abcabcabcabc") == "password_too_common");
  CHECK(judged("1212121212") == "password_too_common");
  CHECK(judged("my-WangWei-2026") == "password_contains_user_name");
  CHECK(judged("my-WangWei-2026", "liu") == "allowed");
  CHECK(judged("my-wangwei-2026", "") == "allowed");
}

TEST_CASE("a password given out meets the rules and does not repeat", "[identity]") {
  const std::string one = random_password();
  CHECK(one.size() == 19);
  CHECK(judged(one) == "allowed");
  CHECK(one != random_password());
}

TEST_CASE("a hash knows its password, and is another one each time", "[identity]") {
  PasswordHasher hasher(cheap());
  const std::string hash = hasher.hash("correct horse");
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(hasher.matches(hash, "correct horse"));
  CHECK_FALSE(hasher.matches(hash, "correct horsf"));
  CHECK_FALSE(hasher.matches(hash, ""));
  CHECK_FALSE(hasher.matches("not a hash", "correct horse"));
  CHECK(hash != hasher.hash("correct horse"));
  CHECK_FALSE(hasher.matches_nobody("correct horse"));
}

TEST_CASE("a hash of a lower cost is outdated and still knows its password", "[identity]") {
  PasswordHasher before(cheap());
  PasswordCost more = cheap();
  more.passes = 2;
  PasswordHasher now(more);
  const std::string hash = before.hash("correct horse");
  CHECK_FALSE(before.is_outdated(hash));
  CHECK(now.is_outdated(hash));
  CHECK(now.matches(hash, "correct horse"));
}

TEST_CASE("beyond those who may wait, callers are refused at once and never pile up",
          "[identity]") {
  PasswordCost narrow = cheap();
  narrow.memory_bytes = std::size_t{4} << 20;
  narrow.passes = 3;
  narrow.at_once = 1;
  narrow.waiting = 1;
  PasswordHasher hasher(narrow);
  std::atomic<int> done = 0;
  std::atomic<int> busy = 0;
  std::atomic<bool> go = false;
  std::vector<std::thread> threads;
  for (int number = 0; number < 16; ++number) {
    threads.emplace_back([&] {
      while (!go) std::this_thread::yield();
      for (int round = 0; round < 4; ++round) {
        try {
          hasher.hash("correct horse");
          ++done;
        } catch (const Refused& refused) {
          if (refused.refusal() == Refusal::sign_in_busy) ++busy;
        }
      }
    });
  }
  go = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(done + busy == 64);
  CHECK(done > 0);
  CHECK(busy > 0);
  CHECK(hasher.matches(hasher.hash("after the flood"), "after the flood"));
}
