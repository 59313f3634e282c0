#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "procurement/catalogue/search/han_readings.h"

namespace wutong::procurement::search {

/// A set of letters as 64 bits: one bit each for a..z, the rest shared. A text can only hold a word
/// if its set covers the word's.
using LetterSet = std::uint64_t;
LetterSet set_of(char32_t letter);
LetterSet set_of(std::u32string_view letters);

/// Every letter of the index, once for each way to read it.
class LetterTable {
 public:
  using Id = std::uint32_t;

  Id id_of(char32_t letter, const Readings& readings);

  char32_t letter(Id id) const { return letters_[id]; }
  const Readings& readings(Id id) const { return readings_[id]; }
  /// With what a word can begin that is to match from this letter on.
  LetterSet first(Id id) const { return first_[id]; }
  /// All that a word can use up on this letter.
  LetterSet all(Id id) const { return all_[id]; }
  std::size_t size() const { return letters_.size(); }

 private:
  std::map<std::pair<char32_t, Readings>, Id> ids_;
  std::vector<char32_t> letters_;
  std::vector<Readings> readings_;
  std::vector<LetterSet> first_;
  std::vector<LetterSet> all_;
};

}  // namespace wutong::procurement::search
