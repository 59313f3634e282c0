#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "reporting/sheet/zip_archive.h"

namespace wutong::reporting {

/// The attributes of an element. Names are given without their namespace.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> find(std::string_view name) const;
  std::string text(std::string_view name) const { return std::string(find(name).value_or("")); }

 private:
  const char** pairs_;
};

/// What happens with the elements of a part. Names come without their namespace: the transitional
/// and the strict form of the standard differ in nothing else that is read here.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view) {}
  virtual void text(std::string_view) {}
};

/// Streams a part of the archive through the handler, which may throw. XML with a document type is
/// refused, as the standard of workbooks demands, so there are no entities to blow up; a single tag
/// of more than a megabyte is refused too.
void read_xml(const ZipArchive& archive, const std::string& part, std::uint64_t most_bytes,
              XmlHandler& handler);

}  // namespace wutong::reporting
