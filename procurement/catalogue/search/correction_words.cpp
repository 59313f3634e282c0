#include "procurement/catalogue/search/correction_words.h"

#include <algorithm>
#include <bit>
#include <map>

#include "procurement/catalogue/search/typing_errors.h"

namespace wutong::procurement::search {

namespace {

constexpr std::size_t letters_for_beginnings = 6;
constexpr std::size_t longest_word = 40;

bool is_latin(char32_t letter) {
  return letter >= U'a' && letter <= U'z';
}

bool is_name(MatchField field) {
  return field == MatchField::generic_name || field == MatchField::trade_name ||
         field == MatchField::generic_name_en;
}

/// What is typed for a cell, Latin letter or pinyin; empty: neither.
std::string typed_for(Cell cell, const LetterTable& letters) {
  const char32_t letter = letters.letter(cell.id());
  if (is_latin(letter)) return std::string(1, static_cast<char>(letter));
  const Readings& readings = letters.readings(cell.id());
  return readings.empty() ? std::string() : readings.front();
}

/// The word that begins at `start`: up to the next one if Latin, to the end of the name if pinyin.
std::string word_from(std::span<const Cell> cells, std::size_t start, const LetterTable& letters) {
  const bool latin = is_latin(letters.letter(cells[start].id()));
  std::string word;
  for (std::size_t position = start; position < cells.size() && word.size() < longest_word;
       ++position) {
    if (position > start && latin && cells[position].begins_word()) break;
    const std::string typed = typed_for(cells[position], letters);
    if (typed.empty()) break;
    word += typed;
  }
  return word.substr(0, longest_word);
}

using TextsByWord = std::map<std::string, std::vector<TextTable::Id>>;

void collect_words(const TextTable& texts, TextTable::Id id, TextsByWord& found) {
  const std::span<const Cell> cells = texts.cells(id);
  for (std::size_t start = 0; start < cells.size(); ++start) {
    if (!cells[start].begins_word()) continue;
    std::string word = word_from(cells, start, texts.letters());
    if (allowed_errors(word.size() + 1) > 0) found[std::move(word)].push_back(id);
  }
}

LetterSet set_of_word(std::string_view word) {
  LetterSet set = 0;
  for (const char letter : word) set |= set_of(static_cast<char32_t>(letter));
  return set;
}

MatchKind kind_of(int errors) {
  return errors <= 1 ? MatchKind::one_typing_error : MatchKind::two_typing_errors;
}

}  // namespace

CorrectionWords::CorrectionWords(const TextTable& texts) {
  TextsByWord found;
  for (TextTable::Id id = 1; id < texts.size(); ++id) {
    if (is_name(texts.field(id))) collect_words(texts, id, found);
  }
  for (const auto& [letters, ids] : found) {
    Word word;
    word.begin = static_cast<std::uint32_t>(letters_.size());
    word.texts_begin = static_cast<std::uint32_t>(texts_.size());
    word.all = set_of_word(letters);
    letters_ += letters;
    texts_.insert(texts_.end(), ids.begin(), ids.end());
    word.end = static_cast<std::uint32_t>(letters_.size());
    word.texts_end = static_cast<std::uint32_t>(texts_.size());
    words_.push_back(word);
  }
}

std::vector<Score> CorrectionWords::scores(std::u32string_view typed,
                                           const TextTable& texts) const {
  std::vector<Score> scores(texts.size());
  if (!std::all_of(typed.begin(), typed.end(), is_latin)) return scores;
  const std::string letters(typed.begin(), typed.end());
  const int most = allowed_errors(letters.size());
  if (most == 0 || letters.size() > longest_word) return scores;
  const bool beginnings = letters.size() >= letters_for_beginnings;
  const LetterSet all = set_of(typed);
  for (const Word& word : words_) {
    // Every letter that the word lacks is at least one error.
    if (std::popcount(all & ~word.all) > most) continue;
    const auto target = std::string_view(letters_).substr(word.begin, word.end - word.begin);
    const int errors = beginnings ? typing_errors_in_beginning(letters, target, most)
                                  : typing_errors(letters, target, most);
    if (errors > most) continue;
    for (std::uint32_t position = word.texts_begin; position < word.texts_end; ++position) {
      const TextTable::Id id = texts_[position];
      scores[id] = std::max(scores[id], score_of({texts.field(id), kind_of(errors)}));
    }
  }
  return scores;
}

}  // namespace wutong::procurement::search
