#include "reporting/sheet/xml_part.h"

#include <expat.h>

#include <exception>
#include <memory>
#include <new>
#include <type_traits>

namespace wutong::reporting {
namespace {

constexpr char namespace_end = '\x1F';
constexpr std::int64_t longest_tag = 1024 * 1024;

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t end = whole.rfind(namespace_end);
  return end == std::string_view::npos ? whole : whole.substr(end + 1);
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// The only user of expat. Its callbacks come from C, which no exception may cross: what a handler
/// throws waits here until expat has returned.
class Parse {
 public:
  Parse(const std::string& part, XmlHandler& handler)
      : part_(part), handler_(handler), parser_(XML_ParserCreateNS(nullptr, namespace_end)) {
    if (!parser_) {
      throw std::bad_alloc();
    }
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &on_start, &on_end);
    XML_SetCharacterDataHandler(parser_.get(), &on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &on_doctype);
  }

  bool feed(std::string_view bytes) {
    judge(XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), XML_FALSE));
    fed_ += static_cast<std::int64_t>(bytes.size());
    if (fed_ - XML_GetCurrentByteIndex(parser_.get()) > longest_tag) {
      throw WorkbookProblem(SheetProblem::too_large, part_ + ": a single tag");
    }
    return true;
  }
  void finish() { judge(XML_Parse(parser_.get(), nullptr, 0, XML_TRUE)); }

 private:
  template <typename Work>
  void guarded(const Work& work) {
    if (thrown_) {
      return;
    }
    try {
      work();
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }
  static void on_start(void* self, const char* name, const char** attributes) {
    auto& parse = *static_cast<Parse*>(self);
    parse.guarded([&] { parse.handler_.start(local_name(name), XmlAttributes(attributes)); });
  }
  static void on_end(void* self, const char* name) {
    auto& parse = *static_cast<Parse*>(self);
    parse.guarded([&] { parse.handler_.end(local_name(name)); });
  }
  static void on_text(void* self, const char* text, int size) {
    auto& parse = *static_cast<Parse*>(self);
    parse.guarded([&] { parse.handler_.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& parse = *static_cast<Parse*>(self);
    parse.guarded(
        [&] { throw WorkbookProblem(SheetProblem::broken, parse.part_ + ": a document type"); });
  }

  void judge(XML_Status status) {
    if (thrown_) {
      std::rethrow_exception(thrown_);
    }
    if (status != XML_STATUS_OK) {
      throw WorkbookProblem(SheetProblem::broken,
                            part_ + ": line " +
                                std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ": " +
                                XML_ErrorString(XML_GetErrorCode(parser_.get())));
    }
  }

  const std::string& part_;
  XmlHandler& handler_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser_;
  std::int64_t fed_ = 0;
  std::exception_ptr thrown_;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) {
      return std::string_view(pair[1]);
    }
  }
  return std::nullopt;
}

void read_xml(const ZipArchive& archive, const std::string& part, std::uint64_t most_bytes,
              XmlHandler& handler) {
  Parse parse(part, handler);
  archive.read(part, most_bytes, [&](std::string_view bytes) { return parse.feed(bytes); });
  parse.finish();
}

}  // namespace wutong::reporting
