#pragma once

#include <functional>
#include <string>

namespace wutong::inventory {

/// Looks again and again, a hundred times a second, until the condition holds. A recovery after a
/// power cut may take minutes; after five of them throws DatabaseUnavailable, which names `what`.
void wait_until(const std::function<bool()>& condition, const std::string& what);

}  // namespace wutong::inventory
