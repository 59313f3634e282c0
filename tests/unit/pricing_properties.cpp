// Random figures against an independent model: Boost's unbounded integers and fractions, and the
// definitions as a textbook states them. WUTONG_SEED repeats a run.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "pricing/apportion.h"
#include "pricing/decimal.h"
#include "pricing/error.h"
#include "pricing/rounding.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

using namespace wutong::pricing;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

constexpr int runs = 4000;
constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();
constexpr std::array all_roundings{Rounding::half_up, Rounding::half_even, Rounding::half_down,
                                   Rounding::up,      Rounding::down,      Rounding::ceiling,
                                   Rounding::floor};

std::uint64_t chosen_seed() {
  const char* given = std::getenv("WUTONG_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

/// Figures of every size, with more zeros, ties and extremes than chance would give.
class Figures {
 public:
  explicit Figures(std::uint64_t seed) : engine_(seed) {}

  std::int64_t below(std::int64_t limit) {
    return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(engine_);
  }

  bool one_in(std::int64_t chances) { return below(chances) == 0; }

  std::int64_t not_negative() {
    if (one_in(20)) return int64_max - below(2);
    return static_cast<std::int64_t>((engine_() >> 1U) >> static_cast<unsigned>(below(63)));
  }

  std::int64_t any() {
    if (one_in(40)) return int64_min;
    return one_in(2) ? not_negative() : -not_negative();
  }

  Rounding rounding() { return all_roundings.at(static_cast<std::size_t>(below(7))); }

  /// A plain decimal as it prints: 1 to 38 digits, 0 to 18 of them (or of zeros) after the point.
  std::string decimal_text() {
    const int places = static_cast<int>(one_in(3) ? 0 : below(Decimal::max_places + 1));
    std::string digits =
        digits_without_leading_zero(one_in(4) ? 38 : 1 + below(one_in(2) ? 38 : 12));
    const auto at_least = static_cast<std::size_t>(places) + 1;
    if (digits.size() < at_least) digits.insert(0, at_least - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return !zero && one_in(2) ? "-" + digits : digits;
  }

 private:
  std::string digits_without_leading_zero(std::int64_t count) {
    static constexpr std::string_view likely = "0000012345567899999";
    std::string digits;
    while (std::ssize(digits) < count) digits += likely[static_cast<std::size_t>(below(19))];
    if (one_in(4)) std::fill(digits.begin() + std::ssize(digits) / 2, digits.end(), '0');
    const auto first = digits.find_first_not_of('0');
    return first == std::string::npos ? "0" : digits.substr(first);
  }

  std::mt19937_64 engine_;
};

cpp_int power_of_ten(int exponent) {
  return pow(cpp_int(10), static_cast<unsigned>(exponent));
}

cpp_int floor_of(const cpp_rational& x) {
  const cpp_int cut = numerator(x) / denominator(x);
  return cut > x ? cpp_int(cut - 1) : cut;
}

/// The definition: one of the two whole neighbours.
cpp_int model_rounded(const cpp_rational& x, Rounding rounding) {
  const cpp_int lower = floor_of(x);
  const cpp_int upper = -floor_of(-x);
  const cpp_int& inner = x < 0 ? upper : lower;
  const cpp_int& outer = x < 0 ? lower : upper;
  const cpp_rational to_lower = x - lower;
  const cpp_rational to_upper = upper - x;
  const bool tie = to_lower == to_upper;
  const cpp_int& nearest = to_lower < to_upper ? lower : upper;
  switch (rounding) {
    case Rounding::half_up:
      return tie ? outer : nearest;
    case Rounding::half_down:
      return tie ? inner : nearest;
    case Rounding::half_even:
      return tie ? (lower % 2 == 0 ? lower : upper) : nearest;
    case Rounding::up:
      return outer;
    case Rounding::down:
      return inner;
    case Rounding::ceiling:
      return upper;
    case Rounding::floor:
      return lower;
  }
  throw std::logic_error("a rounding without a model");
}

bool fits_38_digits(const cpp_int& coefficient) {
  return abs(coefficient) < power_of_ten(38);
}

std::string model_print(const cpp_int& coefficient, int places) {
  std::string digits = cpp_int(abs(coefficient)).str();
  const auto decimals = static_cast<std::size_t>(places);
  while (digits.size() <= decimals) digits = "0" + digits;
  const std::string whole = digits.substr(0, digits.size() - decimals);
  const std::string sign = coefficient < 0 ? "-" : "";
  return sign + whole + (places > 0 ? "." + digits.substr(whole.size()) : "");
}

int places_of(const std::string& text) {
  const auto point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

/// The value of a decimal text as a fraction.
cpp_rational model_value(std::string text) {
  const int places = places_of(text);
  std::erase(text, '.');
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  // Boost reads a leading zero as octal.
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  const cpp_rational value(cpp_int(text), power_of_ten(places));
  return negative ? cpp_rational(-value) : value;
}

/// What an exact operation must answer: the figure with as many of the wanted places as fit.
std::string model_exact(const cpp_rational& value, int wanted_places) {
  for (int places = std::min(wanted_places, Decimal::max_places); places >= 0; --places) {
    const cpp_rational scaled = value * power_of_ten(places);
    if (denominator(scaled) != 1) break;
    if (fits_38_digits(numerator(scaled))) return model_print(numerator(scaled), places);
  }
  return "Overflow";
}

std::string model_rounded_text(const cpp_rational& value, int places, Rounding rounding) {
  const cpp_int coefficient = model_rounded(value * power_of_ten(places), rounding);
  return fits_38_digits(coefficient) ? model_print(coefficient, places) : "Overflow";
}

std::string model_fen(const cpp_int& fen) {
  return fen < int64_min || fen > int64_max ? "Overflow" : model_print(fen, 2);
}

/// What an operation answers: its figure as text, or the name of its refusal.
template <class Operation>
std::string outcome(Operation operation) {
  try {
    return operation().to_string();
  } catch (const Overflow&) {
    return "Overflow";
  } catch (const DivisionByZero&) {
    return "DivisionByZero";
  }
}

/// Largest remainder as the textbook has it: a stable sort of all remainders.
std::vector<std::int64_t> model_apportion(std::int64_t total,
                                          const std::vector<std::int64_t>& weights) {
  const cpp_int sum = std::accumulate(weights.begin(), weights.end(), cpp_int(0));
  const cpp_int whole = abs(cpp_int(total));
  std::vector<cpp_int> parts;
  for (const std::int64_t weight : weights) parts.emplace_back(whole * weight / sum);
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return whole * weights[a] % sum > whole * weights[b] % sum;
  });
  cpp_int left = whole - std::accumulate(parts.begin(), parts.end(), cpp_int(0));
  for (auto next = order.begin(); left > 0; ++next, --left) ++parts[*next];
  std::vector<std::int64_t> signed_parts;
  for (const cpp_int& part : parts) {
    signed_parts.push_back(static_cast<std::int64_t>(total < 0 ? cpp_int(-part) : part));
  }
  return signed_parts;
}

}  // namespace

TEST_CASE("decimals read and print what they were, and agree with fractions in every operation") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  for (int run = 0; run < runs; ++run) {
    const std::string text_a = figures.decimal_text();
    const std::string text_b = figures.decimal_text();
    CAPTURE(run, text_a, text_b);
    const Decimal a = Decimal::parse(text_a);
    const Decimal b = Decimal::parse(text_b);
    const cpp_rational model_a = model_value(text_a);
    const cpp_rational model_b = model_value(text_b);

    REQUIRE(a.to_string() == text_a);
    const int wider = std::max(a.places(), b.places());
    REQUIRE(outcome([&] { return a + b; }) == model_exact(model_a + model_b, wider));
    REQUIRE(outcome([&] { return a - b; }) == model_exact(model_a - model_b, wider));
    REQUIRE(outcome([&] { return a * b; }) ==
            model_exact(model_a * model_b, a.places() + b.places()));
    REQUIRE((a == b) == (model_a == model_b));
    REQUIRE((a < b) == (model_a < model_b));
    REQUIRE((a > b) == (model_a > model_b));

    const int places = static_cast<int>(figures.below(Decimal::max_places + 1));
    const Rounding rounding = figures.rounding();
    CAPTURE(places, static_cast<int>(rounding));
    REQUIRE(outcome([&] { return a.rounded(places, rounding); }) ==
            model_rounded_text(model_a, places, rounding));
    REQUIRE(outcome([&] { return divide(a, b, places, rounding); }) ==
            (model_b == 0 ? "DivisionByZero"
                          : model_rounded_text(model_a / model_b, places, rounding)));
  }
}

