#include "procurement/identity/sealing_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <vector>

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

/// An open file, closed at the end.
class File {
 public:
  File(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags, 0600)) {}
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

/// The file appears whole or not at all: written under another name, synced, then linked.
void make_key_file(const std::filesystem::path& file) {
  std::array<unsigned char, SealingKey::bytes> key{};
  randombytes_buf(key.data(), key.size());
  auto fresh = file;
  fresh += "." + std::to_string(randombytes_random());
  {
    const File made(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (made.number() < 0 ||
        ::write(made.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(made.number()) != 0) {
      const int reason = errno;
      ::unlink(fresh.c_str());
      throw std::system_error(reason, std::generic_category(), fresh.string());
    }
  }
  const bool linked = ::link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST;
  const int reason = errno;
  ::unlink(fresh.c_str());
  if (!linked) throw std::system_error(reason, std::generic_category(), file.string());
}

}  // namespace

SealingKey SealingKey::of_file(const std::filesystem::path& file) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
  if (!std::filesystem::exists(file)) make_key_file(file);
  const File opened(file, O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (opened.number() < 0 || ::fstat(opened.number(), &status) != 0) {
    throw std::system_error(errno, std::generic_category(), file.string());
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw std::runtime_error(file.string() + " can be read by others: chmod 600 it");
  }
  SealingKey key;
  if (status.st_size != static_cast<off_t>(bytes) ||
      ::read(opened.number(), key.key_.data(), bytes) != static_cast<ssize_t>(bytes)) {
    throw std::runtime_error(file.string() + " is not a sealing key");
  }
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
