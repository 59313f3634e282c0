#pragma once

#include <filesystem>
#include <string>

namespace wutong::app::handlers {

/// What was uploaded, as a file, as long as a job needs it.
class UploadedFile {
 public:
  explicit UploadedFile(const std::string& content);
  UploadedFile(const UploadedFile&) = delete;
  UploadedFile& operator=(const UploadedFile&) = delete;
  ~UploadedFile();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace wutong::app::handlers
