#include "procurement/catalogue/search/typed_words.h"

#include <algorithm>

#include "procurement/catalogue/search/fold_text.h"

namespace wutong::procurement::search {

namespace {

constexpr std::size_t most_bytes = 2048;
constexpr std::size_t most_words = 8;
constexpr std::size_t most_letters = 64;

/// Cuts between two characters: what is half a character would count as a sign.
std::string_view beginning(std::string_view typed) {
  if (typed.size() <= most_bytes) return typed;
  std::size_t end = most_bytes;
  while (end > most_bytes - 3 && (static_cast<unsigned char>(typed[end]) & 0xC0U) == 0x80U) --end;
  return typed.substr(0, end);
}

std::u32string joined(const std::vector<std::u32string>& parts) {
  std::u32string whole;
  for (const std::u32string& part : parts) whole += part;
  return whole;
}

}  // namespace

std::vector<std::u32string> typed_words(std::string_view typed, const ItemTable& items) {
  std::vector<std::u32string> words;
  for (const std::u32string& chunk : split_folded(fold_text(beginning(typed)), U" ")) {
    std::vector<std::u32string> parts = split_folded(chunk, U"|");
    const std::u32string whole = joined(parts);
    if (parts.size() > 1 && (items.codes().range_of(whole).size() > 0 ||
                             items.other_codes().range_of(whole).size() > 0)) {
      parts = {whole};
    }
    for (std::u32string& part : parts) {
      part.resize(std::min(part.size(), most_letters));
      words.push_back(std::move(part));
    }
  }
  words.resize(std::min(words.size(), most_words));
  return words;
}

}  // namespace wutong::procurement::search
