#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace wutong::procurement {

/// Seals what must be read again but not by those who only have the database: the secrets of
/// authenticators. The key lives in a file beside the database, readable by its owner alone: a
/// stolen dump, a copy of the tables or rights on the server do not open what is sealed; the whole
/// data folder does. XChaCha20-Poly1305; `context` (whose secret) is authenticated with it, so that
/// a sealed text cannot be moved to another user.
class SealingKey {
 public:
  static constexpr std::size_t bytes = 32;
  /// Reads the key of `file`, making it when there is none; one key, whoever comes first. Throws
  /// std::runtime_error when the file cannot be read, is damaged, or is open to others.
  static SealingKey of_file(const std::filesystem::path& file);
  static SealingKey random();

  std::string seal(std::string_view secret, std::string_view context) const;
  /// Throws std::runtime_error: sealed with another key, for another context, or damaged.
  std::string unseal(const std::string& sealed, std::string_view context) const;

  /// A keyed hash, hexadecimal: for what must be found again but not read or guessed.
  std::string fingerprint(std::string_view text) const;

 private:
  std::array<unsigned char, bytes> key_{};
};

}  // namespace wutong::procurement
