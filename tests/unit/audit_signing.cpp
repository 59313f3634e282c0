#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "inventory/audit/checkpoint.h"
#include "inventory/audit/signing_key.h"

using namespace wutong::inventory;

namespace {

/// RFC 8032, section 7.1, test 1.
KeyBytes key_of_rfc() {
  return {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
          0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
          0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
}

Checkpoint signed_checkpoint(const AuditSigningKey& key) {
  Checkpoint one{7,
                 2,
                 1000,
                 std::string(64, 'a'),
                 "2026-11-22 09:30:00",
                 std::string(64, 'b'),
                 key.public_key().fingerprint(),
                 {}};
  one.signature = key.sign(signed_text(one));
  return one;
}

}  // namespace

TEST_CASE("signatures are those of RFC 8032", "[audit]") {
  const AuditSigningKey key(key_of_rfc());
  CHECK(key.sign("") ==
        "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==");
  CHECK(key.public_key().signed_this("", key.sign("")));
  CHECK_FALSE(key.public_key().signed_this("x", key.sign("")));
}

TEST_CASE("a public key survives PEM, and other texts are none", "[audit]") {
  const AuditSigningKey key(key_of_rfc());
  const std::string pem = key.public_key().pem();
  CHECK(pem.find("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=") !=
        std::string::npos);
  const auto read = AuditPublicKey::of_pem("a note\n" + pem + pem);
  REQUIRE(read.size() == 2);
  CHECK(read[1].fingerprint() == key.public_key().fingerprint());
  CHECK_THROWS(AuditPublicKey::of_pem(""));
  CHECK_THROWS(AuditPublicKey::of_pem(pem.substr(0, 60)));
  CHECK_THROWS(AuditPublicKey::of_pem(
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"));
}

TEST_CASE("a kept checkpoint is read as it was written, and no other byte is", "[audit]") {
  const AuditSigningKey key(key_of_rfc());
  const std::vector<AuditPublicKey> keys{key.public_key()};
  const Checkpoint one = signed_checkpoint(key);
  const std::string text = file_text(one);
  CHECK(parse_checkpoint(text) == one);
  CHECK(is_signed_by_one_of(keys, one));
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char other : {'1', 'z', '\n'}) {
      std::string changed = text;
      if (changed[at] == other) continue;
      changed[at] = other;
      const auto read = parse_checkpoint(changed);
      INFO(at << ": " << changed);
      CHECK_FALSE((read && is_signed_by_one_of(keys, *read)));
    }
  }
  CHECK_FALSE(parse_checkpoint(text + "more"));
  CHECK_FALSE(parse_checkpoint(""));
}

TEST_CASE("the signing key is made once, for its owner alone", "[audit]") {
  const auto folder = std::filesystem::temp_directory_path() / "wutong_audit_key_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto file = folder / "audit.key";
  const std::string first = AuditSigningKey::of_file(file).public_key().fingerprint();
  CHECK(AuditSigningKey::of_file(file).public_key().fingerprint() == first);
  CHECK(std::filesystem::status(file).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  CHECK_THROWS(AuditSigningKey::of_file(file));
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  std::ofstream(file, std::ios::trunc) << "short";
  CHECK_THROWS(AuditSigningKey::of_file(file));
  std::filesystem::remove_all(folder);
}
