#include "procurement/app/http/handlers/uploaded_file.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

UploadedFile::UploadedFile(const std::string& content) {
  std::string name = std::filesystem::temp_directory_path() / "wutong-import-XXXXXX";
  const int file = ::mkstemp(name.data());
  if (file >= 0) ::close(file);
  path_ = name;
  std::ofstream out(path_, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (file < 0 || !out) {
    throw procurement::Refused(procurement::Refusal::output_not_writable,
                               {path_.string(), "no room for the uploaded file"});
  }
}

UploadedFile::~UploadedFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace wutong::app::handlers
