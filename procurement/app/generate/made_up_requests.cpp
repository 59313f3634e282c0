#include "procurement/app/generate/made_up_requests.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "procurement/app/generate/line_quotas.h"

namespace wutong::app {

using inventory::FacilityKind;
using inventory::RequestKind;

namespace {

/// By FacilityKind. The centre asks for nothing.
constexpr std::array<std::int64_t, 5> usual_lines{0, 640, 200, 43, 110};

/// Packs a month, by FacilityKind and the seed's monthly use (rare .. very high).
constexpr std::array<std::array<std::int64_t, 5>, 5> usual_packs{{
    {0, 0, 0, 0, 0},
    {6, 60, 260, 800, 2600},
    {1, 6, 22, 70, 190},
    {1, 2, 4, 8, 14},
    {1, 4, 10, 30, 60},
}};

constexpr std::int64_t emergencies_in_a_thousand = 30;

struct Asker {
  std::size_t facility;
  FacilityKind kind;
  std::string code;
  std::int64_t size_permille;
};

class RequestWriter {
 public:
  RequestWriter(const MadeUpCounty& county, const Formulary& formulary, CountyTable& table)
      : county_(county), formulary_(formulary), table_(table), units_(county.items.size()) {}

  void write_lines_of(const Asker& asker, std::int64_t lines);
  std::vector<std::int64_t> take_units() { return std::move(units_); }

 private:
  void write_kind(const Asker& asker, RequestKind kind, std::int64_t lines);
  std::int64_t packs_of(const Asker& asker, std::uint32_t item, SeededRandom& random) const;
  std::int64_t quantity_of(const Asker& asker, std::uint32_t item, RequestKind kind,
                           SeededRandom& random) const;

  const MadeUpCounty& county_;
  const Formulary& formulary_;
  CountyTable& table_;
  std::vector<std::int64_t> units_;
};

void RequestWriter::write_lines_of(const Asker& asker, std::int64_t lines) {
  SeededRandom random = county_.random(Purpose::emergency_count, asker.facility);
  // Thirty in a thousand on average, also for villages with fewer than 33 lines.
  const std::int64_t usual = (lines * emergencies_in_a_thousand + random.below(1000)) / 1000;
  const std::int64_t beyond_items = lines - static_cast<std::int64_t>(county_.items.size());
  const std::int64_t emergencies = std::max(usual, beyond_items);
  write_kind(asker, RequestKind::regular, lines - emergencies);
  write_kind(asker, RequestKind::emergency, emergencies);
}

void RequestWriter::write_kind(const Asker& asker, RequestKind kind, std::int64_t lines) {
  const bool is_regular = kind == RequestKind::regular;
  const Purpose purpose = is_regular ? Purpose::regular_requests : Purpose::emergency_requests;
  SeededRandom random = county_.random(purpose, asker.facility);
  for (const std::uint32_t item :
       formulary_.choose(asker.kind, static_cast<std::size_t>(lines), random)) {
    const std::int64_t quantity = quantity_of(asker, item, kind, random);
    const std::int64_t days_ago = is_regular ? random.between(3, 20) : random.between(0, 6);
    units_[item] += quantity;
    table_.row({asker.code, county_.items.code_of(item), std::to_string(quantity),
                inventory::to_string(kind),
                inventory::to_string(made_up_today - std::chrono::days{days_ago})});
  }
}

std::int64_t RequestWriter::packs_of(const Asker& asker, std::uint32_t item,
                                     SeededRandom& random) const {
  const SeedItem& seed = county_.items.seed_of(item);
  if (seed.record.kind == "equipment") {
    return 1;
  }
  const std::int64_t usual = usual_packs[static_cast<std::size_t>(asker.kind)][seed.monthly_use];
  return std::max<std::int64_t>(
      1, usual * asker.size_permille / 1000 * random.between(500, 1500) / 1000);
}

std::int64_t RequestWriter::quantity_of(const Asker& asker, std::uint32_t item, RequestKind kind,
                                        SeededRandom& random) const {
  std::int64_t packs = packs_of(asker, item, random);
  if (kind == RequestKind::emergency) {
    packs = std::max<std::int64_t>(1, packs / 5);
  }
  const std::int64_t pack_size = county_.items.pack_size_of(item);
  // One line in twelve asks for what was counted as missing, not for whole packs.
  const bool is_counted = pack_size > 1 && random.happens(83);
  return packs * pack_size - (is_counted ? random.below(pack_size) : 0);
}

std::int64_t size_permille_of(const MadeUpCounty& county, std::size_t facility) {
  SeededRandom random = county.random(Purpose::facility_size, facility);
  // One hospital in three leads its county.
  const bool leads = county.facilities.kind_of(facility) == FacilityKind::hospital &&
                     county.facilities.number_in_kind(facility) % 3 == 0;
  return leads ? random.between(1500, 1900) : random.between(650, 1350);
}

std::int64_t line_weight_of(const MadeUpCounty& county, std::size_t facility,
                            std::int64_t size_permille) {
  const FacilityKind kind = county.facilities.kind_of(facility);
  const std::int64_t usual = usual_lines[static_cast<std::size_t>(kind)];
  if (kind == FacilityKind::village || kind == FacilityKind::drugstore) {
    return usual * county.random(Purpose::line_quota, facility).between(600, 1700);
  }
  // A larger house asks for more of each item, and for a few more items.
  return usual * (2000 + size_permille) / 3;
}

}  // namespace

std::vector<std::int64_t> write_requests(const MadeUpCounty& county, const Formulary& formulary,
                                         std::int64_t lines, CountyTable& table) {
  std::vector<std::int64_t> sizes(county.facilities.size());
  std::vector<std::int64_t> weights(county.facilities.size());
  for (std::size_t facility = 0; facility < sizes.size(); ++facility) {
    sizes[facility] = size_permille_of(county, facility);
    weights[facility] = line_weight_of(county, facility, sizes[facility]);
  }
  const auto most = 2 * static_cast<std::int64_t>(county.items.size());
  const std::vector<std::int64_t> quotas = line_quotas(lines, weights, most);
  RequestWriter writer(county, formulary, table);
  for (std::size_t facility = 0; facility < quotas.size(); ++facility) {
    if (quotas[facility] > 0) {
      writer.write_lines_of({facility, county.facilities.kind_of(facility),
                             county.facilities.code_of(facility), sizes[facility]},
                            quotas[facility]);
    }
  }
  return writer.take_units();
}

}  // namespace wutong::app
