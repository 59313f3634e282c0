#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "procurement/app/http/message.h"

namespace wutong::app {

/// The built console, read whole at the start: nothing outside of it can be asked for. Paths that
/// are pages of the console (no file ending, not of the interface) answer its first page.
class ConsoleFiles {
 public:
  explicit ConsoleFiles(const std::filesystem::path& folder);
  std::optional<HttpAnswer> answer(std::string_view path) const;
  bool is_there() const { return !files_.empty(); }

 private:
  struct File {
    std::string content;
    std::string content_type;
    bool is_named_by_content = false;  ///< its name changes with its content: kept by browsers
  };
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace wutong::app
