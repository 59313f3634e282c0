#pragma once

#include <cstdint>

#include "pricing/checked_integer.h"

namespace wutong::forecast {

/// The whole part of the square root of a number of 0 or more; throws pricing::BadNumber below.
std::int64_t integer_root(pricing::Int128 square);

}  // namespace wutong::forecast
