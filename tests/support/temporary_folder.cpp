#include "tests/support/temporary_folder.h"

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX, not <cstdlib>

#include <stdexcept>
#include <string>
#include <system_error>

namespace wutong::test {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "wutong_test_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace wutong::test
