#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "procurement/app/generate/seed_data.h"

namespace wutong::app {

/// The catalogue of a made-up county. Fewer items than seeds: an even choice of the seeds, so that
/// all classes stay. More: all seeds, then variants of them by other manufacturers of the same kind
/// of item, then multiples of the pack as well. No two items have the same generic name, form,
/// strength, pack and manufacturer.
class MadeUpItems {
 public:
  MadeUpItems(const SeedData& seeds, std::int64_t count);

  std::size_t size() const { return choices_.size(); }
  /// What the item was made from: its tier and use.
  const SeedItem& seed_of(std::size_t item) const { return seeds_[choices_[item].seed]; }
  inventory::ItemRecord record_of(std::size_t item) const;
  std::string code_of(std::size_t item) const;
  std::int64_t pack_size_of(std::size_t item) const;
  pricing::UnitPrice list_price_of(std::size_t item) const;

 private:
  /// Eight bytes an item: its texts are put together when asked for.
  struct Choice {
    std::uint32_t seed;
    std::uint32_t variant;  ///< 0: the seed itself
  };

  void list_manufacturers();
  void add_variants(std::size_t count);
  std::int64_t pack_multiple_of(Choice choice) const;
  std::string_view manufacturer_of(Choice choice) const;
  std::int64_t pack_size_of(Choice choice) const;

  const std::vector<SeedItem>& seeds_;
  std::vector<Choice> choices_;
  std::unordered_map<std::string, std::vector<std::string_view>> manufacturers_;  // by item kind
  std::vector<std::size_t> home_;  // by seed: where its manufacturer stands in that list
};

}  // namespace wutong::app
