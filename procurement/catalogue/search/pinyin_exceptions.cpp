#include "procurement/catalogue/search/pinyin_exceptions.h"

#include <array>

namespace wutong::procurement::search {

namespace {

constexpr auto table = std::to_array<PinyinException>({
#include "procurement/catalogue/search/pinyin_exceptions.inc"
});

}  // namespace

std::span<const PinyinException> pinyin_exceptions() {
  return table;
}

}  // namespace wutong::procurement::search
