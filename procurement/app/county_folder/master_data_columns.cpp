#include "procurement/app/county_folder/master_data_columns.h"

namespace wutong::app {

using inventory::FacilityKind;
using inventory::ItemRecord;
using inventory::SupplierRecord;
using procurement::Refusal;

std::vector<Column> columns_of(FacilityDraft& draft) {
  return {
      {"code", Presence::filled, code_into(draft.record.code), "机构代码"},
      {"name", Presence::filled, text_into(draft.record.name), "机构名称"},
      {"kind", Presence::filled,
       named_into(draft.kind, inventory::parse_facility_kind,
                  "centre, hospital, township, village, drugstore"),
       "机构类型"},
      {"parent_code", Presence::may_be_empty, code_into(draft.record.parent_code), "上级机构代码"},
  };
}

std::vector<Column> columns_of(SupplierRecord& supplier) {
  return {
      {"code", Presence::filled, code_into(supplier.code), "供应商代码"},
      {"name", Presence::filled, text_into(supplier.name), "供应商名称"},
      {"licence_no", Presence::optional, text_into(supplier.licence_no), "许可证号"},
      {"licence_expires_on", Presence::optional, date_into(supplier.licence_expires_on),
       "许可证有效期"},
      {"order_fee", Presence::optional, amount_into(supplier.order_fee), "每单费用"},
      {"minimum_order_amount", Presence::optional, amount_into(supplier.minimum_order_amount),
       "最低订单金额"},
  };
}

std::vector<Column> columns_of(ItemRecord& item) {
  return {
      {"code", Presence::filled, code_into(item.code), "品种代码"},
      {"generic_name", Presence::filled, text_into(item.generic_name), "通用名"},
      {"trade_name", Presence::may_be_empty, text_into(item.trade_name), "商品名"},
      {"form", Presence::may_be_empty, text_into(item.form), "剂型"},
      {"strength", Presence::may_be_empty, text_into(item.strength), "规格"},
      {"base_unit", Presence::filled, text_into(item.base_unit), "最小单位"},
      {"pack_size", Presence::filled, quantity_into(item.pack_size, pack_sizes), "包装数量"},
      {"manufacturer", Presence::may_be_empty, text_into(item.manufacturer), "生产企业"},
      {"kind", Presence::may_be_empty, text_into(item.kind), "类别"},
      {"storage", Presence::may_be_empty, text_into(item.storage), "储存条件"},
      {"vat_rate", Presence::filled, vat_rate_into(item.vat_rate), "增值税率"},
      {"substitution_group", Presence::optional, text_into(item.substitution_group), "替代组"},
      {"approval_no", Presence::optional, text_into(item.approval_no), "批准文号"},
      {"list_price", Presence::optional, price_into(item.list_price, known_prices), "挂网价"},
  };
}

void judge_own_parent(TableRow& row, const FacilityDraft& draft) {
  const std::optional<FacilityKind>& kind = draft.kind;
  const std::string& parent_code = draft.record.parent_code;
  if (row.is_damaged() || !kind) {
    return;
  }
  if (*kind == FacilityKind::centre && !parent_code.empty()) {
    row.report("parent_code", Refusal::unknown_value, parent_code, "\"\" (centre)");
  }
  if (*kind != FacilityKind::centre && row.is_blank("parent_code")) {
    row.report("parent_code", Refusal::missing_value);
  }
}

std::optional<std::uint32_t> define_code(CodeIndex& codes, TableRow& row, std::string_view code) {
  if (code.empty()) {
    return std::nullopt;
  }
  const std::uint32_t position = codes.add(code);
  if (codes.define(position)) {
    return position;
  }
  if (!row.is_damaged()) {
    row.report("code", Refusal::duplicate_key, code);
  }
  return std::nullopt;
}

}  // namespace wutong::app
