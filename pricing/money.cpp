#include "pricing/money.h"

#include "pricing/plain_text.h"

namespace wutong::pricing {
namespace {

constexpr int fen_places = 2;

}  // namespace

Money Money::parse(std::string_view text) {
  return Money(coefficient_in_64(parse_plain(text, Minus::allowed, fen_places), fen_places));
}

std::string Money::to_string() const {
  return print_plain(fen_, fen_places);
}

Money& Money::operator+=(Money other) {
  fen_ = exact_sum(fen_, other.fen_);
  return *this;
}

Money& Money::operator-=(Money other) {
  fen_ = exact_difference(fen_, other.fen_);
  return *this;
}

Money Money::operator-() const {
  return Money() - *this;
}

}  // namespace wutong::pricing
