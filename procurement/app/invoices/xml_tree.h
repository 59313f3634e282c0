#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

/// An element of an XML document, with the line in which it begins.
struct XmlElement {
  std::string name_space;
  std::string name;  ///< without its prefix
  std::int64_t line = 0;
  std::string text;  ///< its own characters, white space at the ends left out
  std::map<std::string, std::string> attributes;  ///< those without a namespace
  std::vector<XmlElement> children;
};

/// A document that is not read: why, and where.
struct XmlProblem {
  procurement::Refusal refusal{};
  std::int64_t line = 0;
  std::string detail;
};

/// How much of a document is read; beyond, it is refused (document_too_large).
struct XmlLimits {
  std::size_t bytes = std::size_t{32} << 20U;
  std::size_t elements = 2'000'000;
  std::size_t depth = 24;
  std::size_t text_bytes = 4'000;  ///< of one element
};

/// Reads a document whole. A document type (DOCTYPE) is refused before anything of it is read, so
/// there are no entities but XML's own five: nothing is fetched from outside, nothing grows. Throws
/// XmlProblem (document_type_refused, document_damaged, document_too_large).
XmlElement read_xml_tree(std::string_view document, const XmlLimits& limits = {});

}  // namespace wutong::app
