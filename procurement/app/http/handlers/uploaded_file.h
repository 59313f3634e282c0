#pragma once

#include <filesystem>
#include <string>

namespace wutong::app::handlers {

/// The uploaded file, as long as the job needs it. Throws Refused(output_not_writable).
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
