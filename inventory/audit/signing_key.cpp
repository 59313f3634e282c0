#include "inventory/audit/signing_key.h"

#include <sodium.h>

#include <stdexcept>

#include "inventory/run_command.h"

namespace wutong::inventory {

namespace {

static_assert(crypto_sign_ed25519_SEEDBYTES == std::tuple_size_v<KeyBytes>);
constexpr std::string_view pem_begin = "-----BEGIN PUBLIC KEY-----";
constexpr std::string_view pem_end = "-----END PUBLIC KEY-----";
/// RFC 8410: SEQUENCE { SEQUENCE { OID 1.3.101.112 } BIT STRING of 32 bytes }, before the bytes.
constexpr std::string_view der_prefix{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(std::string_view data) {
  std::string text(sodium_base64_encoded_len(data.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(data), data.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero at the end
  return text;
}

/// Empty: it is not Base64.
std::string from_base64(std::string_view text) {
  std::string data(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(data.data()), data.size(), text.data(),
                        text.size(), "\r\n ", &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return {};
  }
  data.resize(size);
  return data;
}

AuditPublicKey key_of_der(const std::string& der) {
  std::array<unsigned char, 32> bytes{};
  if (der.size() != der_prefix.size() + bytes.size() || !der.starts_with(der_prefix)) {
    throw std::runtime_error("not an Ed25519 public key");
  }
  std::copy(der.begin() + der_prefix.size(), der.end(), bytes.begin());
  return AuditPublicKey(bytes);
}

/// Makes the long form of the secret key, and answers the public one.
std::array<unsigned char, 32> expand(const KeyBytes& seed, std::array<unsigned char, 64>& secret) {
  std::array<unsigned char, 32> bytes{};
  crypto_sign_ed25519_seed_keypair(bytes.data(), secret.data(), seed.data());
  return bytes;
}

}  // namespace

std::vector<AuditPublicKey> AuditPublicKey::of_pem(std::string_view pem) {
  std::vector<AuditPublicKey> keys;
  while (true) {
    const auto begin = pem.find(pem_begin);
    const auto end = pem.find(pem_end);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) break;
    const auto body = begin + pem_begin.size();
    keys.push_back(key_of_der(from_base64(pem.substr(body, end - body))));
    pem.remove_prefix(end + pem_end.size());
  }
  if (keys.empty()) throw std::runtime_error("no public key in PEM form");
  return keys;
}

std::string AuditPublicKey::der() const {
  std::string der(der_prefix);
  der.append(bytes_.begin(), bytes_.end());
  return der;
}

std::string AuditPublicKey::pem() const {
  return std::string(pem_begin) + "\n" + base64(der()) + "\n" + std::string(pem_end) + "\n";
}

std::string AuditPublicKey::fingerprint() const {
  return content_hash(der());
}

bool AuditPublicKey::signed_this(std::string_view text, std::string_view signature) const {
  const std::string raw = from_base64(signature);
  // One signature has one text form: another one would be a changed byte that nobody notices.
  return raw.size() == crypto_sign_ed25519_BYTES && base64(raw) == signature &&
         crypto_sign_ed25519_verify_detached(bytes_of(raw), bytes_of(text), text.size(),
                                             bytes_.data()) == 0;
}

AuditSigningKey::AuditSigningKey(const KeyBytes& seed) : public_key_(expand(seed, secret_)) {}

std::string AuditSigningKey::sign(std::string_view text) const {
  std::string raw(crypto_sign_ed25519_BYTES, '\0');
  crypto_sign_ed25519_detached(reinterpret_cast<unsigned char*>(raw.data()), nullptr,
                               bytes_of(text), text.size(), secret_.data());
  return base64(raw);
}

}  // namespace wutong::inventory
