#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/key_file.h"

namespace wutong::inventory {

/// With which auditors check signatures of checkpoints. Ed25519 (RFC 8032).
class AuditPublicKey {
 public:
  explicit AuditPublicKey(const std::array<unsigned char, 32>& bytes) : bytes_(bytes) {}

  /// Every key of a PEM text ("BEGIN PUBLIC KEY", RFC 8410). Throws std::runtime_error when there
  /// is none, or something else than a key of this kind.
  static std::vector<AuditPublicKey> of_pem(std::string_view pem);
  std::string pem() const;
  /// SHA-256 of its DER form, hexadecimal, as `openssl pkey -pubin -outform DER | sha256sum` says.
  std::string fingerprint() const;
  /// `signature` is Base64.
  bool signed_this(std::string_view text, std::string_view signature) const;

 private:
  std::string der() const;
  std::array<unsigned char, 32> bytes_;
};

/// Signs checkpoints. The key lies beside the database, never in it: who can write to the database
/// can compute a whole chain of hashes anew, but not sign it.
class AuditSigningKey {
 public:
  explicit AuditSigningKey(const KeyBytes& seed);
  static AuditSigningKey of_file(const std::filesystem::path& file) {
    return AuditSigningKey(key_of_file(file, "signing key of the audit"));
  }

  std::string sign(std::string_view text) const;  ///< Base64, 88 letters
  const AuditPublicKey& public_key() const { return public_key_; }

 private:
  std::array<unsigned char, 64> secret_{};
  AuditPublicKey public_key_;
};

}  // namespace wutong::inventory
