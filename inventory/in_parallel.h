#pragma once

#include <cstddef>
#include <functional>

namespace wutong::inventory {

/// Calls `work(begin, end)` for consecutive parts of 0..count, on up to `threads` threads, and
/// waits. For pure decisions only: a part writes to its own places, so the result does not depend
/// on the number of threads. The first exception of a part is thrown again here.
void in_parallel(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace wutong::inventory
