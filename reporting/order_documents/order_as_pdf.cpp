#include <fmt/format.h>

#include <array>

#include "reporting/order_documents/amount_in_words.h"
#include "reporting/order_documents/percentage.h"
#include "reporting/order_documents/write_order.h"
#include "reporting/print/print_pdf.h"

namespace wutong::reporting {

namespace {

/// A text in both languages.
struct Text {
  std::string_view zh;
  std::string_view en;
  std::string in(OrderLanguage language) const {
    return std::string(language == OrderLanguage::zh ? zh : en);
  }
};

struct Column {
  Text heading;
  int width;
  Alignment alignment;
};
constexpr std::array<Column, 10> columns{{
    {{"序号", "No."}, 40, Alignment::right},
    {{"品种代码", "Item"}, 85, Alignment::left},
    {{"通用名（商品名）", "Generic name (trade name)"}, 195, Alignment::left},
    {{"剂型、规格", "Form, strength"}, 145, Alignment::left},
    {{"生产企业、批准文号", "Manufacturer, approval no."}, 205, Alignment::left},
    {{"包装", "Pack"}, 65, Alignment::left},
    {{"数量（包）", "Packs"}, 65, Alignment::right},
    {{"包装价", "Pack price"}, 70, Alignment::right},
    {{"税率 %", "VAT %"}, 45, Alignment::right},
    {{"金额（元）", "Amount (CNY)"}, 85, Alignment::right},
}};

struct StateName {
  std::string_view state;
  Text name;
};
constexpr std::array<StateName, 9> state_names{{
    {"drafted", {"草拟", "Drafted"}},
    {"approved", {"已审批", "Approved"}},
    {"placed", {"已发出", "Placed"}},
    {"confirmed", {"已确认", "Confirmed"}},
    {"declined", {"已拒单", "Declined"}},
    {"partly_received", {"部分到货", "Partly received"}},
    {"received", {"全部到货", "Received"}},
    {"closed_short", {"未足结束", "Closed short"}},
    {"cancelled", {"已取消", "Cancelled"}},
}};

std::string state_name(const std::string& state, OrderLanguage language) {
  for (const StateName& one : state_names) {
    if (one.state == state) return one.name.in(language);
  }
  return state;
}

std::string shown(const DocumentParty& party) {
  return fmt::format("{} ({})", party.name, party.code);
}

std::string shown(const std::optional<inventory::Date>& day) {
  return day ? inventory::to_string(*day) : std::string("-");
}

/// "12,345.60"
std::string grouped(const std::string& figure) {
  const std::size_t point_at = std::min(figure.find('.'), figure.size());
  std::string text = figure;
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (std::size_t at = point_at; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string with_trade_name(const OrderDocumentLine& line, OrderLanguage language) {
  if (line.trade_name.empty()) return line.generic_name;
  const Text pattern{"{}（{}）", "{} ({})"};
  return fmt::format(fmt::runtime(pattern.in(language)), line.generic_name, line.trade_name);
}

/// Both, apart by `between`, or the one that is there.
std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + std::string(between) + second;
}

std::vector<std::string> row_of(const OrderDocumentLine& line, std::size_t number,
                                OrderLanguage language) {
  return {std::to_string(number),
          line.item_code,
          with_trade_name(line, language),
          joined(line.form, " ", line.strength),
          joined(line.manufacturer, "\n", line.approval_no),
          line.pack_size.to_string() + " " + line.base_unit,
          grouped(line.packs.to_string()),
          line.pack_price.to_string(),
          percentage(line.vat_rate),
          grouped(line.amount.to_string())};
}

std::vector<PrintedField> fields_of(const OrderDocument& order, OrderLanguage language) {
  const auto text = [&](std::string_view zh, std::string_view en) {
    return Text{zh, en}.in(language);
  };
  const DocumentParty& carrier = order.distributor ? *order.distributor : order.supplier;
  std::vector<PrintedField> fields{
      {text("订单编号", "Order no."), order.order_no},
      {text("版本 / 状态", "Version / state"),
       fmt::format("{} / {}", order.version, state_name(order.state, language))},
      {text("采购方", "Buyer"), shown(order.buyer)},
      {text("供应商", "Supplier"), shown(order.supplier)},
      {text("收货地点", "Deliver to"), shown(order.delivery_site)},
      {text("配送企业", "Distributor"), shown(carrier)},
      {text("下单日期", "Ordered on"), shown(order.ordered_on)},
      {text("要求到货日期", "Due on"), shown(order.expected_on)},
      {text("所属期间", "Period"), order.period},
      {text("审批人", "Approved by"), order.approved_by.empty() ? "-" : order.approved_by},
  };
  return fields;
}

std::vector<PrintedField> totals_of(const OrderDocument& order, OrderLanguage language) {
  pricing::Money net;
  pricing::Money vat;
  for (const OrderDocumentLine& line : order.lines) {
    net += line.vat.net;
    vat += line.vat.vat;
  }
  const auto text = [&](std::string_view zh, std::string_view en) {
    return Text{zh, en}.in(language);
  };
  std::vector<PrintedField> totals{
      {text("不含税金额", "Net"), grouped(net.to_string())},
      {text("税额", "VAT"), grouped(vat.to_string())},
      {text("合计（元，含税）", "Total (CNY, VAT included)"), grouped(order.amount.to_string())},
  };
  return totals;
}

}  // namespace

std::string order_as_pdf(const OrderDocument& order, OrderLanguage language) {
  const bool is_chinese = language == OrderLanguage::zh;
  PrintedDocument document;
  document.issuer = order.buyer.name;
  document.title = Text{"采购订单", "Purchase order"}.in(language);
  document.running_head = document.title + " " + order.order_no;
  document.fields = fields_of(order, language);
  for (const Column& column : columns) {
    document.columns.push_back({column.heading.in(language), column.width, column.alignment});
  }
  for (const OrderDocumentLine& line : order.lines) {
    document.rows.push_back(row_of(line, document.rows.size() + 1, language));
  }
  document.totals = totals_of(order, language);
  if (is_chinese) document.notes.push_back("金额大写：" + amount_in_words(order.amount));
  document.notes.push_back(Text{
      "共 {} 行。价格含增值税；每行金额四舍五入到分。交货时请随货附该批发票和检验报告。",
      "{} lines. Prices include VAT; each line is rounded to the fen. The invoice and the test "
      "reports of the batch come with the goods."}
                               .in(language));
  document.notes.back() = fmt::format(fmt::runtime(document.notes.back()), order.lines.size());
  document.signatures = {Text{"采购方（盖章）", "For the buyer"}.in(language),
                         Text{"供应商（盖章）", "For the supplier"}.in(language),
                         Text{"日期", "Date"}.in(language)};
  document.page_label = Text{"第 {} 页，共 {} 页", "Page {} of {}"}.in(language);
  document.language = is_chinese ? "zh-cn" : "en";
  document.made_on = order.ordered_on.value_or(
      inventory::parse_date(order.period + "-01").value_or(inventory::Date{}));
  return print_pdf(document);
}

}  // namespace wutong::reporting
