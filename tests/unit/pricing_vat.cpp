#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "pricing/error.h"
#include "pricing/vat.h"

using namespace wutong::pricing;

namespace {

struct SplitRow {
  const char* gross;
  const char* rate;
  const char* net;
  const char* vat;
};

}  // namespace

TEST_CASE("a gross amount splits into net and VAT by the rate") {
  const SplitRow row = GENERATE(values<SplitRow>({
      {"113.00", "0.13", "100.00", "13.00"},
      {"1.00", "0.13", "0.88", "0.12"},
      {"103.00", "0.03", "100.00", "3.00"},
      {"100.00", "0.03", "97.09", "2.91"},
      {"8.72", "0", "8.72", "0.00"},
      {"0.03", "1", "0.02", "0.01"},  // 1.5 fen, a tie
      {"0.05", "1", "0.03", "0.02"},  // 2.5 fen: half up, not to the even
      {"-0.05", "1", "-0.03", "-0.02"},
      {"-0.03", "1", "-0.02", "-0.01"},  // the credit note mirrors it
      {"-113.00", "0.13", "-100.00", "-13.00"},
      {"0.00", "0.13", "0.00", "0.00"},
      {"0.01", "0.13", "0.01", "0.00"},
      {"92233720368547758.07", "0", "92233720368547758.07", "0.00"},
      {"92233720368547758.07", "1", "46116860184273879.04", "46116860184273879.03"},
      {"-92233720368547758.08", "1", "-46116860184273879.04", "-46116860184273879.04"},
      {"-92233720368547758.08", "0", "-92233720368547758.08", "0.00"},
  }));
  INFO(row.gross << " at " << row.rate);
  const VatSplit split = split_vat(Money::parse(row.gross), VatRate::parse(row.rate));
  CHECK(split.net.to_string() == row.net);
  CHECK(split.vat.to_string() == row.vat);
}

TEST_CASE("a VAT rate prints as it came and compares by value") {
  for (const std::string text : {"0", "0.13", "0.130", "0.000001", "1", "1.000000"}) {
    const VatRate rate = VatRate::parse(text);
    CHECK(rate.to_string() == text);
    CHECK(VatRate::of_micros(rate.micros(), rate.places()).to_string() == text);
  }
  CHECK(VatRate::parse("0.13") == VatRate::parse("0.1300"));
  CHECK_FALSE(VatRate::parse("0.13") == VatRate::parse("0.03"));
  CHECK(VatRate() == VatRate::parse("0"));
}

TEST_CASE("a VAT rate is a fraction from 0 to 1") {
  CHECK_THROWS_AS(VatRate::parse("1.000001"), BadNumber);
  CHECK_THROWS_AS(VatRate::parse("13"), BadNumber);
  CHECK_THROWS_AS(VatRate::parse("13%"), BadNumber);
  CHECK_THROWS_AS(VatRate::parse(std::string(60, '9')), BadNumber);
  CHECK_THROWS_AS(VatRate::parse("9223372036854775807"), BadNumber);
  CHECK_THROWS_AS(VatRate::of_micros(1000001, 6), BadNumber);
  CHECK_THROWS_AS(VatRate::of_micros(-1, 6), BadNumber);
  CHECK_THROWS_AS(VatRate::of_micros(130000, 1), BadNumber);
  CHECK_THROWS_AS(VatRate::of_micros(130000, 7), BadNumber);
}
