#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::app {

/// A table as a JSON array of objects, a line each; every value is a text.
class JsonRows {
 public:
  JsonRows(std::vector<std::string> columns, std::ostream& out);
  void row(std::span<const std::string_view> cells);
  void finish();

 private:
  std::vector<std::string> columns_;
  std::ostream& out_;
  const char* before_ = "\n";
};

}  // namespace wutong::app
