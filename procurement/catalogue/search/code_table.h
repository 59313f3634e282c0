#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement::search {

/// The items' codes in order, compared as typed: half-width, lower case, without separators.
class CodeTable {
 public:
  /// `codes[i]` is the code of item i.
  explicit CodeTable(const std::vector<std::string_view>& codes);

  /// Ranks from `begin` to `end` start with the word, those up to `exact_end` equal it.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t exact_end = 0;
    std::uint32_t end = 0;
    bool holds(std::uint32_t rank) const { return begin <= rank && rank < end; }
    bool holds_exactly(std::uint32_t rank) const { return begin <= rank && rank < exact_end; }
    std::uint32_t size() const { return end - begin; }
  };
  Range range_of(std::u32string_view typed) const;

  std::uint32_t rank(std::uint32_t item) const { return rank_of_item_[item]; }
  /// The items of the ranks, in the order of their codes.
  std::span<const std::uint32_t> items(Range range) const;

 private:
  std::string_view code_at(std::uint32_t rank) const;

  std::string letters_;
  std::vector<std::uint32_t> ends_;  ///< in letters_, by rank
  std::vector<std::uint32_t> item_of_rank_;
  std::vector<std::uint32_t> rank_of_item_;
};

}  // namespace wutong::procurement::search
