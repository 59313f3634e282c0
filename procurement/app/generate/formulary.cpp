#include "procurement/app/generate/formulary.h"

#include <algorithm>
#include <utility>

namespace wutong::app {

using inventory::FacilityKind;

namespace {

bool is_durable(const std::string& kind) {
  return kind == "equipment" || kind == "device";
}

bool suits_drugstore(const SeedItem& seed) {
  const std::string& form = seed.record.form;
  return seed.tier != Tier::county &&
         (seed.record.kind == "western" || seed.record.kind == "patent") &&
         form.find("注射") == std::string::npos;
}

}  // namespace

Formulary::Formulary(const MadeUpItems& items) : items_(items) {
  for (std::uint32_t item = 0; item < items.size(); ++item) {
    const SeedItem& seed = items.seed_of(item);
    const auto add_to = [&](Range range) {
      ranges_[static_cast<std::size_t>(range)].push_back(item);
    };
    add_to(Range::all);
    if (seed.tier == Tier::village) {
      add_to(Range::village);
    }
    if (seed.tier != Tier::county) {
      add_to(Range::township);
    }
    if (suits_drugstore(seed)) {
      add_to(Range::drugstore);
    }
  }
}

Formulary::Range Formulary::range_of(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::village:
      return Range::village;
    case FacilityKind::township:
      return Range::township;
    case FacilityKind::drugstore:
      return Range::drugstore;
    case FacilityKind::centre:
    case FacilityKind::hospital:
      break;
  }
  return Range::all;
}

/// Lowest first. Use counts for little against chance, so that no two villages ask for the same.
/// Equipment comes after everything else that the facility keeps, unless this is its month.
std::int64_t Formulary::rank_of(std::uint32_t item, Range own, SeededRandom& random) const {
  constexpr std::int64_t weight_of_use = 180;
  constexpr std::int64_t far_down = 10'000;
  const SeedItem& seed = items_.seed_of(item);
  std::int64_t rank =
      random.below(1000) - weight_of_use * static_cast<std::int64_t>(seed.monthly_use);
  if (is_durable(seed.record.kind)) {
    rank += random.happens(15) ? -far_down : far_down;
  }
  const bool is_beyond = (own == Range::village && seed.tier != Tier::village) ||
                         (own == Range::township && seed.tier == Tier::county) ||
                         (own == Range::drugstore && !suits_drugstore(seed));
  if (is_beyond) {
    rank += 2 * far_down * (1 + static_cast<std::int64_t>(seed.tier));
  }
  return rank;
}

std::vector<std::uint32_t> Formulary::choose(FacilityKind kind, std::size_t count,
                                             SeededRandom& random) const {
  const Range own = range_of(kind);
  const auto& own_items = ranges_[static_cast<std::size_t>(own)];
  const auto& candidates =
      count <= own_items.size() ? own_items : ranges_[static_cast<std::size_t>(Range::all)];
  std::vector<std::pair<std::int64_t, std::uint32_t>> ranked;
  ranked.reserve(candidates.size());
  for (const std::uint32_t item : candidates) {
    ranked.emplace_back(rank_of(item, own, random), item);
  }
  // Ranks and items together are all different: which are the first `count` leaves no choice to the
  // library.
  const auto chosen_count = static_cast<std::ptrdiff_t>(std::min(count, ranked.size()));
  std::nth_element(ranked.begin(), ranked.begin() + chosen_count, ranked.end());
  std::vector<std::uint32_t> chosen;
  for (auto entry = ranked.begin(); entry != ranked.begin() + chosen_count; ++entry) {
    chosen.push_back(entry->second);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace wutong::app
