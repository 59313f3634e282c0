#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement {

/// An item as the search knows it, UTF-8. What is not known is empty.
struct CatalogueItem {
  std::int64_t item_id{};
  std::string code;
  std::string generic_name;
  std::string generic_name_en;
  std::string trade_name;
  std::string manufacturer;
  std::string form;
  std::string strength;
  std::string kind;
  std::int64_t use_count{};  ///< how much it is used, in any unit: more comes first among equals
  /// Found whole, or by 6 characters that they begin with: GTIN, national code, approval number.
  std::vector<std::string> other_codes{};
};

enum class MatchField {
  form,
  strength,
  manufacturer,
  code,
  generic_name_en,
  trade_name,
  generic_name
};

/// How a typed word was found, from the least to the best.
enum class MatchKind {
  none,
  two_typing_errors,
  one_typing_error,
  inside,      ///< somewhere in the text
  word_start,  ///< where a word of it begins
  code_prefix,
  initials,  ///< the first letters of the syllables, from the beginning
  prefix,    ///< the beginning, in characters, pinyin or Latin letters
  whole,     ///< all of it
  code,      ///< exactly the code
};

struct MatchReason {
  MatchField field{};
  MatchKind kind{};
  friend bool operator==(const MatchReason&, const MatchReason&) = default;
};

struct SearchHit {
  std::int64_t item_id{};
  std::int64_t score{};
  std::vector<MatchReason> reasons;  ///< one a typed word, in their order
};

struct SearchFilter {
  std::string kind;  ///< only items of this kind; empty: of any
};

/// The catalogue of a county, ready to be searched. It never changes, so threads may share it.
class CatalogueIndex {
 public:
  explicit CatalogueIndex(const std::vector<CatalogueItem>& items);
  ~CatalogueIndex();
  CatalogueIndex(const CatalogueIndex&) = delete;
  CatalogueIndex& operator=(const CatalogueIndex&) = delete;

  /// The best `limit` items that every typed word finds, best first: by what the words found, then
  /// use, then code. Nothing typed finds nothing. Any bytes may be typed; the first 8 words and 64
  /// letters of each count.
  std::vector<SearchHit> search(std::string_view typed, std::size_t limit,
                                const SearchFilter& filter = {}) const;

  std::size_t items() const;
  std::size_t distinct_texts() const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace wutong::procurement
