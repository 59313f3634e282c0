#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "procurement/catalogue/search/catalogue_index.h"
#include "procurement/catalogue/search/code_table.h"
#include "procurement/catalogue/search/text_table.h"

namespace wutong::procurement::search {

/// The items in the order in which equals are shown: most used first, then by code. An item is its
/// place in this order.
class ItemTable {
 public:
  using Item = std::uint32_t;
  static constexpr std::size_t text_fields = 6;
  using Texts = std::array<TextTable::Id, text_fields>;

  /// Fills `texts` too.
  ItemTable(const std::vector<CatalogueItem>& items, TextTable& texts);

  std::size_t size() const { return item_ids_.size(); }
  std::int64_t item_id(Item item) const { return item_ids_[item]; }
  const Texts& texts(Item item) const { return texts_[item]; }
  std::span<const Item> items_with(TextTable::Id text) const;
  const CodeTable& codes() const { return codes_; }
  /// GTIN, national code, approval number and the like.
  const CodeTable& other_codes() const { return other_codes_; }

  /// The number of a kind, for is_of_kind(); no item is of a kind that none has.
  std::uint16_t kind_number(const std::string& kind) const;
  bool is_of_kind(Item item, std::uint16_t kind) const { return kinds_[item] == kind; }

 private:
  using Order = std::vector<std::uint32_t>;
  ItemTable(const std::vector<CatalogueItem>& items, TextTable& texts, const Order& order);
  void list_items_by_text(std::size_t texts);

  std::vector<std::int64_t> item_ids_;
  std::vector<Texts> texts_;
  std::vector<std::uint32_t> ends_by_text_;  ///< in items_by_text_
  std::vector<Item> items_by_text_;
  std::vector<std::string> kind_names_;
  std::vector<std::uint16_t> kinds_;
  CodeTable codes_;
  CodeTable other_codes_;
};

}  // namespace wutong::procurement::search
