#include "procurement/catalogue/search/match_spelling.h"

#include <algorithm>

namespace wutong::procurement::search {

namespace {

/// Texts made to have many readings must not cost more than this many letters looked at.
constexpr int most_steps = 4000;

bool begins_with_two(const std::string& reading) {
  return reading.size() > 2 && reading[1] == 'h';  // zh, ch, sh
}

class Fitting {
 public:
  Fitting(std::span<const Cell> text, const LetterTable& letters, std::u32string_view typed)
      : text_(text), letters_(letters), typed_(typed) {}

  /// The first fit found; the fuller ways to go on are tried before the shorter.
  Fit from(std::size_t cell, std::size_t position, bool abbreviated) {
    if (position == typed_.size()) return end_at(cell, abbreviated);
    if (cell == text_.size() || ++steps_ > most_steps) return Fit::none;
    const LetterTable::Id id = text_[cell].id();
    if ((letters_.first(id) & set_of(typed_[position])) == 0) return Fit::none;
    if (letters_.letter(id) == typed_[position]) {
      const Fit fit = from(cell + 1, position + 1, abbreviated);
      if (fit != Fit::none) return fit;
    }
    const Fit fit = in_full(id, cell, position, abbreviated);
    return fit != Fit::none ? fit : by_initial(id, cell, position);
  }

 private:
  Fit end_at(std::size_t cell, bool abbreviated) const {
    if (abbreviated) return Fit::initials;
    return cell == text_.size() ? Fit::whole : Fit::spelled;
  }
  std::size_t common(const std::string& reading, std::size_t position) const {
    std::size_t length = 0;
    while (length < reading.size() && position + length < typed_.size() &&
           typed_[position + length] == static_cast<char32_t>(reading[length])) {
      ++length;
    }
    return length;
  }
  Fit in_full(LetterTable::Id id, std::size_t cell, std::size_t position, bool abbreviated) {
    for (const std::string& reading : letters_.readings(id)) {
      const std::size_t length = common(reading, position);
      if (length == reading.size()) {
        const Fit fit = from(cell + 1, position + length, abbreviated);
        if (fit != Fit::none) return fit;
      } else if (length > 0 && position + length == typed_.size()) {
        // A single letter behind whole syllables is an initial; a lone one is as good as spelled.
        return abbreviated ? Fit::initials : Fit::spelled;
      }
    }
    return Fit::none;
  }
  Fit by_initial(LetterTable::Id id, std::size_t cell, std::size_t position) {
    Fit best = Fit::none;
    bool one_tried = false;
    bool two_tried = false;
    for (const std::string& reading : letters_.readings(id)) {
      const std::size_t length = common(reading, position);
      if (length >= 2 && begins_with_two(reading) && !two_tried) {
        two_tried = true;
        best = std::max(best, from(cell + 1, position + 2, true));
      }
      if (length >= 1 && !one_tried) {
        one_tried = true;
        best = std::max(best, from(cell + 1, position + 1, true));
      }
    }
    return best;
  }

  std::span<const Cell> text_;
  const LetterTable& letters_;
  std::u32string_view typed_;
  int steps_ = 0;
};

}  // namespace

Fit fit_from(std::span<const Cell> text, const LetterTable& letters, std::u32string_view typed) {
  return Fitting(text, letters, typed).from(0, 0, false);
}

}  // namespace wutong::procurement::search
