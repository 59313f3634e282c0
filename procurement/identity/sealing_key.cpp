#include "procurement/identity/sealing_key.h"

#include <sodium.h>

#include <stdexcept>
#include <vector>

#include "inventory/key_file.h"

namespace wutong::procurement {

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealingKey::bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
using Bytes = std::vector<unsigned char>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(const Bytes& data) {
  std::string text(sodium_base64_encoded_len(data.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), data.data(), data.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero at the end
  return text;
}

Bytes from_base64(const std::string& text) {
  if (text.empty()) throw std::runtime_error("a sealed secret is damaged");
  Bytes data(text.size());
  std::size_t size = 0;
  if (sodium_base642bin(data.data(), data.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    throw std::runtime_error("a sealed secret is damaged");
  }
  data.resize(size);
  return data;
}

}  // namespace

SealingKey SealingKey::of_file(const std::filesystem::path& file) {
  SealingKey key;
  key.key_ = inventory::key_of_file(file, "sealing key");
  return key;
}

SealingKey SealingKey::random() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
  SealingKey key;
  randombytes_buf(key.key_.data(), key.key_.size());
  return key;
}

std::string SealingKey::seal(std::string_view secret, std::string_view context) const {
  Bytes sealed(nonce_bytes + secret.size() + tag_bytes);
  randombytes_buf(sealed.data(), nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_bytes, nullptr, bytes_of(secret),
                                             secret.size(), bytes_of(context), context.size(),
                                             nullptr, sealed.data(), key_.data());
  return base64(sealed);
}

std::string SealingKey::unseal(const std::string& sealed, std::string_view context) const {
  const Bytes data = from_base64(sealed);
  if (data.size() < nonce_bytes + tag_bytes) throw std::runtime_error("a sealed secret is damaged");
  Bytes opened(data.size() - nonce_bytes - tag_bytes + 1);
  unsigned long long size = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          opened.data(), &size, nullptr, data.data() + nonce_bytes, data.size() - nonce_bytes,
          bytes_of(context), context.size(), data.data(), key_.data()) != 0) {
    throw std::runtime_error("a sealed secret cannot be opened with this key");
  }
  return {opened.begin(), opened.begin() + static_cast<std::ptrdiff_t>(size)};
}

std::string SealingKey::fingerprint(std::string_view text) const {
  std::array<unsigned char, 32> digest{};
  crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(), key_.data(),
                     key_.size());
  std::array<char, 65> letters{};
  sodium_bin2hex(letters.data(), letters.size(), digest.data(), digest.size());
  return letters.data();
}

}  // namespace wutong::procurement
