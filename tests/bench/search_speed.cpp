/// How fast the catalogue is searched: 300,000 made-up items, a few hundred queries of every kind.
/// Prints Markdown.

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "procurement/app/generate/seed_table.h"
#include "procurement/catalogue/search/catalogue_index.h"

namespace wutong::bench {

namespace {

using procurement::CatalogueIndex;
using procurement::CatalogueItem;
using Microseconds = std::chrono::duration<double, std::micro>;
using Clock = std::chrono::steady_clock;
using Texts = std::vector<std::string>;

constexpr std::size_t page = 20;
constexpr int queries_of_a_kind = 100;
constexpr std::uint64_t seed = 20261122;

/// The columns of the seed tables, to be mixed.
struct Pool {
  std::map<std::string, Texts> columns;
  std::mt19937_64 random{seed};

  Pool() {
    for (const char* table : {"drugs", "consumables", "equipment"}) {
      for (const auto& row : app::read_seed_table("sql/seed/" + std::string(table) + ".csv")) {
        for (const char* column : {"generic_name", "english_name", "trade_name", "manufacturer",
                                   "form", "strength", "kind"}) {
          if (!row.text(column).empty()) columns[column].push_back(row.text(column));
        }
      }
    }
  }
  std::size_t below(std::size_t bound) { return random() % bound; }
  const std::string& any(const Texts& texts) { return texts[below(texts.size())]; }
};

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> parts;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) == 0x80U && !parts.empty()) {
      parts.back() += byte;
    } else {
      parts.emplace_back(1, byte);
    }
  }
  return parts;
}

std::string beginning(const std::string& text, std::size_t length) {
  std::string result;
  for (const std::string& part : characters(text)) {
    if (length-- == 0) break;
    result += part;
  }
  return result;
}

/// So many texts that are no two the same: the beginning of one and the end of another.
Texts mixed(Pool& pool, const std::string& column, std::size_t count) {
  const Texts& given = pool.columns.at(column);
  Texts made = given;
  while (made.size() < count) {
    const std::string& one = pool.any(given);
    const std::string& other = pool.any(given);
    const auto end = characters(other);
    std::string text = beginning(one, 2 + pool.below(4));
    for (std::size_t at = pool.below(end.size()); at < end.size(); ++at) text += end[at];
    made.push_back(text);
  }
  return made;
}

struct MixedTexts {
  Texts names, english, trades, makers, strengths;
};

