#include "procurement/distribution/fair_shares.h"

#include <algorithm>

#include "pricing/apportion.h"

namespace wutong::procurement {

using inventory::FacilityQuantity;
using inventory::RequestKind;
using pricing::Quantity;

namespace {

/// Serves one class of requests; answers how much it took.
Quantity serve(Quantity available, std::span<const FacilityQuantity> requests,
               std::vector<Quantity>& shares) {
  Quantity asked;
  std::vector<std::int64_t> weights;
  for (const FacilityQuantity& request : requests) {
    asked += request.quantity;
    weights.push_back(request.quantity.units());
  }
  const Quantity given = std::min(available, asked);
  for (const std::int64_t share : pricing::apportion(given.units(), weights)) {
    shares.push_back(Quantity(share));
  }
  return given;
}

}  // namespace

std::vector<Quantity> fair_shares(Quantity available, std::span<const FacilityQuantity> requests) {
  const auto first_regular = std::find_if(
      requests.begin(), requests.end(),
      [](const FacilityQuantity& request) { return request.kind == RequestKind::regular; });
  const auto emergencies = static_cast<std::size_t>(first_regular - requests.begin());
  std::vector<Quantity> shares;
  shares.reserve(requests.size());
  available -= serve(available, requests.first(emergencies), shares);
  serve(available, requests.subspan(emergencies), shares);
  return shares;
}

}  // namespace wutong::procurement
