#include "pricing/decimal.h"

#include <algorithm>

#include "pricing/plain_text.h"
#include "pricing/round_quotient.h"
#include "pricing/wide_integer.h"

namespace wutong::pricing {
namespace {

// The bound is decimal, not 2^127: every coefficient has a negative, and none has 39 digits.
bool fits(Int128 coefficient) {
  return coefficient >= -largest_coefficient && coefficient <= largest_coefficient;
}

void require_places(int places) {
  if (places < 0 || places > Decimal::max_places) throw Overflow("more than 18 decimal places");
}

Int128 require_fit(Int128 coefficient) {
  if (!fits(coefficient)) throw Overflow("the figure has more than 38 digits");
  return coefficient;
}

/// coefficient x 10^exponent into `raised`, or false when it exceeds 128 bits.
bool raise(Int128 coefficient, int exponent, Int128& raised) {
  return !__builtin_mul_overflow(coefficient, power_of_ten(exponent), &raised);
}

/// False, and nothing to rely on in either, when 128 bits do not hold the raised one.
bool raise_to_same_places(Scaled& a, Scaled& b) {
  Scaled& lower = a.places < b.places ? a : b;
  const int places = std::max(a.places, b.places);
  const int exponent = places - lower.places;
  lower.places = places;
  return raise(lower.coefficient, exponent, lower.coefficient);
}

Scaled sum_of(Scaled a, Scaled b) {
  Scaled raised_a = a;
  Scaled raised_b = b;
  Int128 sum = 0;
  if (raise_to_same_places(raised_a, raised_b) &&
      !__builtin_add_overflow(raised_a.coefficient, raised_b.coefficient, &sum) && fits(sum)) {
    return {sum, raised_a.places};
  }
  return wide_sum(a, b);
}

Scaled product_of(Scaled a, Scaled b) {
  const int places = a.places + b.places;
  Int128 product = 0;
  if (places <= Decimal::max_places &&
      !__builtin_mul_overflow(a.coefficient, b.coefficient, &product) && fits(product)) {
    return {product, places};
  }
  return wide_product(a, b);
}

}  // namespace

Decimal Decimal::of(std::int64_t coefficient, int places) {
  require_places(places);
  return {coefficient, places};
}

Decimal Decimal::parse(std::string_view text) {
  const PlainNumber number = parse_plain(text, Minus::allowed, max_places);
  return {number.coefficient, number.places};
}

bool Decimal::is_zero() const {
  return coefficient_ == 0;
}

int Decimal::sign() const {
  return coefficient_ < 0 ? -1 : (coefficient_ > 0 ? 1 : 0);
}

std::string Decimal::to_string() const {
  return print_plain(coefficient_, places_);
}

Decimal Decimal::rounded(int places, Rounding rounding) const {
  require_places(places);
  if (places >= places_) {
    return {require_fit(exact_product(coefficient_, power_of_ten(places - places_))), places};
  }
  return {round_quotient(coefficient_, power_of_ten(places_ - places), rounding), places};
}

std::int64_t Decimal::coefficient_at(int places) const {
  const Decimal cut = rounded(places, Rounding::down);
  if (cut != *this) throw BadNumber("more decimals than wanted");
  return narrowed_to_64(cut.coefficient_);
}

Decimal Decimal::operator-() const {
  return {-coefficient_, places_};
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const Scaled sum = sum_of({a.coefficient_, a.places_}, {b.coefficient_, b.places_});
  return {sum.coefficient, sum.places};
}

Decimal operator-(const Decimal& a, const Decimal& b) {
  return a + -b;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  const Scaled product = product_of({a.coefficient_, a.places_}, {b.coefficient_, b.places_});
  return {product.coefficient, product.places};
}

bool operator==(const Decimal& a, const Decimal& b) {
  return std::is_eq(a <=> b);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  Scaled raised_a{a.coefficient_, a.places_};
  Scaled raised_b{b.coefficient_, b.places_};
  if (raise_to_same_places(raised_a, raised_b)) {
    return raised_a.coefficient <=> raised_b.coefficient;
  }
  // The raised one is beyond 128 bits, so further from zero than the other can be.
  return a.places_ < b.places_ ? a.coefficient_ <=> Int128{0} : Int128{0} <=> b.coefficient_;
}

Decimal divide(const Decimal& dividend, const Decimal& divisor, int places, Rounding rounding) {
  require_places(places);
  const int exponent = places + divisor.places_ - dividend.places_;
  Int128 raised = 0;
  Int128 lowered = 0;
  if (raise(dividend.coefficient_, std::max(exponent, 0), raised) &&
      raise(divisor.coefficient_, std::max(-exponent, 0), lowered)) {
    return {require_fit(round_quotient(raised, lowered, rounding)), places};
  }
  return {wide_quotient({dividend.coefficient_, dividend.places_},
                        {divisor.coefficient_, divisor.places_}, places, rounding),
          places};
}

}  // namespace wutong::pricing
