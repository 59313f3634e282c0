#pragma once

#include <string>
#include <string_view>

#include "inventory/records/catalogue_item.h"

namespace wutong::inventory {

/// A field of ItemDetail, as interface, files and people call it.
template <typename Value>
struct ItemDetailField {
  const char* name;
  std::string_view title_zh;
  Value ItemDetail::*member;
};

constexpr ItemDetailField<std::string> item_detail_texts[] = {
    {"generic_name_en", "英文通用名", &ItemDetail::generic_name_en},
    {"licence_holder", "上市许可持有人", &ItemDetail::licence_holder},
    {"national_code", "国家编码", &ItemDetail::national_code},
    {"insurance_product_code", "医保产品编码", &ItemDetail::insurance_product_code},
    {"gtin", "商品条码", &ItemDetail::gtin},
    {"vbp_batch", "集采批次", &ItemDetail::vbp_batch},
    {"controlled_class", "特殊管理类别", &ItemDetail::controlled_class},
    {"antibiotic_level", "抗菌药物分级", &ItemDetail::antibiotic_level},
    {"route", "给药途径", &ItemDetail::route},
    {"form_family", "剂型大类", &ItemDetail::form_family},
    {"price_ratio_group", "差比价组", &ItemDetail::price_ratio_group},
};
constexpr ItemDetailField<bool> item_detail_flags[] = {
    {"essential_medicine", "基本药物", &ItemDetail::essential_medicine},
    {"trace_coded", "有追溯码", &ItemDetail::trace_coded},
    {"ratio_representative", "差比价代表品", &ItemDetail::ratio_representative},
    {"primary_level_only", "仅限基层", &ItemDetail::primary_level_only},
};

}  // namespace wutong::inventory
