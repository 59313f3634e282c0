#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace wutong::app {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  /// 64 lower-case digits. Nothing can be added afterwards.
  std::string hexadecimal();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of a whole file. Throws std::system_error when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace wutong::app
