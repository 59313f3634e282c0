#include "procurement/catalogue/search/han_readings.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace wutong::procurement::search {

namespace {

std::unique_ptr<icu::Transliterator> transform(const char16_t* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status));
  if (U_FAILURE(status) != 0 || !made) throw std::runtime_error("ICU has no data for Han-Latin");
  return made;
}

bool is_lower_ascii(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_reading(Readings& readings, const std::string& reading) {
  if (is_lower_ascii(reading) &&
      std::find(readings.begin(), readings.end(), reading) == readings.end()) {
    readings.push_back(reading);
  }
}

}  // namespace

struct HanReadings::Transforms {
  // Tones go in the first step, and ü is left for the program: input methods want "v" for it.
  std::unique_ptr<icu::Transliterator> to_pinyin =
      transform(u"Han-Latin; NFD; [\u0300\u0301\u0304\u030C] Remove; NFC; Lower");
  std::unique_ptr<icu::Transliterator> to_ascii = transform(u"Latin-ASCII");
};

HanReadings::HanReadings() : transforms_(std::make_unique<Transforms>()) {}
HanReadings::~HanReadings() = default;

Readings HanReadings::of(char32_t letter) const {
  Readings readings;
  const auto code = static_cast<UChar32>(letter);
  if (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) == 0) return readings;
  icu::UnicodeString pinyin(code);
  transforms_->to_pinyin->transliterate(pinyin);
  icu::UnicodeString with_v = pinyin;
  with_v.findAndReplace(icu::UnicodeString(u'\u00FC'), icu::UnicodeString(u'v'));
  transforms_->to_ascii->transliterate(pinyin);
  std::string text;
  add_reading(readings, with_v.toUTF8String(text));
  text.clear();
  add_reading(readings, pinyin.toUTF8String(text));
  return readings;
}

}  // namespace wutong::procurement::search
