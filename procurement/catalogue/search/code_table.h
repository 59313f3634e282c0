#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement::search {

/// Codes of items in order, compared as typed: half-width, lower case, without separators. An item
/// may have several, or none.
class CodeTable {
 public:
  struct CodeOfItem {
    std::string_view code;
    std::uint32_t item = 0;
  };
  CodeTable(const std::vector<CodeOfItem>& codes, std::size_t items);

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

  /// Of the codes of an item.
  std::span<const std::uint32_t> ranks(std::uint32_t item) const;
  /// The items of the ranks, in the order of their codes.
  std::span<const std::uint32_t> items(Range range) const;

 private:
  std::string_view code_at(std::uint32_t rank) const;

  std::string letters_;
  std::vector<std::uint32_t> ends_;  ///< in letters_, by rank
  std::vector<std::uint32_t> item_of_rank_;
  std::vector<std::uint32_t> begins_;  ///< in ranks_, by item; one more ends the last
  std::vector<std::uint32_t> ranks_;
};

}  // namespace wutong::procurement::search
