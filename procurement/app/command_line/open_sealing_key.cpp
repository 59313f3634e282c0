#include "procurement/app/command_line/open_sealing_key.h"

namespace wutong::app {

procurement::SealingKey open_sealing_key(const GlobalOptions& global) {
  if (std::filesystem::create_directories(global.data_folder)) {
    std::filesystem::permissions(global.data_folder, std::filesystem::perms::owner_all);
  }
  return procurement::SealingKey::of_file(global.data_folder / "sealing.key");
}

}  // namespace wutong::app