/// As many distinct texts as a national catalogue may have, and several times those of a county.
MixedTexts mixed_texts(Pool& pool) {
  return {mixed(pool, "generic_name", 20'000), mixed(pool, "english_name", 12'000),
          mixed(pool, "trade_name", 20'000), mixed(pool, "manufacturer", 7'000),
          mixed(pool, "strength", 6'000)};
}

/// Most numbers begin alike, as those of a country do; an approval number is shared by the packs of
/// a medicine.
std::string gtin_of(std::size_t number) {
  return fmt::format("690{:011}", number * 37 % 99'999'999'977);
}
std::string approval_of(std::size_t number) {
  return fmt::format("国药准字H20{:06}", number / 3);
}

std::vector<CatalogueItem> made_up_items(Pool& pool, const MixedTexts& texts, std::size_t count) {
  std::vector<CatalogueItem> items;
  for (std::size_t number = 0; number < count; ++number) {
    const std::size_t name = pool.below(texts.names.size());
    CatalogueItem item;
    item.item_id = static_cast<std::int64_t>(number + 1);
    item.code = fmt::format("X{:07}", number);
    item.generic_name = texts.names[name];
    item.generic_name_en = texts.english[name % texts.english.size()];
    if (pool.below(3) == 0) item.trade_name = pool.any(texts.trades);
    item.manufacturer = pool.any(texts.makers);
    item.form = pool.any(pool.columns.at("form"));
    item.strength = pool.any(texts.strengths);
    item.kind = pool.any(pool.columns.at("kind"));
    item.other_codes = {gtin_of(number), approval_of(number)};
    if (number % 2 == 0) item.other_codes.push_back(fmt::format("8690{:010}", number));
    item.use_count = static_cast<std::int64_t>(pool.below(1000));
    items.push_back(std::move(item));
  }
  return items;
}

Texts repeat(const std::function<std::string()>& make) {
  Texts made(queries_of_a_kind);
  std::generate(made.begin(), made.end(), make);
  return made;
}

std::string latin(Pool& pool, std::size_t length) {
  std::string text;
  while (text.size() < length) text += static_cast<char>('a' + pool.below(26));
  return text;
}

std::string mistyped(Pool& pool, std::string word) {
  if (word.size() > 1) word.erase(1 + pool.below(word.size() - 1), 1);
  return word;
}

std::string first_word(const std::string& text) {
  return text.substr(0, text.find(' '));
}

/// Pinyin comes without a dictionary here: these are typed in full, in part and as initials.
const Texts pinyin{
    "amoxilin",    "amoxi",    "toubao",     "toubaokewo", "zhusheyong", "zuoyangfushaxing",
    "buluofen",    "lvhuana",  "putaotang",  "yansuan",    "ejiao",      "fufangdanshen",
    "huanshipian", "jiaonang", "weishengsu", "aqimeisu",   "xiaoer",     "ganmao",
    "yixuexing",   "wujun"};
const Texts initials{"amxl", "tbkw", "zyfsx", "blf", "lhn", "ptt", "zsy", "lwdhw", "ffds", "aqms",
                     "jn",   "pj",   "zsyy",  "gm",  "xer", "hx",  "ycx", "wj",    "zhlb", "syjt"};

std::vector<std::pair<std::string, Texts>> queries(Pool& pool, const MixedTexts& texts) {
  return {
      {"one Latin letter", repeat([&] { return latin(pool, 1); })},
      {"one character", repeat([&] { return beginning(pool.any(texts.names), 1); })},
      {"beginning of a name",
       repeat([&] { return beginning(pool.any(texts.names), 2 + pool.below(4)); })},
      {"initials", repeat([&] { return pool.any(initials); })},
      {"pinyin", repeat([&] { return pool.any(pinyin); })},
      {"Latin name", repeat([&] { return first_word(pool.any(texts.english)); })},
      {"Latin name, mistyped",
       repeat([&] { return mistyped(pool, first_word(pool.any(texts.english))); })},
      {"code, beginning of", repeat([&] {
         return fmt::format("X{:07}", pool.below(300'000)).substr(0, 2 + pool.below(7));
       })},
      {"GTIN", repeat([&] { return gtin_of(pool.below(300'000)); })},
      {"GTIN, beginning of",
       repeat([&] { return gtin_of(pool.below(300'000)).substr(0, 6 + pool.below(6)); })},
      {"approval number, beginning of",
       repeat([&] { return approval_of(pool.below(300'000)).substr(0, 14 + pool.below(8)); })},
      {"trade name", repeat([&] { return pool.any(texts.trades); })},
      {"maker", repeat([&] { return beginning(pool.any(texts.makers), 2 + pool.below(6)); })},
      {"several words", repeat([&] {
         return beginning(pool.any(texts.names), 2) + " " +
                beginning(pool.any(pool.columns.at("form")), 2) + " 0.25";
       })},
      {"broad words", repeat([&] {
         return pool.any(Texts{"片 y", "a p", "zsy 有限公司", "g 剂 公司", "x 1", "药业 制药 s"});
       })},
      {"found nowhere", repeat([&] { return latin(pool, 8 + pool.below(8)); })},
      {"nonsense of 10 kB", repeat([&] { return latin(pool, 10'000); })},
  };
}

double at(std::vector<double>& sorted, double share) {
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

void report(const std::string& name, std::vector<double> times, std::size_t found) {
  std::sort(times.begin(), times.end());
  fmt::print("| {} | {} | {} | {:.2f} | {:.2f} | {:.2f} |\n", name, times.size(), found,
             at(times, 0.5), at(times, 0.99), times.back());
}

double megabytes_in_use() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

void run(std::size_t count) {
  Pool pool;
  const MixedTexts texts = mixed_texts(pool);
  const std::vector<CatalogueItem> items = made_up_items(pool, texts, count);
  const double before = megabytes_in_use();
  const auto begin = Clock::now();
  const CatalogueIndex index(items);
  const double seconds = Microseconds(Clock::now() - begin).count() / 1e6;
  fmt::print(
      "## Search of the catalogue\n{} items, {} distinct texts: built in {:.2f} s, {:.0f} MB.\n\n",
      index.items(), index.distinct_texts(), seconds, megabytes_in_use() - before);
  fmt::print(
      "| typed | queries | that found | p50 ms | p99 ms | most ms |\n|---|---|---|---|---|---|\n");
  std::vector<double> all;
  std::size_t all_found = 0;
  for (const auto& [name, typed] : queries(pool, texts)) {
    std::vector<double> times;
    std::size_t found = 0;
    for (const std::string& query : typed) {
      const auto start = Clock::now();
      found += index.search(query, page).empty() ? 0U : 1U;
      times.push_back(Microseconds(Clock::now() - start).count() / 1e3);
    }
    report(name, times, found);
    all.insert(all.end(), times.begin(), times.end());
    all_found += found;
  }
  report("**all**", all, all_found);
}

}  // namespace

}  // namespace wutong::bench

int main(int argc, char** argv) try {
  wutong::bench::run(argc > 1 ? std::stoul(argv[1]) : 300'000);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "fault: {}\n", error.what());
  return 3;
}
