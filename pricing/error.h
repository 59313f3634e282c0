#pragma once

#include <stdexcept>

namespace wutong::pricing {

/// Any "no" of the arithmetic. The three below are distinct because callers answer them
/// differently: text from outside is refused, the other two are refused as figures too large or a
/// missing divisor.
class ArithmeticError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The exact result does not fit the type. Nothing ever wraps or saturates.
class Overflow : public ArithmeticError {
  using ArithmeticError::ArithmeticError;
};

class DivisionByZero : public ArithmeticError {
  using ArithmeticError::ArithmeticError;
};

/// Not a plain decimal number of the wanted kind ("1e3", "", "+5", "1,000", " 5"), or one with more
/// decimals than the kind has: digits are never dropped to make it fit.
class BadNumber : public ArithmeticError {
  using ArithmeticError::ArithmeticError;
};

}  // namespace wutong::pricing
