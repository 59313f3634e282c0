#include <catch2/catch.hpp>
#include <string>

#include "pricing/decimal.h"
#include "pricing/error.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "pricing/vat.h"

using namespace wutong::pricing;

namespace {

const std::string nines_38(38, '9');

}  // namespace

TEST_CASE("what is not a plain decimal is refused by every type") {
  using namespace std::string_literals;
  const std::string text = GENERATE(values<std::string>(
      {"",      "-",    "--1",     "-+1",   "+5",  ".5",  "5.",   ".",   "-.5",   "-5.",
       "1.2.3", "1..2", "1e3",     "1E3",   " 5",  "5 ",  "\t5",  "5\n", "1,000", "1_0",
       "1'0",   "0x10", "0b1",     "nan",   "NaN", "inf", "-inf", "五",  "٣",     "５",
       "1．5",  "−1",   "\ufeff1", "5\0"s,  "\0"s, "5%",  "¥5",   "(5)", "5-",    "1/2",
       "- 1",   "0-1",  "1.-5",    "\xff"s, "abc", "5:",  "5/",   "/5",  ":"}));
  INFO("the text '" << text << "'");
  CHECK_THROWS_AS(Decimal::parse(text), BadNumber);
  CHECK_THROWS_AS(Money::parse(text), BadNumber);
  CHECK_THROWS_AS(Quantity::parse(text), BadNumber);
  CHECK_THROWS_AS(UnitPrice::parse(text), BadNumber);
  CHECK_THROWS_AS(VatRate::parse(text), BadNumber);
}

TEST_CASE("a text that is both malformed and too long is malformed") {
  CHECK_THROWS_AS(Decimal::parse(nines_38 + "99x"), BadNumber);
  CHECK_THROWS_AS(Quantity::parse(nines_38 + "99."), BadNumber);
  CHECK_THROWS_AS(Money::parse(nines_38 + "99.001"), BadNumber);
}

TEST_CASE("leading zeros are digits like others and never mean octal") {
  CHECK(Decimal::parse("010").to_string() == "10");
  CHECK(Decimal::parse("-007.50").to_string() == "-7.50");
  CHECK(Decimal::parse(std::string(500, '0') + "8").to_string() == "8");
  CHECK(Money::parse("010").fen() == 1000);
  CHECK(Quantity::parse("0100").units() == 100);
  CHECK(Quantity::parse("08").units() == 8);
  CHECK(UnitPrice::parse("08.70").to_string() == "8.70");
  CHECK(VatRate::parse("00.13").micros() == 130000);
}

TEST_CASE("a negative zero has no sign") {
  CHECK(Decimal::parse("-0").to_string() == "0");
  CHECK(Decimal::parse("-0.00").to_string() == "0.00");
  CHECK(Money::parse("-0").to_string() == "0.00");
  CHECK(Money::parse("-0.00").is_zero());
  CHECK((-Decimal::parse("0.0")).to_string() == "0.0");
  CHECK((-Money()).to_string() == "0.00");
}

TEST_CASE("quantities, prices and rates carry no sign at all") {
  const std::string text = GENERATE(values<std::string>({"-1", "-0", "-0.00", "-9"}));
  CHECK_THROWS_AS(Quantity::parse(text), BadNumber);
  CHECK_THROWS_AS(UnitPrice::parse(text), BadNumber);
  CHECK_THROWS_AS(VatRate::parse(text), BadNumber);
}

TEST_CASE("a decimal more than the type has is refused, even when it is zero") {
  CHECK_THROWS_AS(Money::parse("8.720"), BadNumber);
  CHECK_THROWS_AS(Money::parse("0.001"), BadNumber);
  CHECK_THROWS_AS(Quantity::parse("5.0"), BadNumber);
  CHECK_THROWS_AS(UnitPrice::parse("1.0000000"), BadNumber);
  CHECK_THROWS_AS(VatRate::parse("0.1300000"), BadNumber);
  CHECK_THROWS_AS(Decimal::parse("1." + std::string(19, '0')), BadNumber);
}

TEST_CASE("a decimal prints as it was written") {
  const std::string text = GENERATE(values<std::string>(
      {"0", "0.0", "0.000000000000000000", "1", "-1", "1.5", "1.50", "-0.05", "0.000001", "10",
       "100.00", "123456789.987654321", "9999999999999999999", "10000000000000000000",
       "-10000000000000000001", "18446744073709551616", "0.100000000000000000",
       "99999999999999999999999999999999999999", "-99999999999999999999.999999999999999999"}));
  CHECK(Decimal::parse(text).to_string() == text);
}

TEST_CASE("a number of more digits than the type holds is an overflow") {
  CHECK(Decimal::parse(nines_38).to_string() == nines_38);
  CHECK_THROWS_AS(Decimal::parse("1" + std::string(38, '0')), Overflow);
  CHECK_THROWS_AS(Decimal::parse("-" + nines_38 + ".0"), Overflow);
  CHECK_THROWS_AS(Decimal::parse(std::string(5000, '9')), Overflow);
  CHECK_THROWS_AS(Money::parse(nines_38), Overflow);
  CHECK_THROWS_AS(Quantity::parse(std::string(5000, '9')), Overflow);
  CHECK_THROWS_AS(UnitPrice::parse(nines_38), Overflow);
}

TEST_CASE("each type reads up to the last figure that fits 64 bits") {
  CHECK(Money::parse("92233720368547758.07").to_string() == "92233720368547758.07");
  CHECK(Money::parse("-92233720368547758.08").to_string() == "-92233720368547758.08");
  CHECK_THROWS_AS(Money::parse("92233720368547758.08"), Overflow);
  CHECK_THROWS_AS(Money::parse("-92233720368547758.09"), Overflow);
  CHECK(Quantity::parse("9223372036854775807").to_string() == "9223372036854775807");
  CHECK_THROWS_AS(Quantity::parse("9223372036854775808"), Overflow);
  CHECK(UnitPrice::parse("9223372036854.775807").to_string() == "9223372036854.775807");
  CHECK_THROWS_AS(UnitPrice::parse("9223372036854.775808"), Overflow);
}
