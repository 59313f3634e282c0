#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "inventory/audit/signing_key.h"
#include "inventory/audit/verify_audit.h"

namespace wutong::app {

/// What speaks for the audit chain and lies outside of the database, in the data folder:
/// `audit.key` (the signing key, mode 0600, made when it is first needed), `audit.former.pem`
/// (public keys that signed before: put there by people, or by restoring a backup), and
/// `audit.checkpoint.<county_id>` (the newest checkpoint of each county). Who can only write to the
/// database reaches none of them.
class AuditEvidence {
 public:
  /// Throws std::runtime_error: a key cannot be read, is damaged, or is open to others.
  explicit AuditEvidence(std::filesystem::path data_folder);

  const inventory::AuditSigningKey& key() const { return key_; }
  /// The key's public half first, then those of before.
  const std::vector<inventory::AuditPublicKey>& public_keys() const { return public_keys_; }
  /// Takes these keys (PEM) as such that signed before; those that are known are left out.
  void trust_too(const std::string& pem);
  /// Keys and kept checkpoint, for a verification. Throws std::runtime_error: a damaged file.
  inventory::AuditTrust trust(std::int64_t county_id) const;

  /// Remembers a checkpoint that was committed, unless a later one is remembered, or the database
  /// has lost the one that is: then that one stays, as evidence.
  void keep(inventory::Connection& connection, const inventory::Checkpoint& checkpoint) const;

 private:
  std::filesystem::path file_of(std::int64_t county_id) const;
  std::optional<inventory::Checkpoint> kept(std::int64_t county_id) const;

  std::filesystem::path folder_;
  inventory::AuditSigningKey key_;
  std::vector<inventory::AuditPublicKey> public_keys_;
};

/// The public keys of a data folder as PEM, for a backup; empty when nothing was ever signed there.
std::string signing_keys_of(const std::filesystem::path& data_folder);

/// A checkpoint, or the public keys, that somebody keeps in a file. Throw UsageError: there is no
/// such file, or something else in it.
inventory::Checkpoint checkpoint_of_file(const std::filesystem::path& file);
std::vector<inventory::AuditPublicKey> public_keys_of_file(const std::filesystem::path& file);

}  // namespace wutong::app
