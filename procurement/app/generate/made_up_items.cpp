#include "procurement/app/generate/made_up_items.h"

#include <algorithm>
#include <stdexcept>

namespace wutong::app {
namespace {

constexpr std::int64_t fen_micros = 10'000;

/// What a product is, its maker and pack apart.
std::string family_of(const inventory::ItemRecord& item) {
  return item.generic_name + '|' + item.form + '|' + item.strength;
}

std::string product_of(const inventory::ItemRecord& item, std::int64_t pack_size,
                       std::string_view manufacturer) {
  return family_of(item) + '|' + std::to_string(pack_size) + '|' + std::string(manufacturer);
}

}  // namespace

MadeUpItems::MadeUpItems(const SeedData& seeds, std::int64_t count) : seeds_(seeds.items) {
  list_manufacturers();
  const auto wanted = static_cast<std::size_t>(count);
  const std::size_t from_seeds = std::min(wanted, seeds_.size());
  choices_.reserve(wanted);
  for (std::size_t item = 0; item < from_seeds; ++item) {
    choices_.push_back({static_cast<std::uint32_t>(item * seeds_.size() / from_seeds), 0});
  }
  add_variants(wanted);
}

void MadeUpItems::list_manufacturers() {
  for (const SeedItem& seed : seeds_) {
    auto& makers = manufacturers_[seed.record.kind];
    auto found = std::find(makers.begin(), makers.end(), seed.record.manufacturer);
    if (found == makers.end()) {
      found = makers.insert(makers.end(), seed.record.manufacturer);
    }
    home_.push_back(static_cast<std::size_t>(found - makers.begin()));
  }
}

/// Several seeds of one family would have the same variants: only the first has any. A variant that
/// is another seed is passed over.
void MadeUpItems::add_variants(std::size_t count) {
  std::unordered_set<std::string> families;
  std::unordered_set<std::string> products;
  std::vector<std::uint32_t> heads;
  for (std::uint32_t seed = 0; seed < seeds_.size() && choices_.size() < count; ++seed) {
    const inventory::ItemRecord& item = seeds_[seed].record;
    products.insert(product_of(item, item.pack_size.units(), item.manufacturer));
    if (families.insert(family_of(item)).second) {
      heads.push_back(seed);
    }
  }
  for (std::uint32_t variant = 1; choices_.size() < count; ++variant) {
    for (std::size_t head = 0; head < heads.size() && choices_.size() < count; ++head) {
      const Choice choice{heads[head], variant};
      const inventory::ItemRecord& item = seeds_[choice.seed].record;
      if (!products.contains(product_of(item, pack_size_of(choice), manufacturer_of(choice)))) {
        choices_.push_back(choice);
      }
    }
  }
}

std::int64_t MadeUpItems::pack_multiple_of(Choice choice) const {
  const std::size_t makers = manufacturers_.at(seeds_[choice.seed].record.kind).size();
  return 1 + static_cast<std::int64_t>(choice.variant / makers);
}

std::string_view MadeUpItems::manufacturer_of(Choice choice) const {
  const auto& makers = manufacturers_.at(seeds_[choice.seed].record.kind);
  return makers[(home_[choice.seed] + choice.variant) % makers.size()];
}

std::int64_t MadeUpItems::pack_size_of(Choice choice) const {
  return seeds_[choice.seed].record.pack_size.units() * pack_multiple_of(choice);
}

std::int64_t MadeUpItems::pack_size_of(std::size_t item) const {
  return pack_size_of(choices_[item]);
}

std::string MadeUpItems::code_of(std::size_t item) const {
  const Choice choice = choices_[item];
  const std::string& code = seeds_[choice.seed].record.code;
  return choice.variant == 0 ? code : code + '-' + std::to_string(choice.variant);
}

pricing::UnitPrice MadeUpItems::list_price_of(std::size_t item) const {
  const Choice choice = choices_[item];
  const pricing::UnitPrice seed_price = *seeds_[choice.seed].record.list_price;
  if (choice.variant == 0) {
    return seed_price;
  }
  // Other makers ask 90.0 to 108.0 per cent; the same ones in every county, whatever its seed.
  const std::int64_t spread = std::int64_t{61} * choice.variant + std::int64_t{17} * choice.seed;
  const std::int64_t permille = 900 + spread % 181;
  const std::int64_t micros = seed_price.micros() * pack_multiple_of(choice) * permille / 1000;
  return pricing::UnitPrice::of_micros(std::max(micros / fen_micros, std::int64_t{1}) * fen_micros,
                                       2);
}

inventory::ItemRecord MadeUpItems::record_of(std::size_t item) const {
  const Choice choice = choices_[item];
  inventory::ItemRecord record = seeds_[choice.seed].record;
  if (choice.variant > 0) {
    record.code = code_of(item);
    record.trade_name.clear();
    record.approval_no.clear();  // a number belongs to one maker's product
    record.manufacturer = manufacturer_of(choice);
    record.pack_size = pricing::Quantity(pack_size_of(choice));
    record.list_price = list_price_of(item);
  }
  return record;
}

}  // namespace wutong::app
