#pragma once

#include <span>
#include <string_view>

namespace wutong::procurement::search {

/// A text whose characters are read otherwise than ICU reads them one by one. `readings` has one
/// part a character, a space between parts, and a bar between readings that people type for one
/// character, the right one first. A part "-" keeps what ICU says.
struct PinyinException {
  std::u32string_view text;
  std::string_view readings;
};

/// Where two entries fit, the longer text holds.
std::span<const PinyinException> pinyin_exceptions();

}  // namespace wutong::procurement::search
