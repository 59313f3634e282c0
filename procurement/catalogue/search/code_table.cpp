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

CodeTable::CodeTable(const std::vector<std::string_view>& codes)
    : item_of_rank_(codes.size()), rank_of_item_(codes.size()) {
  std::vector<std::string> folded(codes.size());
  std::transform(codes.begin(), codes.end(), folded.begin(), comparable);
  std::iota(item_of_rank_.begin(), item_of_rank_.end(), 0U);
  std::sort(item_of_rank_.begin(), item_of_rank_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return folded[a] != folded[b] ? folded[a] < folded[b] : a < b;
  });
  ends_.reserve(codes.size());
  for (std::uint32_t rank = 0; rank < item_of_rank_.size(); ++rank) {
    letters_ += folded[item_of_rank_[rank]];
    ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
    rank_of_item_[item_of_rank_[rank]] = rank;
  }
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
