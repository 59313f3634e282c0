#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "procurement/catalogue/search/letter_table.h"
#include "procurement/catalogue/search/spell_text.h"
#include "tests/unit/search_support.h"

using namespace wutong;
using procurement::CatalogueIndex;
using procurement::CatalogueItem;

namespace {

namespace search = procurement::search;

constexpr std::size_t everything = 100'000;
constexpr std::size_t page = 20;

/// Each character of a name as it is typed in pinyin: "a", "mo", "xi", "lin".
std::vector<std::string> syllables(const std::string& name) {
  static search::LetterTable letters;
  static search::Speller speller(letters);
  std::vector<std::string> typed;
  for (const search::Cell cell : speller.spell(name)) {
    const auto& readings = letters.readings(cell.id());
    const char32_t letter = letters.letter(cell.id());
    if (!readings.empty()) {
      typed.push_back(readings.front());
    } else if (letter < 0x80) {
      typed.emplace_back(1, static_cast<char>(letter));
    }
  }
  return typed;
}

std::string initials(const std::string& name) {
  std::string letters;
  for (const std::string& syllable : syllables(name)) letters += syllable.front();
  return letters;
}

const CatalogueItem& item_of(const procurement::SearchHit& hit) {
  return test::seed_catalogue().at(static_cast<std::size_t>(hit.item_id - 1));
}

bool finds(const std::string& typed, std::int64_t item_id) {
  const auto hits = test::seed_index().search(typed, everything);
  return std::any_of(hits.begin(), hits.end(),
                     [&](const auto& hit) { return hit.item_id == item_id; });
}

/// Some characters from the beginning, at least one.
std::string some_beginning(const std::string& text, std::mt19937_64& random) {
  std::vector<std::size_t> ends;
  for (std::size_t end = 1; end <= text.size(); ++end) {
    const bool between =
        end == text.size() || (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (between) ends.push_back(end);
  }
  return text.substr(0, ends[random() % ends.size()]);
}

std::uint64_t fresh_seed() {
  return std::random_device{}();
}

}  // namespace

TEST_CASE("every seed item is on the first page for its initials, unless they collide",
          "[catalogue_search]") {
  for (const CatalogueItem& item : test::seed_catalogue()) {
    const std::string typed = initials(item.generic_name);
    const auto hits = test::seed_index().search(typed, page);
    INFO(item.code << " " << item.generic_name << " typed as " << typed);
    const bool found = std::any_of(hits.begin(), hits.end(), [&](const auto& hit) {
      return item_of(hit).generic_name == item.generic_name;
    });
    const bool page_of_equals =
        hits.size() == page && std::all_of(hits.begin(), hits.end(), [&](const auto& hit) {
          return initials(item_of(hit).generic_name).starts_with(typed);
        });
    CHECK((found || page_of_equals));
  }
}

TEST_CASE("any beginning of any name finds it, in characters and in pinyin", "[catalogue_search]") {
  const std::uint64_t seed = fresh_seed();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 400; ++round) {
    const CatalogueItem& item = test::seed_catalogue()[random() % test::seed_catalogue().size()];
    for (const std::string& name :
         {item.generic_name, item.trade_name, item.generic_name_en, item.manufacturer}) {
      if (name.empty()) continue;
      const std::string beginning = some_beginning(name, random);
      INFO(item.code << " " << name << ": " << beginning);
      CHECK(finds(beginning, item.item_id));
      std::string pinyin;
      for (const std::string& syllable : syllables(name)) pinyin += syllable;
      const std::string typed =
          pinyin.substr(0, 1 + random() % std::min<std::size_t>(pinyin.size(), 60));
      INFO("typed " << typed);
      CHECK(finds(typed, item.item_id));
    }
    CHECK(finds(some_beginning(item.code, random) + " " + some_beginning(item.generic_name, random),
                item.item_id));
  }
}

TEST_CASE("hits come best first, then most used, then by code, and always the same",
          "[catalogue_search]") {
  for (const char* typed : {"a", "片", "amxl", "zhusheye", "0.25", "石药 片"}) {
    const auto hits = test::seed_index().search(typed, everything);
    INFO(typed << ": " << hits.size());
    CHECK(hits.size() > 1);
    CHECK(std::is_sorted(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
      const CatalogueItem& one = item_of(a);
      const CatalogueItem& other = item_of(b);
      return std::tuple(-a.score, -one.use_count, one.code) <
             std::tuple(-b.score, -other.use_count, other.code);
    }));
    // A page is the beginning of everything, and the order in which items were handed in is
    // nothing.
    std::vector<CatalogueItem> turned(test::seed_catalogue().rbegin(),
                                      test::seed_catalogue().rend());
    const auto again = CatalogueIndex(turned).search(typed, page);
    REQUIRE(again.size() == std::min(page, hits.size()));
    for (std::size_t place = 0; place < again.size(); ++place) {
      CHECK(again[place].item_id == hits[place].item_id);
      CHECK(again[place].reasons == hits[place].reasons);
    }
  }
}

TEST_CASE("nonsense is harmless", "[catalogue_search]") {
  const auto count = [](const std::string& typed) {
    return test::seed_index().search(typed, page).size();
  };
  const auto repeated = [](const std::string& text, int times) {
    std::string typed;
    for (int number = 0; number < times; ++number) typed += text;
    return typed;
  };
  for (const std::string& nothing :
       {std::string(), std::string("   \t\n"), std::string("，。！？()[]{}<>*%_'\"\\;--"),
        std::string("😀🧪💊"), std::string("\xFF\xFE\x80\xC0"), std::string(10'000, ' '),
        std::string(10'000, '%'), std::string("\0\1\2\x1B[0m", 6).substr(0, 3),
        repeated("😀", 2'500), std::string(10'000, '\xE9')}) {
    CHECK(count(nothing) == 0);
  }
  for (const std::string& anything :
       {std::string(10'000, 'a'), std::string(10'000, '1'), repeated("阿莫西林", 900),
        repeated("a ", 5'000), repeated("\xE9\x98\xBF\xE9", 2'500), repeated("zhangchang", 1'000),
        repeated("氯", 3'000), repeated("lv", 5'000), repeated("....1", 2'000)}) {
    CHECK(count(anything) <= page);
  }
  CHECK(count("阿莫\xFF胶囊") > 0);  // the broken byte is a gap
  CHECK(count("阿莫' OR '1'='1") == 0);
  CHECK(test::seed_index().search("a", 0).empty());
}

TEST_CASE("random bytes never find more than a page, and never fail", "[catalogue_search]") {
  const std::uint64_t seed = fresh_seed();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string typed(random() % 40, ' ');
    for (char& byte : typed) byte = static_cast<char>(random() % 256);
    CHECK(test::seed_index().search(typed, page).size() <= page);
  }
}

TEST_CASE("a catalogue may be empty, and items may lack everything", "[catalogue_search]") {
  CHECK(CatalogueIndex({}).search("a", page).empty());
  const CatalogueIndex bare({CatalogueItem{}, CatalogueItem{}});
  CHECK(bare.items() == 2);
  CHECK(bare.distinct_texts() == 0);
  CHECK(bare.search("a", page).empty());
}
