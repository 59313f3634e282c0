#include "procurement/catalogue/search/text_table.h"

#include <algorithm>

#include "procurement/catalogue/search/match_spelling.h"

namespace wutong::procurement::search {

namespace {

/// A Latin word must have this many letters to be looked for where no word begins: the initials of
/// two syllables are found in the middle of nearly every name.
constexpr std::size_t letters_for_inside = 3;

bool is_ascii(std::u32string_view typed) {
  return std::all_of(typed.begin(), typed.end(), [](char32_t letter) { return letter < 0x80; });
}

bool is_number(char32_t letter) {
  return (letter >= U'0' && letter <= U'9') || letter == U'.';
}

/// A form or a strength narrows a search; it must not come before names ("复方" is a strength too).
MatchKind most_in(MatchField field) {
  const bool narrows = field == MatchField::form || field == MatchField::strength;
  return narrows ? MatchKind::word_start : MatchKind::code;
}

MatchKind kind_at_beginning(Fit fit) {
  switch (fit) {
    case Fit::whole:
      return MatchKind::whole;
    case Fit::spelled:
      return MatchKind::prefix;
    case Fit::initials:
      return MatchKind::initials;
    case Fit::none:
      break;
  }
  return MatchKind::none;
}

}  // namespace

TextTable::TextTable() : speller_(std::make_unique<Speller>(letters_)), texts_(1) {}

TextTable::Id TextTable::id_of(MatchField field, const std::string& text) {
  if (text.empty()) return no_text;
  const auto [position, is_new] = ids_.try_emplace(
      static_cast<char>('a' + static_cast<int>(field)) + text, static_cast<Id>(texts_.size()));
  if (!is_new) return position->second;
  Text spelled;
  spelled.field = field;
  spelled.begin = static_cast<std::uint32_t>(cells_.size());
  for (const Cell cell : speller_->spell(text)) {
    spelled.first |= letters_.first(cell.id());
    spelled.all |= letters_.all(cell.id());
    cells_.push_back(cell);
  }
  spelled.end = static_cast<std::uint32_t>(cells_.size());
  texts_.push_back(spelled);
  return position->second;
}

void TextTable::finish() {
  ids_ = {};
  speller_.reset();
  texts_.shrink_to_fit();
  cells_.shrink_to_fit();
}

std::span<const Cell> TextTable::cells(Id id) const {
  return std::span(cells_).subspan(texts_[id].begin, texts_[id].end - texts_[id].begin);
}

MatchKind TextTable::kind_in(const Text& text, std::u32string_view typed) const {
  const std::span<const Cell> cells = std::span(cells_).subspan(text.begin, text.end - text.begin);
  const bool may_be_inside = typed.size() >= letters_for_inside || !is_ascii(typed);
  const LetterSet first = set_of(typed.front());
  MatchKind best = MatchKind::none;
  for (std::size_t start = 0; start < cells.size(); ++start) {
    const bool begins_word = cells[start].begins_word();
    if (!begins_word && (!may_be_inside || is_number(typed.front()))) continue;
    if ((letters_.first(cells[start].id()) & first) == 0) continue;
    const Fit fit = fit_from(cells.subspan(start), letters_, typed);
    if (fit == Fit::none) continue;
    if (start == 0) return kind_at_beginning(fit);
    if (begins_word) return MatchKind::word_start;
    best = MatchKind::inside;
  }
  return best;
}

std::vector<Score> TextTable::scores(std::u32string_view typed) const {
  const LetterSet first = set_of(typed.front());
  const LetterSet all = set_of(typed);
  std::vector<Score> scores(texts_.size());
  for (std::size_t id = 1; id < texts_.size(); ++id) {
    const Text& text = texts_[id];
    if ((text.first & first) == 0 || (all & ~text.all) != 0) continue;
    const MatchKind kind = std::min(kind_in(text, typed), most_in(text.field));
    if (kind != MatchKind::none) scores[id] = score_of({text.field, kind});
  }
  return scores;
}

}  // namespace wutong::procurement::search
