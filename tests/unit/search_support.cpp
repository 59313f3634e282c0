#include "tests/unit/search_support.h"

#include <map>

#include "procurement/app/generate/seed_table.h"

namespace wutong::test {

namespace {

procurement::CatalogueItem item_of(const app::SeedRow& row, std::size_t number) {
  const std::map<std::string, std::int64_t> uses{
      {"rare", 0}, {"low", 1}, {"medium", 2}, {"high", 3}, {"very_high", 4}};
  return {static_cast<std::int64_t>(number),
          row.text("code"),
          row.text("generic_name"),
          row.text("english_name"),
          row.text("trade_name"),
          row.text("manufacturer"),
          row.text("form"),
          row.text("strength"),
          row.text("kind"),
          uses.at(row.text("monthly_use"))};
}

std::vector<procurement::CatalogueItem> read_seed() {
  std::vector<procurement::CatalogueItem> items;
  for (const char* table : {"drugs", "consumables", "equipment"}) {
    for (const app::SeedRow& row :
         app::read_seed_table("sql/seed/" + std::string(table) + ".csv")) {
      items.push_back(item_of(row, items.size() + 1));
    }
  }
  return items;
}

}  // namespace

const std::vector<procurement::CatalogueItem>& seed_catalogue() {
  static const std::vector<procurement::CatalogueItem> items = read_seed();
  return items;
}

const procurement::CatalogueIndex& seed_index() {
  static const procurement::CatalogueIndex index(seed_catalogue());
  return index;
}

std::string described(const procurement::SearchHit& hit) {
  const auto& item = seed_catalogue().at(static_cast<std::size_t>(hit.item_id - 1));
  return item.code + " " + item.generic_name + " " + item.trade_name + " " + item.strength + " " +
         item.manufacturer;
}

std::vector<std::string> found(std::string_view typed, std::size_t limit) {
  std::vector<std::string> hits;
  for (const auto& hit : seed_index().search(typed, limit)) hits.push_back(described(hit));
  return hits;
}

}  // namespace wutong::test
