#include <catch2/catch.hpp>
#include <string>

#include "pricing/rounding.h"
#include "reporting/order_documents/amount_in_words.h"
#include "reporting/order_documents/percentage.h"
#include "reporting/order_documents/write_order.h"

using namespace wutong;
using namespace wutong::reporting;
using pricing::Money;
using pricing::Quantity;

namespace {

OrderDocument order_of(int lines) {
  OrderDocument order;
  order.order_no = "PO-2026-11-S1-1";
  order.period = "2026-11";
  order.state = "placed";
  order.version = 3;
  order.buyer = order.delivery_site = {"C1", "采购配送中心"};
  order.supplier = {"S1", "国药 & 儿子 <有限>"};
  order.ordered_on = inventory::parse_date("2026-11-22");
  order.expected_on = inventory::parse_date("2026-11-25");
  for (int number = 1; number <= lines; ++number) {
    OrderDocumentLine line;
    line.item_code = "X" + std::to_string(number);
    line.generic_name = "=阿莫西林\x01胶囊";
    line.base_unit = "粒";
    line.packs = Quantity(number);
    line.pack_size = Quantity(24);
    line.pack_price = pricing::UnitPrice::parse("8.705");
    line.amount =
        pricing::amount_of(line.pack_price, line.packs, Quantity(1), pricing::Rounding::half_up);
    line.vat_rate = pricing::VatRate::parse("0.13");
    line.vat = pricing::split_vat(line.amount, line.vat_rate);
    order.amount += line.amount;
    order.lines.push_back(line);
  }
  return order;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("an amount is said in the figures that cannot be altered", "[order_documents]") {
  const std::pair<const char*, const char*> known[]{
      {"0.00", "零元整"},
      {"0.05", "伍分"},
      {"0.10", "壹角整"},
      {"1.00", "壹元整"},
      {"10.01", "壹拾元零壹分"},
      {"1020.05", "壹仟零贰拾元零伍分"},
      {"1409.50", "壹仟肆佰零玖元伍角整"},
      {"6007.14", "陆仟零柒元壹角肆分"},
      {"107000.53", "壹拾万零柒仟元伍角叁分"},
      {"16409.02", "壹万陆仟肆佰零玖元零贰分"},
      {"100000000.00", "壹亿元整"},
      {"100000001.00", "壹亿零壹元整"},
      {"1000010000.10", "壹拾亿零壹万元壹角整"},
      {"-3.20", "负叁元贰角整"},
  };
  for (const auto& [figure, words] : known) {
    INFO(figure);
    CHECK(amount_in_words(Money::parse(figure)) == words);
  }
}

TEST_CASE("a rate is said in hundredths", "[order_documents]") {
  CHECK(percentage(pricing::VatRate::parse("0.13")) == "13");
  CHECK(percentage(pricing::VatRate::parse("0")) == "0");
  CHECK(percentage(pricing::VatRate::parse("0.005")) == "0.5");
  CHECK(percentage(pricing::VatRate::parse("0.030000")) == "3");
  CHECK(percentage(pricing::VatRate::parse("0.000001")) == "0.0001");
}

TEST_CASE("an order is the same PDF, byte for byte", "[order_documents]") {
  const OrderDocument order = order_of(80);
  const std::string once = order_as_pdf(order, OrderLanguage::zh);
  CHECK(once.substr(0, 5) == "%PDF-");
  CHECK(once == order_as_pdf(order, OrderLanguage::zh));
  CHECK(once != order_as_pdf(order, OrderLanguage::en));
}

TEST_CASE("an order's CSV has a row a line, and no text that a spreadsheet runs",
          "[order_documents]") {
  const std::string csv = order_as_csv(order_of(3));
  CHECK(count(csv, "\n") == 4);
  CHECK(csv.find("\"'=阿莫西林") != std::string::npos);
  CHECK(csv.find("8.705,8.71,13") != std::string::npos);
}

TEST_CASE("an order as UBL says what it says", "[order_documents]") {
  const std::string ubl = order_as_ubl(order_of(3));
  CHECK(count(ubl, "<cac:OrderLine>") == 3);
  CHECK(ubl.find("国药 &amp; 儿子 &lt;有限&gt;") != std::string::npos);
  CHECK(ubl.find('\x01') == std::string::npos);
  CHECK(ubl.find("<cbc:Quantity unitCode=\"C62\">72</cbc:Quantity>") != std::string::npos);
  CHECK(ubl.find("<cbc:PayableAmount currencyID=\"CNY\">52.24</cbc:PayableAmount>") !=
        std::string::npos);
}
