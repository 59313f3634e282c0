#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "procurement/catalogue/search/letter_table.h"
#include "procurement/catalogue/search/score.h"
#include "procurement/catalogue/search/text_table.h"

namespace wutong::procurement::search {

/// The Latin words and the pinyin of the names, to be found in spite of typing errors.
class CorrectionWords {
 public:
  explicit CorrectionWords(const TextTable& texts);

  /// What the word is worth in each text when it is taken as mistyped: nothing unless it is of 4
  /// ASCII letters or more. From 6 letters on the nearest beginning of a word will do.
  std::vector<Score> scores(std::u32string_view typed, const TextTable& texts) const;

  std::size_t size() const { return words_.size(); }

 private:
  struct Word {
    std::uint32_t begin = 0;  ///< in letters_
    std::uint32_t end = 0;
    std::uint32_t texts_begin = 0;  ///< in texts_
    std::uint32_t texts_end = 0;
    LetterSet all = 0;
  };

  std::string letters_;
  std::vector<TextTable::Id> texts_;
  std::vector<Word> words_;
};

}  // namespace wutong::procurement::search
