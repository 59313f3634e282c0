#pragma once

#include <string>
#include <string_view>

#include "procurement/identity/duty.h"

namespace wutong::procurement {

/// "read_catalogue export_data": wire names, a space between, as the database keeps them.
std::string print_scopes(DutySet scopes);
/// A name that this program does not know permits nothing.
DutySet parse_scopes(std::string_view text);

}  // namespace wutong::procurement
