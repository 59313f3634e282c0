#include "procurement/catalogue/change_item.h"

#include <array>
#include <utility>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/codes/gtin.h"
#include "procurement/codes/product_code.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::CatalogueItem;
using inventory::Date;
using inventory::ItemVersion;

namespace {

constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_code = 64;

/// VARCHAR counts characters, not bytes.
std::size_t characters_in(std::string_view text) {
  std::size_t characters = 0;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++characters;
  }
  return characters;
}

void require_short(const CatalogueItem& item, std::string_view field, const std::string& text,
                   std::size_t longest) {
  if (characters_in(text) > longest) {
    throw Refused(Refusal::item_value_not_allowed, {item.record.code, std::string(field), text});
  }
}

void check_texts(const CatalogueItem& item) {
  const inventory::ItemRecord& r = item.record;
  const inventory::ItemDetail& d = item.detail;
  using Field = std::pair<std::string_view, const std::string&>;
  for (const auto& [field, text] :
       std::initializer_list<Field>{{"generic_name", r.generic_name},
                                    {"trade_name", r.trade_name},
                                    {"form", r.form},
                                    {"strength", r.strength},
                                    {"base_unit", r.base_unit},
                                    {"manufacturer", r.manufacturer},
                                    {"kind", r.kind},
                                    {"storage", r.storage},
                                    {"substitution_group", r.substitution_group},
                                    {"approval_no", r.approval_no},
                                    {"generic_name_en", d.generic_name_en},
                                    {"licence_holder", d.licence_holder}}) {
    require_short(item, field, text, longest_text);
  }
  for (const auto& [field, text] :
       std::initializer_list<Field>{{"code", r.code},
                                    {"national_code", d.national_code},
                                    {"insurance_product_code", d.insurance_product_code},
                                    {"vbp_batch", d.vbp_batch},
                                    {"controlled_class", d.controlled_class},
                                    {"antibiotic_level", d.antibiotic_level},
                                    {"route", d.route},
                                    {"form_family", d.form_family},
                                    {"price_ratio_group", d.price_ratio_group}}) {
    require_short(item, field, text, longest_code);
  }
  require_short(item, "gtin", d.gtin, 14);
}

/// Codes that others read too are good ones, or none.
template <typename Parts>
void require_good_code(const CatalogueItem& item, std::string_view field, const std::string& text,
                       codes::Judged<Parts> (*parse)(std::string_view)) {
  if (text.empty()) return;
  const auto judged = parse(text);
  if (judged.good()) return;
  throw Refused(Refusal::item_code_malformed,
                {item.record.code, std::string(field), text, codes::sentence_zh(judged.fault()),
                 codes::sentence_en(judged.fault())});
}

}  // namespace

void check_item_values(const CatalogueItem& item) {
  const auto refuse = [&](const char* field, std::string value) {
    throw Refused(Refusal::item_value_not_allowed, {item.record.code, field, std::move(value)});
  };
  check_texts(item);
  if (item.record.code.empty()) refuse("code", "");
  if (item.record.base_unit.empty()) refuse("base_unit", "");
  if (item.record.pack_size.units() < 1) {
    refuse("pack_size", std::to_string(item.record.pack_size.units()));
  }
  require_good_code(item, "gtin", item.detail.gtin, &codes::parse_gtin);
  // Other kinds have codes of other makes, or none.
  const std::string& kind = item.record.kind;
  if (kind == "western" || kind == "patent" || kind == "consumable") {
    require_good_code(item, "national_code", item.detail.national_code, &codes::parse_product_code);
  }
  const auto months = item.detail.shelf_life_months;
  if (months && (*months < 1 || *months > 1200)) {
    refuse("shelf_life_months", std::to_string(*months));
  }
  if (item.detail.ratio_representative && item.detail.price_ratio_group.empty()) {
    refuse("price_ratio_group", "");
  }
}

void check_item_change(const ItemChange& change, std::int64_t last_version, Date today) {
  const std::string& code = change.item.record.code;
  if (change.expected_version != last_version) {
    throw Refused(Refusal::item_version_outdated,
                  {code, std::to_string(change.expected_version), std::to_string(last_version)});
  }
  if (change.effective_from < today) {
    throw Refused(Refusal::item_day_past,
                  {code, inventory::to_string(change.effective_from), inventory::to_string(today)});
  }
  check_item_values(change.item);
}

std::string register_item(inventory::Connection& connection, std::int64_t county_id,
                          const CatalogueItem& item, Date today) {
  check_item_values(item);
  const std::string& code = item.record.code;
  check_code({"item", "code"}, code);
  inventory::lock_county(connection, county_id);
  inventory::lock_items(connection, county_id, {code});
  if (!inventory::list_item_versions(connection, county_id, code).empty()) {
    throw Refused(Refusal::item_already_registered, {code});
  }
  const std::int64_t item_id = inventory::IdentifierSource::shared().next();
  inventory::save_item_versions(connection, county_id, today, {{item_id, 1, 1, today, item}});
  return inventory::answer_of({{"version", 1}});
}

std::string change_item(inventory::Connection& connection, std::int64_t county_id,
                        const ItemChange& change, Date today) {
  const std::string& code = change.item.record.code;
  inventory::lock_county(connection, county_id);
  inventory::lock_items(connection, county_id, {code});
  const auto versions = inventory::list_item_versions(connection, county_id, code);
  if (versions.empty()) throw Refused(Refusal::item_unknown, {code});
  const ItemVersion& last = versions.back();
  check_item_change(change, last.version, today);
  const std::int64_t next = last.version + 1;
  const ItemVersion version{last.item_id, next, next, change.effective_from, change.item};
  check_entries_to_come(version,
                        inventory::load_formulary_entries(connection, county_id, {last.item_id}));
  inventory::save_item_versions(connection, county_id, today, {version});
  return inventory::answer_of({{"version", next}});
}

}  // namespace wutong::procurement
