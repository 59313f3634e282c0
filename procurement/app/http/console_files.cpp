#include "procurement/app/http/console_files.h"

#include <array>
#include <fstream>
#include <sstream>
#include <utility>

namespace wutong::app {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

std::string content_type_of(const std::filesystem::path& path) {
  for (const auto& [ending, type] : content_types) {
    if (path.extension() == ending) return std::string(type);
  }
  return "application/octet-stream";
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

bool is_page(std::string_view path) {
  return !path.starts_with("/api/") && path.substr(path.rfind('/') + 1).find('.') == path.npos;
}

}  // namespace

ConsoleFiles::ConsoleFiles(const std::filesystem::path& folder) {
  if (folder.empty() || !std::filesystem::is_directory(folder)) return;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = "/" + std::filesystem::relative(entry.path(), folder).generic_string();
    files_.emplace(path, File{content_of(entry.path()), content_type_of(entry.path()),
                              path.starts_with("/assets/")});
  }
}

std::optional<HttpAnswer> ConsoleFiles::answer(std::string_view path) const {
  auto found = files_.find(path);
  if (found == files_.end() && is_page(path)) found = files_.find("/index.html");
  if (found == files_.end()) return std::nullopt;
  HttpAnswer answer;
  answer.content_type = found->second.content_type;
  answer.body = found->second.content;
  answer.headers.emplace_back("Cache-Control", found->second.is_named_by_content
                                                   ? "public, max-age=31536000, immutable"
                                                   : "no-cache");
  return answer;
}

}  // namespace wutong::app
