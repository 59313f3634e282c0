#pragma once

#include <string>
#include <string_view>

#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

/// The number on every single pack of a drug (药品追溯码): 20 digits.
struct TraceCode {
  std::string product;  ///< 7 digits: the same on all packs of a product (药品标识码)
  std::string serial;   ///< 13 digits: this pack
  friend bool operator==(const TraceCode&, const TraceCode&) = default;
};

Judged<TraceCode> parse_trace_code(std::string_view text);

}  // namespace wutong::procurement::codes
