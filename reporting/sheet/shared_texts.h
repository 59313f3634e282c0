#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/sheet/zip_archive.h"

namespace wutong::reporting {

/// A workbook writes \u0001 and the like as _x0001_, and an underscore before such as _x005F_.
std::string unescaped_text(std::string_view text);

/// The texts that the cells of a workbook refer to by number, in one block of memory.
class SharedTexts {
 public:
  void add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t position) const;

 private:
  std::string block_;
  std::vector<std::size_t> ends_;
};

SharedTexts read_shared_texts(const ZipArchive& archive, const std::string& part,
                              std::uint64_t most_bytes);

}  // namespace wutong::reporting
