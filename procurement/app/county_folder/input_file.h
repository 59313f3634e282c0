#pragma once

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct crypto_hash_sha256_state;

namespace wutong::app {

/// A file of the folder, read once from its beginning in pieces while its SHA-256 is computed.
class InputFile {
 public:
  InputFile(const std::filesystem::path& folder, std::string_view name);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  bool is_absent() const { return is_absent_; }
  /// The system's reason why it cannot be read; empty while it can. An absent file has one too.
  const std::string& problem() const { return problem_; }

  /// The next bytes, none at the end or when there is a problem. Valid until the next call.
  std::string_view next();
  /// SHA-256 of what was read, hexadecimal; once, at the end.
  std::string digest();

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }  // it was only read
  };

  std::unique_ptr<std::FILE, Close> file_;
  bool is_absent_ = false;
  std::string problem_;
  std::vector<char> buffer_;
  std::unique_ptr<crypto_hash_sha256_state> hash_;
};

/// The identity of a folder's content: SHA-256 over the names and SHA-256 of its files.
class ContentHash {
 public:
  void add(std::string_view name, std::string digest) {
    digests_.insert_or_assign(std::string(name), std::move(digest));
  }
  std::string hexadecimal() const;

 private:
  std::map<std::string, std::string> digests_;
};

}  // namespace wutong::app
