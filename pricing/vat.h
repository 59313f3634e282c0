#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/money.h"

namespace wutong::pricing {

/// A VAT rate as a fraction: 0.13 is 13 %. 0 to 1, up to six decimals, printed as it came; whatever
/// is none throws BadNumber.
class VatRate {
 public:
  constexpr VatRate() = default;
  static VatRate parse(std::string_view text);
  static VatRate of_micros(std::int64_t micros, int places);  ///< from the store
  constexpr std::int64_t micros() const { return micros_; }
  constexpr int places() const { return places_; }
  std::string to_string() const;
  friend constexpr bool operator==(VatRate a, VatRate b) { return a.micros_ == b.micros_; }

 private:
  constexpr VatRate(std::int64_t micros, int places) : micros_(micros), places_(places) {}
  std::int64_t micros_ = 0;
  int places_ = 0;
};

struct VatSplit {
  Money net;
  Money vat;  ///< gross - net, so that the two always sum to the gross
};

/// net = round half up(gross / (1 + rate)), VAT = gross - net (domain section 6).
VatSplit split_vat(Money gross, VatRate rate);

}  // namespace wutong::pricing
