#pragma once

#include <stdexcept>

namespace wutong::app {

/// The command line itself is wrong: exit code 2.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace wutong::app
