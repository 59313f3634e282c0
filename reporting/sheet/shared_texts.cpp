#include "reporting/sheet/shared_texts.h"

#include <charconv>
#include <utility>

#include "reporting/sheet/xml_part.h"

namespace wutong::reporting {
namespace {

constexpr std::size_t escape_size = 7;  // _x0001_

/// The code unit of an escape at the beginning of `text`; -1: there is none.
int escaped_unit(std::string_view text) {
  if (text.size() < escape_size || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
    return -1;
  }
  int unit = -1;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  return error == std::errc{} && end == text.data() + 6 ? unit : -1;
}

void append_utf8(std::string& text, unsigned unit) {
  if (unit < 0x80) {
    text.push_back(static_cast<char>(unit));
  } else if (unit < 0x800) {
    text.push_back(static_cast<char>(0xC0U | (unit >> 6U)));
    text.push_back(static_cast<char>(0x80U | (unit & 0x3FU)));
  } else {
    text.push_back(static_cast<char>(0xE0U | (unit >> 12U)));
    text.push_back(static_cast<char>(0x80U | ((unit >> 6U) & 0x3FU)));
    text.push_back(static_cast<char>(0x80U | (unit & 0x3FU)));
  }
}

/// `si` elements: one `t`, or several in runs of their own look; readings (rPh) are no part of it.
class SharedTextReading : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      text_.clear();
    } else if (name == "rPh") {
      is_reading_aid_ = true;
    } else if (name == "t") {
      is_text_ = !is_reading_aid_;
    }
  }
  void end(std::string_view name) override {
    if (name == "si") {
      texts.add(unescaped_text(text_));
    } else if (name == "rPh") {
      is_reading_aid_ = false;
    } else if (name == "t") {
      is_text_ = false;
    }
  }
  void text(std::string_view text) override {
    if (is_text_) {
      text_.append(text);
    }
  }
  SharedTexts texts;

 private:
  std::string text_;
  bool is_text_ = false;
  bool is_reading_aid_ = false;
};

}  // namespace

std::string unescaped_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t underscore = text.find('_');
    plain.append(text.substr(0, underscore));
    text.remove_prefix(std::min(underscore, text.size()));
    if (const int unit = escaped_unit(text); unit >= 0) {
      append_utf8(plain, static_cast<unsigned>(unit));
      text.remove_prefix(escape_size);
    } else if (!text.empty()) {
      plain.push_back('_');
      text.remove_prefix(1);
    }
  }
  return plain;
}

void SharedTexts::add(std::string_view text) {
  block_.append(text);
  ends_.push_back(block_.size());
}

std::string_view SharedTexts::at(std::size_t position) const {
  const std::size_t begin = position == 0 ? 0 : ends_[position - 1];
  return std::string_view(block_).substr(begin, ends_[position] - begin);
}

SharedTexts read_shared_texts(const ZipArchive& archive, const std::string& part,
                              std::uint64_t most_bytes) {
  SharedTextReading reading;
  read_xml(archive, part, most_bytes, reading);
  return std::move(reading.texts);
}

}  // namespace wutong::reporting
