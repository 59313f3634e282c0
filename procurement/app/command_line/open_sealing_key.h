#pragma once

#include "procurement/app/command_line/commands.h"
#include "procurement/identity/sealing_key.h"

namespace wutong::app {

/// The key in `sealing.key` of the data folder, which is made when it is not there; with
/// --database too, as the key must not be where the database is.
procurement::SealingKey open_sealing_key(const GlobalOptions& global);

}  // namespace wutong::app
