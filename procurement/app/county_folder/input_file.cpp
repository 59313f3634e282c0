#include "procurement/app/county_folder/input_file.h"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace wutong::app {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string finished_hexadecimal(crypto_hash_sha256_state& state) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state, digest.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

/// Why `path` is nothing to read bytes from; opening a pipe would wait for its writer.
std::string problem_of(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return reason_of(ENOENT);
  }
  if (error) {
    return error.message();
  }
  if (std::filesystem::is_directory(status)) {
    return reason_of(EISDIR);
  }
  return std::filesystem::is_regular_file(status) ? "" : "Not a regular file";
}

}  // namespace

InputFile::InputFile(const std::filesystem::path& folder, std::string_view name) {
  hash_ = std::make_unique<crypto_hash_sha256_state>();
  const std::filesystem::path path = folder / name;
  std::error_code error;
  // A link that leads nowhere is not absent: someone meant to give the file.
  is_absent_ =
      std::filesystem::symlink_status(path, error).type() == std::filesystem::file_type::not_found;
  problem_ = problem_of(path);
  if (!problem_.empty()) {
    return;
  }
  file_.reset(std::fopen(path.c_str(), "rbe"));
  if (!file_) {
    problem_ = reason_of(errno);
    return;
  }
  (void)std::setvbuf(file_.get(), nullptr, _IONBF,
                     0);  // the pieces are large enough, buffered or not
  buffer_.resize(piece_bytes);
  if (sodium_init() < 0) {
    throw std::runtime_error("libsodium cannot be initialised");
  }
  crypto_hash_sha256_init(hash_.get());
}

InputFile::~InputFile() = default;

std::string_view InputFile::next() {
  if (!problem_.empty()) {
    return {};
  }
  const std::size_t read = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
  if (std::ferror(file_.get()) != 0) {
    problem_ = reason_of(errno);
    return {};
  }
  const std::string_view piece(buffer_.data(), read);
  crypto_hash_sha256_update(hash_.get(), bytes_of(piece), piece.size());
  return piece;
}

std::string InputFile::digest() {
  return finished_hexadecimal(*hash_);
}

std::string ContentHash::hexadecimal() const {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const auto& [name, digest] : digests_) {
    // A line as sha256sum prints it, so that anyone can recompute the whole in a shell.
    const std::string line = digest + "  " + name + "\n";
    crypto_hash_sha256_update(&state, bytes_of(line), line.size());
  }
  return finished_hexadecimal(state);
}

}  // namespace wutong::app
