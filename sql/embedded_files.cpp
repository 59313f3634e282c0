#include "sql/embedded_files.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace wutong {

std::vector<EmbeddedFile> embedded_files_in(std::string_view folder) {
  std::vector<EmbeddedFile> found;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(folder)) found.push_back(file);
  }
  std::sort(found.begin(), found.end(),
            [](const EmbeddedFile& a, const EmbeddedFile& b) { return a.path < b.path; });
  return found;
}

std::string_view embedded_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return file.content;
  }
  throw std::out_of_range("no embedded file " + std::string(path));
}

}  // namespace wutong
