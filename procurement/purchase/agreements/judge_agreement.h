#pragma once

#include <optional>
#include <string>
#include <vector>

#include "procurement/purchase/agreements/make_agreements.h"

namespace wutong::procurement {

struct AgreementFault {
  Refusal refusal{};
  std::vector<std::string> figures;
};

/// Pure: what contract rule 1 refuses of bids is refused of agreements, and days the wrong way
/// round. A suspended or unlicensed supplier may have agreements: that is judged when ordering.
std::optional<AgreementFault> judge_agreement(const AgreementInput& input,
                                              const std::optional<pricing::UnitPrice>& list_price);

/// Pure: how far an agreement has come. `percent_*` of the commitment, rounded half up; nothing
/// without one.
struct AgreementProgress {
  pricing::Quantity expected_packs;  ///< commitment x elapsed days / days, rounded half up
  std::int64_t elapsed_days{};       ///< of `days`, the day itself among them
  std::int64_t days{};
  std::optional<std::int64_t> percent_ordered;  ///< of what is expected by the day
  std::optional<std::int64_t> percent_received;
  bool is_behind = false;  ///< received less than 80 per cent of what is expected
};
AgreementProgress progress_of(const inventory::Agreement& agreement,
                              const inventory::AgreementUse& use, inventory::Date today);

}  // namespace wutong::procurement
