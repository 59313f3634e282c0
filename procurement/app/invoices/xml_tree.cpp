#include "procurement/app/invoices/xml_tree.h"

#include <expat.h>

#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>

namespace wutong::app {

using procurement::Refusal;

namespace {

constexpr char namespace_end = '\x1F';

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string trimmed(const std::string& text) {
  constexpr const char* white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// Expat's callbacks come from C, which no exception may cross: a problem waits here until expat
/// has returned.
class Reading {
 public:
  explicit Reading(const XmlLimits& limits)
      : limits_(limits), parser_(XML_ParserCreateNS(nullptr, namespace_end)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &on_start, &on_end);
    XML_SetCharacterDataHandler(parser_.get(), &on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &on_doctype);
  }

  XmlElement read(std::string_view document) {
    constexpr std::size_t piece = std::size_t{1} << 20U;
    for (std::size_t at = 0; at < document.size(); at += piece) {
      const std::string_view bytes = document.substr(at, piece);
      judge(XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), XML_FALSE));
    }
    judge(XML_Parse(parser_.get(), nullptr, 0, XML_TRUE));
    return std::move(root_.value());
  }

 private:
  std::int64_t line() const {
    return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()));
  }
  void stop(Refusal refusal, std::string detail) {
    if (problem_ || thrown_) return;
    problem_ = XmlProblem{refusal, line(), std::move(detail)};
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  template <typename Work>
  void guarded(const Work& work) {
    if (problem_ || thrown_) return;
    try {
      work();
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }
  void start(std::string_view full_name, const char** attributes) {
    if (++elements_ > limits_.elements) {
      return stop(Refusal::document_too_large, std::to_string(limits_.elements) + " elements");
    }
    if (open_.size() >= limits_.depth) {
      return stop(Refusal::document_too_large, "depth " + std::to_string(limits_.depth));
    }
    XmlElement element;
    const auto end = full_name.find(namespace_end);
    const bool has_space = end != std::string_view::npos;
    element.name_space = has_space ? full_name.substr(0, end) : std::string_view{};
    element.name = has_space ? full_name.substr(end + 1) : full_name;
    element.line = line();
    for (const char** pair = attributes; *pair != nullptr; pair += 2) {
      if (std::string_view(pair[0]).find(namespace_end) != std::string_view::npos) continue;
      element.attributes.emplace(pair[0], pair[1]);
    }
    open_.push_back(std::move(element));
  }
  void end() {
    XmlElement element = std::move(open_.back());
    open_.pop_back();
    element.text = trimmed(element.text);
    if (open_.empty()) {
      root_ = std::move(element);
    } else {
      open_.back().children.push_back(std::move(element));
    }
  }
  void text(std::string_view characters) {
    std::string& text = open_.back().text;
    text += characters;
    if (text.size() > limits_.text_bytes) {
      stop(Refusal::document_too_large, std::to_string(limits_.text_bytes) + " bytes of text");
    }
  }
  void judge(XML_Status status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (problem_) throw *problem_;
    if (status == XML_STATUS_OK) return;
    throw XmlProblem{Refusal::document_damaged, line(),
                     XML_ErrorString(XML_GetErrorCode(parser_.get()))};
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guarded([&] { reading.start(name, attributes); });
  }
  static void on_end(void* self, const char*) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guarded([&] { reading.end(); });
  }
  static void on_text(void* self, const char* text, int size) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guarded([&] { reading.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guarded([&] { reading.stop(Refusal::document_type_refused, ""); });
  }

  const XmlLimits& limits_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser_;
  std::vector<XmlElement> open_;
  std::optional<XmlElement> root_;
  std::size_t elements_ = 0;
  std::optional<XmlProblem> problem_;
  std::exception_ptr thrown_;
};

}  // namespace

XmlElement read_xml_tree(std::string_view document, const XmlLimits& limits) {
  if (document.size() > limits.bytes) {
    throw XmlProblem{Refusal::document_too_large, 0, std::to_string(limits.bytes) + " bytes"};
  }
  return Reading(limits).read(document);
}

}  // namespace wutong::app
