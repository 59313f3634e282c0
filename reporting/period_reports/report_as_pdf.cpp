#include "reporting/period_reports/report_as_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "reporting/print/print_pdf.h"

namespace wutong::reporting {

namespace {

struct Words {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array titles{
    Words{"awards", "中选结果", "Awards"},
    Words{"purchase_orders", "采购订单", "Purchase orders"},
    Words{"receipts", "收货明细", "Receipts"},
    Words{"shipments", "配送明细", "Shipments"},
    Words{"shortages", "缺货", "Shortages"},
    Words{"refused", "拒收与拒报", "Refused rows"},
    Words{"supplier_statements", "供应商对账单", "Supplier statements"},
    Words{"member_statements", "成员单位对账单", "Member statements"},
    Words{"stock", "库存", "Stock"},
    Words{"journal", "记账凭证", "Journal"},
    Words{"requisitions", "请领单", "Requisitions"},
    Words{"deliveries", "到货与验收", "Deliveries and inspection"},
    Words{"nonconformances", "不合格记录", "Nonconformances"},
    Words{"returns", "退货", "Returns to suppliers"},
    Words{"budgets", "预算执行", "Budgets"},
};

constexpr std::array headings{
    Words{"accepted", "验收合格", "Accepted"},
    Words{"account", "科目", "Account"},
    Words{"amount", "金额（元）", "Amount (CNY)"},
    Words{"approved", "批准数量", "Approved"},
    Words{"budget_code", "预算", "Budget"},
    Words{"committed", "已占用", "Committed"},
    Words{"consumed", "已执行", "Consumed"},
    Words{"credit", "贷方", "Credit"},
    Words{"debit", "借方", "Debit"},
    Words{"delivery_no", "到货单", "Delivery"},
    Words{"detail", "说明", "Detail"},
    Words{"entry_no", "凭证号", "Entry"},
    Words{"expires_on", "有效期至", "Expires on"},
    Words{"facility_code", "机构", "Facility"},
    Words{"file", "文件", "File"},
    Words{"first_period", "起始期间", "First period"},
    Words{"item_code", "品种", "Item"},
    Words{"item_kind", "类别", "Kind of item"},
    Words{"kind", "类型", "Kind"},
    Words{"last_period", "截止期间", "Last period"},
    Words{"lot", "批号", "Lot"},
    Words{"measure", "计量", "Measure"},
    Words{"net_amount", "不含税金额", "Net (CNY)"},
    Words{"nonconformance_no", "不合格单", "Nonconformance"},
    Words{"order_no", "订单", "Order"},
    Words{"pack_price", "包装价", "Pack price"},
    Words{"packs", "包装数", "Packs"},
    Words{"party", "往来单位", "Party"},
    Words{"period", "期间", "Period"},
    Words{"quantity", "数量", "Quantity"},
    Words{"reason", "原因", "Reason"},
    Words{"received_amount", "收货金额", "Received (CNY)"},
    Words{"received_on", "到货日期", "Received on"},
    Words{"released", "已下达", "Released"},
    Words{"requested", "请领数量", "Requested"},
    Words{"requisition_no", "请领单", "Requisition"},
    Words{"resolution", "处理", "Resolution"},
    Words{"return_no", "退货单", "Return"},
    Words{"row", "行", "Row"},
    Words{"shipment_no", "配送单", "Shipment"},
    Words{"shipped_amount", "配送金额", "Shipped (CNY)"},
    Words{"source", "依据", "Source"},
    Words{"state", "状态", "State"},
    Words{"suggested", "建议数量", "Suggested"},
    Words{"supplied", "实际供应", "Supplied"},
    Words{"supplier_code", "供应商", "Supplier"},
    Words{"vat_amount", "税额", "VAT (CNY)"},
};

constexpr std::array figures{"accepted",   "amount",    "approved",  "committed",
                             "consumed",   "credit",    "debit",     "net_amount",
                             "pack_price", "packs",     "quantity",  "received_amount",
                             "released",   "requested", "row",       "shipped_amount",
                             "suggested",  "supplied",  "vat_amount"};

template <typename List>
std::string said(const List& list, std::string_view name, ReportLanguage language) {
  for (const Words& words : list) {
    if (words.name == name)
      return std::string(language == ReportLanguage::zh ? words.zh : words.en);
  }
  return std::string(name);
}

/// Room that a text takes: a Chinese character is three bytes and twice as wide as a letter.
std::size_t room_of(std::string_view text) {
  constexpr std::size_t least = 6;
  constexpr std::size_t most = 36;
  return std::clamp(text.size(), least, most);
}

/// Shares of the page, in thousandths, that sum to all of it.
std::vector<int> widths_of(const std::vector<std::size_t>& rooms) {
  constexpr std::size_t whole = 1000;
  const std::size_t total = std::accumulate(rooms.begin(), rooms.end(), std::size_t{0});
  std::vector<int> widths;
  int given = 0;
  for (const std::size_t room : rooms) {
    widths.push_back(static_cast<int>(whole * room / total));
    given += widths.back();
  }
  widths.back() += static_cast<int>(whole) - given;
  return widths;
}

}  // namespace

void PrintedReport::row(std::span<const std::string_view> cells) {
  rows_.emplace_back(cells.begin(), cells.end());
}

std::string PrintedReport::finish(const std::string& issuer, const std::string& period,
                                  inventory::Date made_on) {
  const bool is_chinese = language_ == ReportLanguage::zh;
  PrintedDocument document;
  document.issuer = issuer;
  document.title = said(titles, table_.name, language_) + " " + period;
  document.running_head = issuer + " " + document.title;
  std::vector<std::size_t> rooms;
  for (std::size_t column = 0; column < table_.columns.size(); ++column) {
    const std::string_view name = table_.columns[column];
    const bool is_figure = std::find(figures.begin(), figures.end(), name) != figures.end();
    document.columns.push_back(
        {said(headings, name, language_), 0, is_figure ? Alignment::right : Alignment::left});
    rooms.push_back(room_of(document.columns.back().heading));
    for (const auto& cells : rows_) rooms.back() = std::max(rooms.back(), room_of(cells[column]));
  }
  const std::vector<int> widths = widths_of(rooms);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    document.columns[column].width = widths[column];
  }
  const std::string count = std::to_string(rows_.size());
  document.notes = {is_chinese ? "共 " + count + " 行。" : count + " rows."};
  document.rows = std::move(rows_);
  document.page_label = is_chinese ? "第 {} 页，共 {} 页" : "Page {} of {}";
  document.language = is_chinese ? "zh-cn" : "en";
  document.made_on = made_on;
  return print_pdf(document);
}

}  // namespace wutong::reporting
