#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "procurement/catalogue/search/han_readings.h"
#include "procurement/catalogue/search/letter_table.h"

namespace wutong::procurement::search {

/// A letter of a text: its number in the LetterTable, and whether a word begins with it.
class Cell {
 public:
  Cell(LetterTable::Id id, bool begins_word) : bits_(id | (begins_word ? begins : 0)) {}
  LetterTable::Id id() const { return bits_ & ~begins; }
  bool begins_word() const { return (bits_ & begins) != 0; }

 private:
  static constexpr std::uint32_t begins = std::uint32_t{1} << 31;
  std::uint32_t bits_;
};

/// Spells texts: what stands there, and how each character may be typed.
class Speller {
 public:
  explicit Speller(LetterTable& letters);
  /// A word begins after a gap, where Han, Latin and digits meet, and behind what many names begin
  /// with (注射用, 盐酸 ...): who looks for amoxicillin types 阿莫, whatever stands before it.
  std::vector<Cell> spell(std::string_view utf8);

 private:
  std::vector<Readings> readings_of(std::u32string_view word);
  const Readings& readings_of(char32_t letter);

  LetterTable& letters_;
  HanReadings han_readings_;
  std::unordered_map<char32_t, Readings> known_;
  std::unordered_map<std::u32string_view, std::vector<Readings>> exceptions_;
  std::size_t longest_exception_ = 1;
};

}  // namespace wutong::procurement::search
