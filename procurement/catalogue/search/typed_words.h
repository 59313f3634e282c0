#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "procurement/catalogue/search/item_table.h"

namespace wutong::procurement::search {

/// The words that were typed, folded: apart by white space or signs, but a code that is written
/// with signs ("X-0001") is one word. At most 8, each cut to 64 letters; of very long input only
/// the beginning is looked at.
std::vector<std::u32string> typed_words(std::string_view typed, const ItemTable& items);

}  // namespace wutong::procurement::search
