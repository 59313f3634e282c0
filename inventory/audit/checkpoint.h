#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/audit/signing_key.h"
#include "inventory/database/connection.h"

namespace wutong::inventory {

/// Says, signed, that the audit chain of a county had `hash` at row `sequence` at that moment: all
/// rows up to there are fixed by it, since each hash covers the one before.
struct Checkpoint {
  std::int64_t county_id{};
  std::int64_t number{};        ///< 1, 2, ... in a county
  std::int64_t sequence{};      ///< 0: the chain had no rows yet
  std::string hash;             ///< of that row; 64 zeros when there was none
  std::string made_at;          ///< UTC, "2026-11-22 09:30:00"
  std::string previous;         ///< SHA-256 of the signed text of the one before; 64 zeros
  std::string key_fingerprint;  ///< of the public key
  std::string signature;        ///< Base64
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// What is signed: a line a field, each ended by LF.
std::string signed_text(const Checkpoint& checkpoint);
/// What an auditor keeps: the signed text and a last line with the signature.
std::string file_text(const Checkpoint& checkpoint);
/// The inverse; nothing when it is not such a text to the letter (line ends may be CR LF).
std::optional<Checkpoint> parse_checkpoint(std::string_view text);

/// Signed by the key of `keys` that it names.
bool is_signed_by_one_of(const std::vector<AuditPublicKey>& keys, const Checkpoint& checkpoint);

/// Those of a county with a number above `after`, in their order.
std::vector<Checkpoint> load_checkpoints(Connection& connection, std::int64_t county_id,
                                         std::int64_t after = 0,
                                         std::int64_t limit = 1'000'000'000);
std::optional<Checkpoint> newest_checkpoint(Connection& connection, std::int64_t county_id);
void insert_checkpoint(Connection& connection, const Checkpoint& checkpoint);

}  // namespace wutong::inventory
