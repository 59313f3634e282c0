#include "procurement/catalogue/search/item_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace wutong::procurement {

using inventory::ItemVersion;

namespace {

constexpr std::chrono::seconds look_again_after{1};

/// Differs whenever an item came or got another version, and on another day, as versions are
/// planned ahead.
std::string state_of(inventory::Connection& connection, std::int64_t county_id,
                     inventory::Date as_of) {
  return inventory::to_string(as_of) + " " +
         connection
             .query_text(fmt::format("SELECT CONCAT(COUNT(*), ' ', COALESCE(SUM(version), 0))"
                                     " FROM item_version WHERE county_id = {}",
                                     county_id))
             .value_or("");
}

std::string audited_so_far(inventory::Connection& connection, std::int64_t county_id,
                           inventory::Date as_of) {
  return inventory::to_string(as_of) + " " +
         connection
             .query_text(
                 fmt::format("SELECT sequence FROM audit_head WHERE county_id = {}", county_id))
             .value_or("");
}

/// Also as a scanner or a person shortens them: the 13 digits of a GTIN of 14, an approval number
/// from its letter on.
std::vector<std::string> other_codes_of(const inventory::CatalogueItem& item) {
  const inventory::ItemDetail& detail = item.detail;
  const std::string& approval = item.record.approval_no;
  std::vector<std::string> codes{detail.gtin, detail.national_code, detail.insurance_product_code,
                                 approval};
  if (detail.gtin.size() == 14 && detail.gtin.front() == '0')
    codes.push_back(detail.gtin.substr(1));
  const std::size_t letter = approval.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (letter != std::string::npos && letter > 0) codes.push_back(approval.substr(letter));
  std::erase(codes, "");
  return codes;
}

CatalogueItem searchable(const ItemVersion& version) {
  const inventory::ItemRecord& record = version.item.record;
  return {version.item_id,
          record.code,
          record.generic_name,
          version.item.detail.generic_name_en,
          record.trade_name,
          record.manufacturer,
          record.form,
          record.strength,
          record.kind,
          0,
          other_codes_of(version.item)};
}

std::vector<ItemVersion> in_order(std::vector<ItemVersion> items,
                                  const std::vector<SearchHit>& hits) {
  std::unordered_map<std::int64_t, std::size_t> place;
  for (const SearchHit& hit : hits) place.emplace(hit.item_id, place.size());
  std::erase_if(items, [&](const ItemVersion& item) { return !place.contains(item.item_id); });
  std::sort(items.begin(), items.end(), [&](const ItemVersion& left, const ItemVersion& right) {
    return place.at(left.item_id) < place.at(right.item_id);
  });
  return items;
}

}  // namespace

void ItemSearch::rebuild(inventory::Connection& connection, inventory::Date as_of) {
  looked_at_ = Clock::now();
  // Every change of the catalogue is a command with its entry in the audit chain: while that does
  // not grow, and no day begins, the items need not be counted.
  std::string audited = audited_so_far(connection, county_id_, as_of);
  if (index_ && audited == looked_at_audit_) return;
  looked_at_audit_ = std::move(audited);
  std::string state = state_of(connection, county_id_, as_of);
  if (index_ && state == built_from_) return;
  std::vector<CatalogueItem> items;
  for (const ItemVersion& version : inventory::load_current_items(connection, county_id_, as_of)) {
    items.push_back(searchable(version));
  }
  index_ = std::make_shared<const CatalogueIndex>(items);
  built_from_ = std::move(state);
}

std::shared_ptr<const CatalogueIndex> ItemSearch::current_index(inventory::Connection& connection,
                                                                inventory::Date as_of) {
  const std::lock_guard lock(mutex_);
  if (!index_ || Clock::now() - looked_at_ > look_again_after) rebuild(connection, as_of);
  return index_;
}

std::vector<ItemVersion> ItemSearch::find(inventory::Connection& connection,
                                          const ItemQuery& query) {
  const auto index = current_index(connection, query.as_of);
  const auto hits = index->search(query.typed, query.limit, SearchFilter{std::string(query.kind)});
  std::vector<std::int64_t> ids;
  for (const SearchHit& hit : hits) ids.push_back(hit.item_id);
  return in_order(inventory::load_items_by_id(connection, county_id_, query.as_of, ids), hits);
}

}  // namespace wutong::procurement
