#pragma once

#include <string>
#include <string_view>

namespace wutong::procurement {

/// Who counts as one source: an IPv4 address, or the /64 of an IPv6 address, as one household or
/// office has all of it. Other text stays as it is, cut to 60 bytes of plain characters.
std::string source_of(std::string_view address);

}  // namespace wutong::procurement
