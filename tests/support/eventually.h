#pragma once

#include <functional>

namespace wutong::test {

/// Looks again and again until the condition holds; whether it did within two minutes.
bool eventually(const std::function<bool()>& condition);

}  // namespace wutong::test