TEST_CASE("decimals obey the laws of arithmetic wherever both sides fit") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  const auto short_decimal = [&figures] {
    return Decimal::of(figures.any() >> 20U, static_cast<int>(figures.below(7)));
  };
  for (int run = 0; run < runs; ++run) {
    const Decimal a = short_decimal();
    const Decimal b = short_decimal();
    const Decimal c = short_decimal();
    CAPTURE(run, a.to_string(), b.to_string(), c.to_string());
    REQUIRE(a + b == b + a);
    REQUIRE(a * b == b * a);
    REQUIRE((a + b) + c == a + (b + c));
    REQUIRE(a * (b + c) == a * b + a * c);
    REQUIRE((a - b) + b == a);
    REQUIRE((a - a).is_zero());
    REQUIRE(-(-a) == a);
    REQUIRE((a < b) == ((a - b).sign() < 0));
  }
}

TEST_CASE("line amounts agree with fractions") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  for (int run = 0; run < runs; ++run) {
    const std::int64_t micros = figures.not_negative();
    const std::int64_t units = figures.any();
    const std::int64_t pack_size = figures.one_in(2)
                                       ? 1 + figures.below(100)
                                       : std::max<std::int64_t>(1, figures.not_negative());
    const Rounding rounding = figures.rounding();
    CAPTURE(run, micros, units, pack_size, static_cast<int>(rounding));
    const cpp_rational exact(cpp_int(micros) * units, cpp_int(pack_size) * 10000);
    REQUIRE(outcome([&] {
              return amount_of(UnitPrice::of_micros(micros, 6), Quantity(units),
                               Quantity(pack_size), rounding);
            }) == model_fen(model_rounded(exact, rounding)));
  }
}

