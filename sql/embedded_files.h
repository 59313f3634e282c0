#pragma once

#include <string_view>
#include <vector>

namespace wutong {

/// A file of the source tree that the program carries inside itself.
struct EmbeddedFile {
  std::string_view path;     ///< from the top of the project: "sql/migrations/0001_members.sql"
  std::string_view content;  ///< UTF-8
};

/// Every embedded file, sorted by path within each folder.
const std::vector<EmbeddedFile>& embedded_files();

/// The embedded files whose path starts with `folder`, in the order of their names.
std::vector<EmbeddedFile> embedded_files_in(std::string_view folder);

/// The content of one embedded file; throws std::out_of_range, naming it, when there is none.
std::string_view embedded_file(std::string_view path);

}  // namespace wutong
