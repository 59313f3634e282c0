#include "procurement/catalogue/search/letter_table.h"

namespace wutong::procurement::search {

namespace {
constexpr std::uint64_t spread = 0x9E3779B97F4A7C15;  // the golden ratio: neighbours fall apart
constexpr unsigned shared_bits = 38;
constexpr unsigned latin_letters = 26;
}  // namespace

LetterSet set_of(char32_t letter) {
  if (letter >= U'a' && letter <= U'z') return LetterSet{1} << (letter - U'a');
  return LetterSet{1} << (latin_letters + ((letter * spread) >> 32) % shared_bits);
}

LetterSet set_of(std::u32string_view letters) {
  LetterSet set = 0;
  for (const char32_t letter : letters) set |= set_of(letter);
  return set;
}

LetterTable::Id LetterTable::id_of(char32_t letter, const Readings& readings) {
  const auto [position, is_new] =
      ids_.try_emplace({letter, readings}, static_cast<Id>(letters_.size()));
  if (!is_new) return position->second;
  LetterSet first = set_of(letter);
  LetterSet all = first;
  for (const std::string& reading : readings) {
    first |= set_of(static_cast<char32_t>(reading.front()));
    for (const char one : reading) all |= set_of(static_cast<char32_t>(one));
  }
  letters_.push_back(letter);
  readings_.push_back(readings);
  first_.push_back(first);
  all_.push_back(all);
  return position->second;
}

}  // namespace wutong::procurement::search