TEST_CASE("prices and money read back what they print") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  for (int run = 0; run < runs; ++run) {
    const Money money = Money::fen(figures.any());
    const UnitPrice price = UnitPrice::of_micros(figures.not_negative(), 6);
    const Quantity quantity(figures.not_negative());
    CAPTURE(run, money.fen(), price.micros(), quantity.units());
    REQUIRE(Money::parse(money.to_string()) == money);
    REQUIRE(UnitPrice::parse(price.to_string()) == price);
    REQUIRE(Quantity::parse(quantity.to_string()) == quantity);
  }
}

TEST_CASE("net and VAT sum to the gross, and the net is rounded half up") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  for (int run = 0; run < runs; ++run) {
    const Money gross = Money::fen(figures.any());
    const VatRate rate = VatRate::of_micros(figures.below(1'000'001), 6);
    CAPTURE(run, gross.fen(), rate.micros());
    const VatSplit split = split_vat(gross, rate);
    const cpp_rational exact(cpp_int(gross.fen()) * 1'000'000, cpp_int(1'000'000 + rate.micros()));
    REQUIRE(split.net + split.vat == gross);
    REQUIRE(split.net.to_string() == model_fen(model_rounded(exact, Rounding::half_up)));
  }
}

TEST_CASE("the parts of a split sum to the total, are fair, and agree with a naive split") {
  const auto seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  Figures figures(seed);
  for (int run = 0; run < runs; ++run) {
    const std::int64_t total = figures.one_in(2) ? figures.any() : figures.below(2000) - 1000;
    const bool small = figures.one_in(2);
    std::vector<std::int64_t> weights(static_cast<std::size_t>(1 + figures.below(12)));
    for (auto& weight : weights) weight = small ? figures.below(6) : figures.not_negative();
    const cpp_int sum = std::accumulate(weights.begin(), weights.end(), cpp_int(0));
    if (sum == 0) continue;
    CAPTURE(run, total, weights);

    const auto parts = apportion(total, weights);
    REQUIRE(std::accumulate(parts.begin(), parts.end(), cpp_int(0)) == total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      REQUIRE(abs(cpp_rational(cpp_int(total) * weights[i], sum) - parts[i]) < 1);
    }
    REQUIRE(parts == model_apportion(total, weights));
  }
}
