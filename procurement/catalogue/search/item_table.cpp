#include "procurement/catalogue/search/item_table.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace wutong::procurement::search {

namespace {

std::vector<std::uint32_t> order_of(const std::vector<CatalogueItem>& items) {
  std::vector<std::uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(items[b].use_count, items[a].code, items[a].item_id) <
           std::tie(items[a].use_count, items[b].code, items[b].item_id);
  });
  return order;
}

CodeTable codes_in(const std::vector<CatalogueItem>& items,
                   const std::vector<std::uint32_t>& order) {
  std::vector<CodeTable::CodeOfItem> codes;
  codes.reserve(order.size());
  for (std::uint32_t item = 0; item < order.size(); ++item) {
    codes.push_back({items[order[item]].code, item});
  }
  return {codes, order.size()};
}

CodeTable other_codes_in(const std::vector<CatalogueItem>& items,
                         const std::vector<std::uint32_t>& order) {
  std::vector<CodeTable::CodeOfItem> codes;
  for (std::uint32_t item = 0; item < order.size(); ++item) {
    for (const std::string& code : items[order[item]].other_codes) codes.push_back({code, item});
  }
  return {codes, order.size()};
}

ItemTable::Texts texts_of(const CatalogueItem& item, TextTable& texts) {
  return {texts.id_of(MatchField::generic_name, item.generic_name),
          texts.id_of(MatchField::trade_name, item.trade_name),
          texts.id_of(MatchField::generic_name_en, item.generic_name_en),
          texts.id_of(MatchField::manufacturer, item.manufacturer),
          texts.id_of(MatchField::strength, item.strength),
          texts.id_of(MatchField::form, item.form)};
}

constexpr std::uint16_t unknown_kind = std::numeric_limits<std::uint16_t>::max();

}  // namespace

ItemTable::ItemTable(const std::vector<CatalogueItem>& items, TextTable& texts)
    : ItemTable(items, texts, order_of(items)) {}

ItemTable::ItemTable(const std::vector<CatalogueItem>& items, TextTable& texts, const Order& order)
    : codes_(codes_in(items, order)), other_codes_(other_codes_in(items, order)) {
  for (const CatalogueItem& item : items) kind_names_.push_back(item.kind);
  std::sort(kind_names_.begin(), kind_names_.end());
  kind_names_.erase(std::unique(kind_names_.begin(), kind_names_.end()), kind_names_.end());
  item_ids_.reserve(order.size());
  texts_.reserve(order.size());
  kinds_.reserve(order.size());
  for (const std::uint32_t position : order) {
    const CatalogueItem& item = items[position];
    item_ids_.push_back(item.item_id);
    texts_.push_back(texts_of(item, texts));
    kinds_.push_back(kind_number(item.kind));
  }
  list_items_by_text(texts.size());
}

/// Counting first, so that every list has its place in one vector.
void ItemTable::list_items_by_text(std::size_t texts) {
  std::vector<std::uint32_t> next(texts + 1);
  for (const Texts& of_item : texts_) {
    for (const TextTable::Id text : of_item) ++next[text + 1];
  }
  next[TextTable::no_text + 1] = 0;
  std::partial_sum(next.begin(), next.end(), next.begin());
  items_by_text_.resize(next.back());
  for (Item item = 0; item < texts_.size(); ++item) {
    for (const TextTable::Id text : texts_[item]) {
      if (text != TextTable::no_text) items_by_text_[next[text]++] = item;
    }
  }
  next.pop_back();
  ends_by_text_ = std::move(next);
}

std::span<const ItemTable::Item> ItemTable::items_with(TextTable::Id text) const {
  const std::uint32_t begin = text == 0 ? 0 : ends_by_text_[text - 1];
  return std::span(items_by_text_).subspan(begin, ends_by_text_[text] - begin);
}

std::uint16_t ItemTable::kind_number(const std::string& kind) const {
  const auto found = std::lower_bound(kind_names_.begin(), kind_names_.end(), kind);
  if (found == kind_names_.end() || *found != kind) return unknown_kind;
  return static_cast<std::uint16_t>(found - kind_names_.begin());
}

}  // namespace wutong::procurement::search
