#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "inventory/records/date.h"
#include "procurement/identity/random_secret.h"
#include "procurement/identity/sealing_key.h"
#include "procurement/identity/totp.h"
#include "tests/support/temporary_folder.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Instant;

namespace {

Instant at(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}

// The secret of the test vectors of RFC 6238, appendix B.
const std::string rfc_secret = "12345678901234567890";

}  // namespace

TEST_CASE("a token names its kind and county and nothing else is one", "[identity]") {
  const std::string token = random_token(TokenKind::session, 42);
  CHECK(token.starts_with("wts_42_"));
  CHECK(county_of_token(TokenKind::session, token) == 42);
  CHECK_FALSE(county_of_token(TokenKind::api, token));
  CHECK(token != random_token(TokenKind::session, 42));
  for (const std::string& none :
       {std::string(), std::string("wts_"), std::string("wts__"), std::string("wts_42"),
        token + "x", token.substr(0, token.size() - 1), "wts_x" + token.substr(6),
        "wts_99999999999999999999" + token.substr(6)}) {
    INFO(none);
    CHECK_FALSE(county_of_token(TokenKind::session, none));
  }
}

TEST_CASE("the CSRF token belongs to one session", "[identity]") {
  const std::string one = random_token(TokenKind::session, 1);
  const std::string other = random_token(TokenKind::session, 1);
  CHECK(csrf_token_matches(one, csrf_token(one)));
  CHECK_FALSE(csrf_token_matches(one, csrf_token(other)));
  CHECK_FALSE(csrf_token_matches(one, ""));
  CHECK_FALSE(csrf_token_matches(one, csrf_token(one) + "0"));
  CHECK(csrf_token(one).find(one) == std::string::npos);
}

TEST_CASE("codes of an authenticator are those of RFC 6238", "[identity]") {
  const std::pair<std::int64_t, const char*> vectors[] = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    INFO(seconds);
    CHECK(totp_step_of(rfc_secret, code, at(seconds), 0) == seconds / 30);
    CHECK(totp_step_of(rfc_secret, code, at(seconds + 30), 0) == seconds / 30);
    CHECK(totp_step_of(rfc_secret, code, at(seconds - 30), 0) == seconds / 30);
    CHECK_FALSE(totp_step_of(rfc_secret, code, at(seconds + 90), 0));
    CHECK_FALSE(totp_step_of(rfc_secret, code, at(seconds), seconds / 30));
  }
  for (const char* none : {"", "28708", "2870822", "28708a", "000000"}) {
    CHECK_FALSE(totp_step_of(rfc_secret, none, at(59), 0));
  }
}

TEST_CASE("the app is told the secret in letters", "[identity]") {
  CHECK(totp_letters(rfc_secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  CHECK(totp_address(rfc_secret, "wang") ==
        "otpauth://totp/Wutong:wang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wutong"
        "&digits=6&period=30");
  CHECK(random_totp_secret().size() == 20);
  CHECK(random_totp_secret() != random_totp_secret());
}

TEST_CASE("what is sealed opens with its key and context only", "[identity]") {
  const SealingKey key = SealingKey::random();
  const std::string sealed = key.seal("a secret", "user 1");
  CHECK(sealed.find("secret") == std::string::npos);
  CHECK(key.unseal(sealed, "user 1") == "a secret");
  CHECK(sealed != key.seal("a secret", "user 1"));
  CHECK_THROWS(key.unseal(sealed, "user 2"));
  CHECK_THROWS(SealingKey::random().unseal(sealed, "user 1"));
  CHECK_THROWS(key.unseal("", "user 1"));
  CHECK_THROWS(key.unseal("not base64 !", "user 1"));
  std::string changed = sealed;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  CHECK_THROWS(key.unseal(changed, "user 1"));
}

TEST_CASE("one key file is made, whoever comes first, and only its owner reads it", "[identity]") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "sealing.key";
  std::vector<std::string> sealed(8);
  std::vector<std::thread> threads;
  for (std::string& text : sealed) {
    threads.emplace_back([&] { text = SealingKey::of_file(file).seal("secret", "c"); });
  }
  for (std::thread& thread : threads) thread.join();
  const SealingKey key = SealingKey::of_file(file);
  for (const std::string& text : sealed) CHECK(key.unseal(text, "c") == "secret");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  namespace fs = std::filesystem;
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  CHECK_THROWS(SealingKey::of_file(file));
}

TEST_CASE("a damaged key file is refused", "[identity]") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "sealing.key";
  std::ofstream(file) << "short";
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  CHECK_THROWS(SealingKey::of_file(file));
}

TEST_CASE("instants are written as SQL and RFC 3339 have them, and read back", "[identity]") {
  const Instant instant =
      inventory::parse_date("2026-02-28").value() + std::chrono::seconds(((23 * 60) + 5) * 60 + 9);
  CHECK(inventory::to_rfc_3339(instant) == "2026-02-28T23:05:09Z");
  CHECK(inventory::to_sql(instant) == "2026-02-28 23:05:09");
  CHECK(inventory::parse_sql_instant("2026-02-28 23:05:09") == instant);
  CHECK(inventory::parse_sql_instant("2026-02-28 23:05:09.123456") == instant);
  for (const char* none : {"", "2026-02-28", "2026-02-30 00:00:00", "2026-02-28 24:00:00",
                           "2026-02-28T23:05:09", "2026-02-28 2x:05:09", "2026-02-28 -1:05:09"}) {
    CHECK_FALSE(inventory::parse_sql_instant(none));
  }
}
