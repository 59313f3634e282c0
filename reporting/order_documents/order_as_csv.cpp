#include <array>
#include <sstream>

#include "reporting/order_documents/percentage.h"
#include "reporting/order_documents/write_order.h"
#include "reporting/sheet/sheet_writer.h"

namespace wutong::reporting {

namespace {

constexpr std::array<std::string_view, 24> columns{
    "order_no",   "version",       "state",         "ordered_on",       "expected_on",
    "buyer_code", "supplier_code", "supplier_name", "distributor_code", "delivery_site_code",
    "line",       "item_code",     "generic_name",  "trade_name",       "form",
    "strength",   "manufacturer",  "approval_no",   "base_unit",        "packs",
    "pack_size",  "pack_price",    "amount",        "vat_percent"};

std::string day_or_empty(const std::optional<inventory::Date>& day) {
  return day ? inventory::to_string(*day) : std::string();
}

}  // namespace

std::string order_as_csv(const OrderDocument& order) {
  std::ostringstream out;
  const auto writer = make_sheet_writer(SheetFormat::csv, out, order.order_no);
  writer->row(columns);
  const std::string version = std::to_string(order.version);
  const std::string ordered_on = day_or_empty(order.ordered_on);
  const std::string expected_on = day_or_empty(order.expected_on);
  const std::string distributor = order.distributor.value_or(order.supplier).code;
  std::size_t number = 0;
  for (const OrderDocumentLine& line : order.lines) {
    const std::array<std::string, 6> figures{
        std::to_string(++number),    line.packs.to_string(),  line.pack_size.to_string(),
        line.pack_price.to_string(), line.amount.to_string(), percentage(line.vat_rate)};
    const std::array<std::string_view, columns.size()> cells{
        order.order_no,      version,
        order.state,         ordered_on,
        expected_on,         order.buyer.code,
        order.supplier.code, order.supplier.name,
        distributor,         order.delivery_site.code,
        figures[0],          line.item_code,
        line.generic_name,   line.trade_name,
        line.form,           line.strength,
        line.manufacturer,   line.approval_no,
        line.base_unit,      figures[1],
        figures[2],          figures[3],
        figures[4],          figures[5]};
    writer->row(cells);
  }
  writer->finish();
  return out.str();
}

}  // namespace wutong::reporting
