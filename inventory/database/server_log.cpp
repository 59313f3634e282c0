#include "inventory/database/server_log.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <vector>

namespace wutong::inventory {
namespace {

constexpr const char* log_name = "server.log";
constexpr ServerLogMark long_log_bytes = 4 << 20;
constexpr std::size_t most_quoted_lines = 6;

ServerLogMark log_size(const ServerFolder& folder) {
  struct stat status = {};
  const bool there = fstatat(folder.descriptor(), log_name, &status, 0) == 0;
  return there ? status.st_size : 0;
}

bool is_routine(const std::string& line) {
  return line.find("[Note]") != std::string::npos;
}

std::vector<std::string> lines_since(const ServerFolder& folder, ServerLogMark mark) {
  std::ifstream log(folder.entry(log_name));
  log.seekg(mark);
  std::vector<std::string> lines;
  for (std::string line; std::getline(log, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

OwnedDescriptor open_server_log(const ServerFolder& folder) {
  return folder.open(log_name, O_WRONLY | O_APPEND | O_CREAT);
}

ServerLogMark mark_server_log(const ServerFolder& folder) {
  if (log_size(folder) > long_log_bytes) {
    renameat(folder.descriptor(), log_name, folder.descriptor(), "server.log.old");
  }
  return log_size(folder);
}

std::string server_log_since(const ServerFolder& folder, ServerLogMark mark) {
  std::vector<std::string> lines = lines_since(folder, mark);
  if (!std::all_of(lines.begin(), lines.end(), is_routine)) std::erase_if(lines, is_routine);
  const std::size_t skipped = lines.size() - std::min(lines.size(), most_quoted_lines);
  std::string quoted = ": server.log says";
  for (std::size_t i = skipped; i < lines.size(); ++i) quoted += "\n  " + lines[i];
  return lines.empty() ? std::string(": server.log says nothing") : quoted;
}

}  // namespace wutong::inventory
