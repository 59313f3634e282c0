#include "procurement/catalogue/search/spell_text.h"

#include <algorithm>
#include <array>

#include "procurement/catalogue/search/fold_text.h"
#include "procurement/catalogue/search/pinyin_exceptions.h"

namespace wutong::procurement::search {

namespace {

/// What stands before the word that a name is known by: ways of use, salts, kinds of product.
constexpr std::array<std::u32string_view, 36> leading_words{
    U"注射用", U"一次性使用", U"吸入用", U"医用",   U"外用",     U"口服",
    U"复方",   U"小儿",       U"重组人", U"重组",   U"盐酸",     U"硫酸",
    U"硝酸",   U"磷酸",       U"醋酸",   U"枸橼酸", U"马来酸",   U"富马酸",
    U"酒石酸", U"甲磺酸",     U"苯磺酸", U"琥珀酸", U"氢溴酸",   U"甲苯磺酸",
    U"丙酸",   U"戊酸",       U"乳酸",   U"门冬",   U"聚乙二醇", U"低分子量",
    U"低分子", U"左旋",       U"右旋",   U"无菌",   U"蒙药",     U"全自动"};

std::vector<Readings> parse_readings(std::string_view text) {
  std::vector<Readings> parts(1);
  std::string reading;
  const auto end_reading = [&] {
    if (!reading.empty() && reading != "-") parts.back().push_back(reading);
    reading.clear();
  };
  for (const char one : text) {
    if (one != ' ' && one != '|') {
      reading += one;
      continue;
    }
    end_reading();
    if (one == ' ') parts.emplace_back();
  }
  end_reading();
  return parts;
}

enum class Script { latin, digit, other };

Script script_of(char32_t letter) {
  if (letter >= U'a' && letter <= U'z') return Script::latin;
  if ((letter >= U'0' && letter <= U'9') || letter == U'.') return Script::digit;
  return Script::other;
}

std::size_t leading_word_length(std::u32string_view word) {
  std::size_t longest = 0;
  for (const std::u32string_view leading : leading_words) {
    if (word.starts_with(leading)) longest = std::max(longest, leading.size());
  }
  return longest;
}

std::vector<bool> word_starts(std::u32string_view word) {
  std::vector<bool> starts(word.size() + 1);
  starts[0] = true;
  for (std::size_t position = 1; position < word.size(); ++position) {
    starts[position] = script_of(word[position]) != script_of(word[position - 1]);
  }
  std::size_t position = 0;
  while (const std::size_t length = leading_word_length(word.substr(position))) {
    position += length;
    starts[position] = true;
  }
  return starts;
}

}  // namespace

Speller::Speller(LetterTable& letters) : letters_(letters) {
  for (const PinyinException& exception : pinyin_exceptions()) {
    exceptions_.emplace(exception.text, parse_readings(exception.readings));
    longest_exception_ = std::max(longest_exception_, exception.text.size());
  }
}

const Readings& Speller::readings_of(char32_t letter) {
  const auto [position, is_new] = known_.try_emplace(letter);
  if (is_new) position->second = han_readings_.of(letter);
  return position->second;
}

std::vector<Readings> Speller::readings_of(std::u32string_view word) {
  std::vector<Readings> readings;
  while (readings.size() < word.size()) {
    const std::u32string_view rest = word.substr(readings.size());
    std::size_t length = std::min(longest_exception_, rest.size());
    while (length > 0 && !exceptions_.contains(rest.substr(0, length))) --length;
    if (length == 0) {
      readings.push_back(readings_of(rest.front()));
      continue;
    }
    for (const Readings& part : exceptions_.at(rest.substr(0, length))) {
      const auto single = exceptions_.find(word.substr(readings.size(), 1));
      if (!part.empty()) {
        readings.push_back(part);
      } else if (single != exceptions_.end()) {
        readings.push_back(single->second.front());
      } else {
        readings.push_back(readings_of(word[readings.size()]));
      }
    }
  }
  return readings;
}

std::vector<Cell> Speller::spell(std::string_view utf8) {
  std::vector<Cell> cells;
  for (const std::u32string& word : split_folded(fold_text(utf8), U" |")) {
    const std::vector<Readings> readings = readings_of(word);
    const std::vector<bool> starts = word_starts(word);
    for (std::size_t position = 0; position < word.size(); ++position) {
      cells.emplace_back(letters_.id_of(word[position], readings[position]), starts[position]);
    }
  }
  return cells;
}

}  // namespace wutong::procurement::search
