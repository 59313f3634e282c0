#include "procurement/app/backup/sha256.h"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

namespace wutong::app {

struct Sha256::State {
  crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->hash);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Sha256::hexadecimal() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state_->hash, digest.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return text.data();
}

std::string sha256_of_file(const std::filesystem::path& file) {
  const auto fail = [&file] {
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), file.string());
  };
  constexpr std::size_t piece_bytes = 256 * 1024;
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) fail();
  Sha256 hash;
  std::vector<char> piece(piece_bytes);
  while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
         stream.gcount() > 0) {
    hash.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) fail();
  return hash.hexadecimal();
}

}  // namespace wutong::app
