#include "procurement/purchase/agreements/judge_agreement.h"

#include <algorithm>

namespace wutong::procurement {

using pricing::Quantity;

namespace {

constexpr std::int64_t warned_below_percent = 80;

/// Of figures that are not below zero.
std::int64_t rounded_half_up(Quantity numerator, Quantity denominator) {
  return (2 * numerator.units() + denominator.units()) / (2 * denominator.units());
}

}  // namespace

std::optional<AgreementFault> judge_agreement(const AgreementInput& input,
                                              const std::optional<pricing::UnitPrice>& list_price) {
  if (input.last_day < input.first_day) {
    return AgreementFault{
        Refusal::dates_reversed,
        {"agreement " + input.supplier_code + " / " + input.item_code,
         inventory::to_string(input.first_day), inventory::to_string(input.last_day)}};
  }
  if (list_price && input.pack_price > *list_price) {
    return AgreementFault{Refusal::agreement_above_list_price,
                          {input.supplier_code, input.item_code, input.pack_price.to_string(),
                           list_price->to_string()}};
  }
  if (input.maximum_packs && input.min_order_packs > *input.maximum_packs) {
    return AgreementFault{Refusal::agreement_minimum_above_maximum,
                          {input.supplier_code, input.item_code, input.min_order_packs.to_string(),
                           input.maximum_packs->to_string()}};
  }
  return std::nullopt;
}

AgreementProgress progress_of(const inventory::Agreement& agreement,
                              const inventory::AgreementUse& use, inventory::Date today) {
  AgreementProgress progress;
  progress.days = (agreement.last_day - agreement.first_day).count() + 1;
  progress.elapsed_days =
      std::clamp<std::int64_t>((today - agreement.first_day).count() + 1, 0, progress.days);
  if (!agreement.committed_packs) return progress;
  const Quantity days(progress.days);
  const Quantity expected = *agreement.committed_packs * Quantity(progress.elapsed_days);
  progress.expected_packs = Quantity(rounded_half_up(expected, days));
  if (expected.is_zero()) return progress;
  constexpr Quantity hundred(100);
  progress.percent_ordered = rounded_half_up(use.ordered_packs * days * hundred, expected);
  progress.percent_received = rounded_half_up(use.received_packs * days * hundred, expected);
  progress.is_behind =
      use.received_packs * days * hundred < expected * Quantity(warned_below_percent);
  return progress;
}

}  // namespace wutong::procurement
