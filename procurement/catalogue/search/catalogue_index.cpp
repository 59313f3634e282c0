#include "procurement/catalogue/search/catalogue_index.h"

#include "procurement/catalogue/search/correction_words.h"
#include "procurement/catalogue/search/item_table.h"
#include "procurement/catalogue/search/rank_items.h"
#include "procurement/catalogue/search/text_table.h"
#include "procurement/catalogue/search/typed_words.h"

namespace wutong::procurement {

struct CatalogueIndex::State {
  explicit State(const std::vector<CatalogueItem>& given) : items(given, texts), words(texts) {
    texts.finish();
  }

  /// A word that is found nowhere as it was typed is taken as mistyped.
  search::FoundWord find(const std::u32string& word) const {
    search::FoundWord found = search::find_word(word, texts.scores(word), items);
    if (found.places > 0) return found;
    return search::find_word(word, words.scores(word, texts), items);
  }

  search::TextTable texts;
  search::ItemTable items;
  search::CorrectionWords words;
};

CatalogueIndex::CatalogueIndex(const std::vector<CatalogueItem>& items)
    : state_(std::make_unique<const State>(items)) {}
CatalogueIndex::~CatalogueIndex() = default;

std::vector<SearchHit> CatalogueIndex::search(std::string_view typed, std::size_t limit,
                                              const SearchFilter& filter) const {
  std::vector<search::FoundWord> found;
  for (const std::u32string& word : search::typed_words(typed, state_->items)) {
    found.push_back(state_->find(word));
    if (found.back().places == 0) return {};
  }
  return search::rank_items(found, state_->items, limit, filter);
}

std::size_t CatalogueIndex::items() const {
  return state_->items.size();
}
std::size_t CatalogueIndex::distinct_texts() const {
  return state_->texts.size() - 1;
}

}  // namespace wutong::procurement
