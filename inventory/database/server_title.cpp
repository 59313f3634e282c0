#include "inventory/database/server_title.h"

#include <sys/prctl.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

namespace wutong::inventory {

ProcessTitle ProcessTitle::of_this_process() {
  // proc(5): the second field is the program's name in brackets, which may hold anything; the 48th
  // and 49th are where the command line begins and ends.
  constexpr int fields_between_name_and_begin = 45;
  std::ifstream file("/proc/self/stat");
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  std::string all;
  std::getline(file, all, '\0');
  std::string skipped;
  std::istringstream fields(all.substr(std::min(all.size(), all.rfind(')') + 1)));
  for (int i = 0; i < fields_between_name_and_begin; ++i) fields >> skipped;
  ProcessTitle title;
  if (fields >> begin >> end && begin != 0 && begin < end) {
    std::memcpy(&title.begin_, &begin, sizeof begin);
    title.size_ = end - begin;
  }
  return title;
}

void ProcessTitle::replace(const char* title) const noexcept {
  prctl(PR_SET_NAME, title);
  if (size_ == 0) return;
  std::memset(begin_, 0, size_);
  std::memcpy(begin_, title, std::min(size_ - 1, std::strlen(title)));
}

}  // namespace wutong::inventory
