#include "procurement/catalogue/search/code_table.h"

#include <algorithm>
#include <numeric>

#include "procurement/catalogue/search/fold_text.h"

namespace wutong::procurement::search {

namespace {

/// Codes are ASCII in practice. Any other letter becomes the three bytes of its code point, whose
/// first is one that no folded code has.
std::string bytes_of(std::u32string_view letters) {
  std::string bytes;
  for (const char32_t letter : letters) {
    if (letter < 0x80) {
      bytes += static_cast<char>(letter);
    } else {
      for (const int shift : {16, 8, 0}) bytes += static_cast<char>((letter >> shift) & 0xFF);
    }
  }
  return bytes;
}

std::string comparable(std::string_view code) {
  std::u32string letters;
  for (const std::u32string& part : split_folded(fold_text(code), U" |")) letters += part;
  return bytes_of(letters);
}

}  // namespace

CodeTable::CodeTable(const std::vector<CodeOfItem>& codes, std::size_t items)
    : item_of_rank_(codes.size()), begins_(items + 1), ranks_(codes.size()) {
  std::vector<std::string> folded(codes.size());
  std::transform(codes.begin(), codes.end(), folded.begin(),
                 [](const CodeOfItem& one) { return comparable(one.code); });
  std::vector<std::uint32_t> order(codes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return folded[a] != folded[b] ? folded[a] < folded[b] : codes[a].item < codes[b].item;
  });
  ends_.reserve(codes.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    letters_ += folded[order[rank]];
    ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
    item_of_rank_[rank] = codes[order[rank]].item;
    ++begins_[item_of_rank_[rank] + 1];
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks_[next[item_of_rank_[rank]]++] = rank;
  }
}

std::span<const std::uint32_t> CodeTable::ranks(std::uint32_t item) const {
  return std::span(ranks_).subspan(begins_[item], begins_[item + 1] - begins_[item]);
}

std::string_view CodeTable::code_at(std::uint32_t rank) const {
  const std::uint32_t begin = rank == 0 ? 0 : ends_[rank - 1];
  return std::string_view(letters_).substr(begin, ends_[rank] - begin);
}

CodeTable::Range CodeTable::range_of(std::u32string_view typed) const {
  const std::string word = bytes_of(typed);
  const auto ranks = static_cast<std::uint32_t>(ends_.size());
  const auto first_not = [&](std::uint32_t from, const auto& is_before) {
    std::uint32_t to = ranks;
    while (from < to) {
      const std::uint32_t middle = from + (to - from) / 2;
      if (is_before(code_at(middle))) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  };
  Range range;
  range.begin = first_not(0, [&](std::string_view code) { return code < word; });
  range.exact_end = first_not(range.begin, [&](std::string_view code) { return code == word; });
  range.end =
      first_not(range.exact_end, [&](std::string_view code) { return code.starts_with(word); });
  return range;
}

std::span<const std::uint32_t> CodeTable::items(Range range) const {
  return std::span(item_of_rank_).subspan(range.begin, range.size());
}

}  // namespace wutong::procurement::search
