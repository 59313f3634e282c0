#include "procurement/catalogue/search/rank_items.h"

#include <algorithm>
#include <bit>

namespace wutong::procurement::search {

namespace {

using Item = ItemTable::Item;

bool has_digit(std::u32string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char32_t letter) { return letter >= U'0' && letter <= U'9'; });
}

/// Fewer characters begin too many long numbers to mean one.
constexpr std::size_t least_of_other_codes = 6;

Score code_score(const CodeTable& codes, CodeTable::Range range, MatchKind prefix, Item item) {
  Score best = 0;
  for (const std::uint32_t rank : codes.ranks(item)) {
    if (!range.holds(rank)) continue;
    const MatchKind kind = range.holds_exactly(rank) ? MatchKind::code : prefix;
    best = std::max(best, score_of({MatchField::code, kind}));
  }
  return best;
}

Score best_score(const FoundWord& word, const ItemTable& items, Item item) {
  Score best =
      std::max(code_score(items.codes(), word.codes, word.kind_of_code_prefix, item),
               code_score(items.other_codes(), word.other_codes, MatchKind::code_prefix, item));
  for (const TextTable::Id text : items.texts(item)) best = std::max(best, word.scores[text]);
  return best;
}

/// The items that a word found, each once, as bits in the order of the items.
std::vector<std::uint64_t> items_of(const FoundWord& word, const ItemTable& items) {
  std::vector<std::uint64_t> bits((items.size() + 63) / 64);
  const auto add = [&](Item item) { bits[item / 64] |= std::uint64_t{1} << (item % 64); };
  for (TextTable::Id text = 1; text < word.scores.size(); ++text) {
    if (word.scores[text] == 0) continue;
    for (const Item item : items.items_with(text)) add(item);
  }
  for (const Item item : items.codes().items(word.codes)) add(item);
  for (const Item item : items.other_codes().items(word.other_codes)) add(item);
  return bits;
}

template <typename Visit>
void for_each_bit(const std::vector<std::uint64_t>& bits, const Visit& visit) {
  for (std::size_t block = 0; block < bits.size(); ++block) {
    for (std::uint64_t rest = bits[block]; rest != 0; rest &= rest - 1) {
      visit(static_cast<Item>(block * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }
  }
}

struct Ranked {
  std::int64_t score = 0;
  Item item = 0;
  bool comes_before(const Ranked& other) const {
    return score != other.score ? score > other.score : item < other.item;
  }
};

bool before(const Ranked& a, const Ranked& b) {
  return a.comes_before(b);
}

/// The best of what is offered, in a heap whose top is the worst of them.
class BestItems {
 public:
  explicit BestItems(std::size_t limit) : limit_(limit) {}
  void offer(Ranked offered) {
    if (best_.size() == limit_) {
      if (!offered.comes_before(best_.front())) return;
      std::pop_heap(best_.begin(), best_.end(), before);
      best_.pop_back();
    }
    best_.push_back(offered);
    std::push_heap(best_.begin(), best_.end(), before);
  }
  std::vector<Ranked> take() {
    std::sort_heap(best_.begin(), best_.end(), before);
    return std::move(best_);
  }

 private:
  std::size_t limit_;
  std::vector<Ranked> best_;
};

/// The sum over the words; 0 when one of them did not find the item.
std::int64_t total_score(const std::vector<FoundWord>& words, const ItemTable& items, Item item) {
  std::int64_t total = 0;
  for (const FoundWord& word : words) {
    const Score score = best_score(word, items, item);
    if (score == 0) return 0;
    total += score;
  }
  return total;
}

SearchHit hit_of(Ranked ranked, const std::vector<FoundWord>& words, const ItemTable& items) {
  SearchHit hit{items.item_id(ranked.item), ranked.score, {}};
  for (const FoundWord& word : words) {
    hit.reasons.push_back(reason_of(best_score(word, items, ranked.item)));
  }
  return hit;
}

}  // namespace

FoundWord find_word(std::u32string_view word, std::vector<Score> scores, const ItemTable& items) {
  FoundWord found;
  found.scores = std::move(scores);
  found.codes = items.codes().range_of(word);
  // Without a digit it is a name before it is a code.
  if (!has_digit(word)) found.kind_of_code_prefix = MatchKind::inside;
  if (word.size() >= least_of_other_codes) found.other_codes = items.other_codes().range_of(word);
  found.places = std::size_t{found.codes.size()} + found.other_codes.size();
  for (TextTable::Id text = 1; text < found.scores.size(); ++text) {
    if (found.scores[text] != 0) found.places += items.items_with(text).size();
  }
  return found;
}

std::vector<SearchHit> rank_items(const std::vector<FoundWord>& words, const ItemTable& items,
                                  std::size_t limit, const SearchFilter& filter) {
  if (words.empty() || limit == 0) return {};
  const auto rarest =
      std::min_element(words.begin(), words.end(),
                       [](const FoundWord& a, const FoundWord& b) { return a.places < b.places; });
  const std::uint16_t kind = items.kind_number(filter.kind);
  BestItems best(limit);
  for_each_bit(items_of(*rarest, items), [&](Item item) {
    if (!filter.kind.empty() && !items.is_of_kind(item, kind)) return;
    const std::int64_t score = total_score(words, items, item);
    if (score > 0) best.offer({score, item});
  });
  std::vector<SearchHit> hits;
  for (const Ranked& ranked : best.take()) hits.push_back(hit_of(ranked, words, items));
  return hits;
}

}  // namespace wutong::procurement::search
