#pragma once

#include <string_view>
#include <vector>

#include "procurement/catalogue/search/catalogue_index.h"
#include "procurement/catalogue/search/code_table.h"
#include "procurement/catalogue/search/item_table.h"
#include "procurement/catalogue/search/score.h"

namespace wutong::procurement::search {

/// Where a typed word was found.
struct FoundWord {
  std::vector<Score> scores;  ///< by text
  CodeTable::Range codes;
  CodeTable::Range other_codes;
  MatchKind kind_of_code_prefix = MatchKind::code_prefix;
  std::size_t places = 0;  ///< items in all of these, those found twice counted twice
};

FoundWord find_word(std::u32string_view word, std::vector<Score> scores, const ItemTable& items);

/// The best items that every word found; none when there is no word.
std::vector<SearchHit> rank_items(const std::vector<FoundWord>& words, const ItemTable& items,
                                  std::size_t limit, const SearchFilter& filter);

}  // namespace wutong::procurement::search
