#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace wutong::app {

/// A new file, compressed as by gzip, for its owner alone. Throws Refused (output_not_writable)
/// with the system's reason.
class GzipWriter {
 public:
  explicit GzipWriter(const std::filesystem::path& file);
  ~GzipWriter();
  GzipWriter(const GzipWriter&) = delete;
  GzipWriter& operator=(const GzipWriter&) = delete;
  void write(std::string_view text);
  /// Everything is handed to the system. Not called: the file is not whole.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The lines of a file that was compressed as by gzip, one after the other.
class GzipLines {
 public:
  explicit GzipLines(const std::filesystem::path& file);
  ~GzipLines();
  GzipLines(const GzipLines&) = delete;
  GzipLines& operator=(const GzipLines&) = delete;
  /// False at the end, and where the rest cannot be unpacked.
  bool next(std::string& line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::app
