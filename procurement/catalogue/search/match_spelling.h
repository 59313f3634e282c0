#pragma once

#include <span>
#include <string_view>

#include "procurement/catalogue/search/letter_table.h"
#include "procurement/catalogue/search/spell_text.h"

namespace wutong::procurement::search {

/// How a typed word fits a text from a letter on.
enum class Fit {
  none,
  initials,  ///< some syllables are only begun: "amxl", "amoxl"
  spelled,   ///< characters, or syllables in full, but for the last one: "阿莫", "amoxi"
  whole,     ///< spelled, and nothing of the text is left
};

/// Each letter of the text takes either itself or one of its readings off the word: all of it, its
/// first letter, or zh, ch, sh; the last one may take any beginning of a reading.
Fit fit_from(std::span<const Cell> text, const LetterTable& letters, std::u32string_view typed);

}  // namespace wutong::procurement::search
