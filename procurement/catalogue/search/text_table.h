#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "procurement/catalogue/search/catalogue_index.h"
#include "procurement/catalogue/search/letter_table.h"
#include "procurement/catalogue/search/score.h"
#include "procurement/catalogue/search/spell_text.h"

namespace wutong::procurement::search {

/// The distinct texts of the catalogue's items, each field for itself. Hundreds of thousands of
/// items have tens of thousands of texts; a search looks at these one after the other.
class TextTable {
 public:
  using Id = std::uint32_t;
  static constexpr Id no_text = 0;

  TextTable();
  /// The text's number; the same text in the same field has the same.
  Id id_of(MatchField field, const std::string& text);
  /// No more texts will come: what only building needs is freed.
  void finish();

  std::size_t size() const { return texts_.size(); }
  MatchField field(Id id) const { return texts_[id].field; }
  std::span<const Cell> cells(Id id) const;
  const LetterTable& letters() const { return letters_; }

  /// What the word is worth in each text, by number.
  std::vector<Score> scores(std::u32string_view typed) const;

 private:
  struct Text {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    MatchField field{};
    LetterSet first = 0;  ///< of all its letters
    LetterSet all = 0;
  };

  MatchKind kind_in(const Text& text, std::u32string_view typed) const;

  LetterTable letters_;
  std::unordered_map<std::string, Id> ids_;
  std::unique_ptr<Speller> speller_;
  std::vector<Text> texts_;
  std::vector<Cell> cells_;
};

}  // namespace wutong::procurement::search
