// Codes by chance; WUTONG_SEED repeats a run.
#include <catch2/catch.hpp>

#include "procurement/codes/approval_number.h"
#include "procurement/codes/element_string.h"
#include "procurement/codes/product_code.h"
#include "procurement/codes/trace_code.h"
#include "tests/unit/codes_support.h"

using namespace wutong::procurement::codes;

namespace {

constexpr int runs = 400;

class Characters {
 public:
  explicit Characters(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(engine_);
  }
  char one_of(std::string_view choices) { return choices[below(choices.size())]; }
  char digit() { return one_of("0123456789"); }
  char letter() { return one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"); }
  /// '#' a digit, '@' a letter, anything else itself.
  std::string shaped(std::string_view shape) {
    std::string text;
    for (const char place : shape) {
      text += place == '#' ? digit() : place == '@' ? letter() : place;
    }
    return text;
  }
  std::string gtin(std::size_t length) {
    std::string text = one_of("123456789") + shaped(std::string(length - 2, '#'));
    return text + check_digit(text);
  }
  /// Anything: bytes, among them many that codes are made of.
  std::string noise() {
    static const std::vector<std::string> pieces{
        "0",      "1",    "9",  "X",    "Z",    "C",     "O",   "(",
        ")",      "01",   "10", "(17)", "(21)", "\x1d",  " ",   "国药准字",
        "械注准", "械备", "Ｈ", "\xff", "-",    "H2019", "]d2", "0690123456789",
        "号"};
    std::string text;
    for (std::size_t count = below(12); count > 0; --count) text += pieces[below(pieces.size())];
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace

TEST_CASE("every single wrong digit of a trade item number is found", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  for (int run = 0; run < runs; ++run) {
    for (const std::size_t length : {8U, 12U, 13U, 14U}) {
      const std::string good = chance.gtin(length);
      INFO(good);
      REQUIRE(parse_gtin(good).good());
      for (std::size_t at = 0; at < good.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
          std::string changed = good;
          changed[at] = digit;
          if (parse_gtin(changed).good() != (changed == good)) FAIL("not found: " << changed);
        }
      }
    }
  }
}

TEST_CASE("adjacent digits exchanged are found unless they differ by five", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  for (int run = 0; run < runs; ++run) {
    const std::string good = chance.gtin(13);
    for (std::size_t at = 0; at + 1 < good.size(); ++at) {
      std::string changed = good;
      std::swap(changed[at], changed[at + 1]);
      const int difference = std::abs(good[at] - good[at + 1]);
      INFO(good << " " << changed);
      CHECK(parse_gtin(changed).good() == (difference == 0 || difference == 5));
    }
  }
}

TEST_CASE("a well-formed product code comes back from its parts", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  for (int run = 0; run < runs; ++run) {
    const std::string drug = chance.shaped("X@##@@@###@############");
    REQUIRE(parse_western_drug_code(drug).good());
    CHECK(to_string(parse_western_drug_code(drug).parts()) == drug);
    const std::string patent = chance.shaped("Z@##@@@#############");
    REQUIRE(parse_patent_medicine_code(patent).good());
    CHECK(to_string(parse_patent_medicine_code(patent).parts()) == patent);
    const std::string consumable = chance.shaped("C##########################");
    CHECK(to_string(parse_consumable_code(consumable).parts()) == consumable);
    CHECK(to_string(parse_consumable_code(consumable.substr(0, 20)).parts()) ==
          consumable.substr(0, 20));
  }
}

TEST_CASE("a digit written as its look-alike is refused and the code proposed", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  const std::string digits = "012588";
  const std::string letters = "OIZSBB";
  for (int run = 0; run < runs; ++run) {
    const std::string good = chance.shaped("X@##@@@###@############");
    std::string written = good;
    for (std::size_t at = 0; at < written.size(); ++at) {
      const auto which = digits.find(written[at]);
      if (which != std::string::npos && chance.below(3) == 0) written[at] = letters[which];
    }
    const auto judged = parse_western_drug_code(written);
    INFO(good << " " << written);
    REQUIRE(judged.good() == (written == good));
    if (judged.good()) continue;
    CHECK(judged.fault().reason == CodeReason::look_alike_character);
    CHECK(judged.fault().proposals == std::vector<std::string>{good});
  }
}

TEST_CASE("a device's identity comes back from both ways of writing it", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  const std::string_view signs = "ABCxyz0189!\"%&'*+,-./:;<=>?_";
  const auto text = [&] {
    std::string value;
    for (std::size_t count = chance.below(21); count > 0; --count) value += chance.one_of(signs);
    return value;
  };
  for (int run = 0; run < runs; ++run) {
    DeviceIdentity identity{parse_gtin_14(chance.gtin(14)).parts()};
    const auto day = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);
    if (chance.below(2) == 0) identity.made_on = day + std::chrono::days(chance.below(20000));
    if (chance.below(2) == 0) identity.expires_on = day + std::chrono::days(chance.below(20000));
    identity.lot = text();
    identity.serial = text();
    for (const std::string& written : {bracketed(identity), scanned(identity)}) {
      INFO(written);
      const auto judged = parse_element_string(written, 2026);
      REQUIRE(wutong::test::verdict(judged) == "good");
      CHECK(judged.parts() == identity);
    }
  }
}

TEST_CASE("whatever is written is judged, and every proposal is good", "[codes]") {
  const std::uint64_t seed = wutong::test::codes_seed();
  INFO("WUTONG_SEED=" << seed);
  Characters chance(seed);
  const auto all_good = [](const auto& judged, const auto& parse) {
    if (judged.good()) return true;
    for (const std::string& proposal : judged.fault().proposals) {
      if (!parse(proposal).good()) return false;
    }
    return true;
  };
  const auto identity = [](std::string_view text) { return parse_element_string(text, 2026); };
  for (int run = 0; run < 50 * runs; ++run) {
    const std::string text = chance.noise();
    INFO(text);
    CHECK(all_good(parse_product_code(text), parse_product_code));
    CHECK(all_good(parse_approval_number(text), parse_approval_number));
    CHECK(all_good(parse_gtin(text), parse_gtin));
    CHECK(all_good(parse_trace_code(text), parse_trace_code));
    CHECK(all_good(identity(text), identity));
  }
}
