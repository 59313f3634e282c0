#include <unordered_map>
#include <utility>

#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::DeliveryRow;
using inventory::OpeningStockRow;
using inventory::RequestKind;
using inventory::RequestRow;
using procurement::Refusal;

namespace {

/// Lots by number, so that a key with a lot in it packs into 128 bits.
class LotNumbers {
 public:
  std::uint32_t of(const std::string& lot_no) {
    return numbers_.try_emplace(lot_no, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

std::uint32_t day_number(inventory::Date date) {
  constexpr std::chrono::sys_days first = std::chrono::year{1900} / 1 / 1;
  return static_cast<std::uint32_t>((date - first).count());
}

std::string shown_key(const TableRow& row, std::initializer_list<std::string_view> columns) {
  std::string shown;
  for (const std::string_view column : columns) {
    shown += shown.empty() ? "" : " / ";
    shown += row.text(column);
  }
  return shown;
}

/// A row of requests.csv as far as it could be read.
struct RequestDraft {
  std::optional<std::uint32_t> facility;
  std::optional<std::uint32_t> item;
  std::optional<RequestKind> kind;
  pricing::Quantity quantity;
  inventory::Date requested_on{};

  bool has_key() const { return facility && item && kind; }
  /// The item takes one bit less than its 32: as many items as that no memory holds.
  std::uint64_t key() const {
    return pack(*facility, (*item << 1U) | (*kind == RequestKind::regular ? 1U : 0U));
  }
  RequestRow row() const {
    return {facility.value_or(0), item.value_or(0), kind.value_or(RequestKind{}), quantity,
            requested_on};
  }
};

struct StockDraft {
  std::optional<std::uint32_t> facility;
  std::optional<std::uint32_t> item;
  std::string lot_no;
  std::optional<inventory::Date> expires_on;
  pricing::Quantity quantity;
  std::optional<pricing::UnitPrice> pack_price;

  bool has_key() const { return facility && item && !lot_no.empty() && expires_on; }
  PackedKey key(LotNumbers& lots) const {
    return {pack(*facility, *item), pack(lots.of(lot_no), day_number(*expires_on))};
  }
  OpeningStockRow row(inventory::RowNumber number) && {
    return {number,
            facility.value_or(0),
            item.value_or(0),
            std::move(lot_no),
            expires_on.value_or(inventory::Date{}),
            quantity,
            pack_price};
  }
};

}  // namespace

void read_requests(FolderReading& reading) {
  RequestDraft request;
  PairKeys keys;
  const TableFile table{
      "requests.csv",
      Need::required,
      {
          {"facility_code", Presence::filled, reference_into(request.facility, reading.facilities)},
          {"item_code", Presence::filled, reference_into(request.item, reading.items)},
          {"quantity", Presence::filled, quantity_into(request.quantity, some_quantity)},
          {"kind", Presence::filled,
           named_into(request.kind, inventory::parse_request_kind, "regular, emergency")},
          {"requested_on", Presence::filled, date_into(request.requested_on)},
      },
      [&](TableRow& row) {
        if (request.facility && !row.is_damaged() && reading.is_centre(*request.facility)) {
          row.report("facility_code", Refusal::centre_makes_no_requests, row.text("facility_code"));
        }
        if (request.has_key() && !keys.insert(request.key())) {
          row.report("facility_code, item_code, kind", Refusal::duplicate_key,
                     shown_key(row, {"facility_code", "item_code", "kind"}));
        }
        reading.keep(reading.found.requests, std::exchange(request, {}).row());
      }};
  read_table(reading.input, table);
}

void read_stock(FolderReading& reading, const KnownCounty& known) {
  StockDraft stock;
  LotNumbers lots;
  PackedKeys keys;
  const TableFile table{
      "stock.csv",
      Need::optional,
      {
          {"facility_code", Presence::filled, reference_into(stock.facility, reading.facilities)},
          {"item_code", Presence::filled, reference_into(stock.item, reading.items)},
          {"lot", Presence::filled, code_into(stock.lot_no)},
          {"expires_on", Presence::filled, date_into(stock.expires_on)},
          {"quantity", Presence::filled, quantity_into(stock.quantity, any_quantity)},
          {"pack_price", Presence::optional, price_into(stock.pack_price, known_prices)},
      },
      [&](TableRow& row) {
        if (stock.facility && !row.is_damaged() && reading.is_centre(*stock.facility) &&
            row.is_blank("pack_price")) {
          row.report("pack_price", Refusal::missing_value);
        }
        if (stock.has_key() && !keys.insert(stock.key(lots))) {
          row.report("facility_code, item_code, lot, expires_on", Refusal::duplicate_key,
                     shown_key(row, {"facility_code", "item_code", "lot", "expires_on"}));
        }
        reading.keep(reading.found.opening_stock, std::exchange(stock, {}).row(row.number()));
      }};
  if (!known.has_opening_stock) {
    read_table(reading.input, table);
  } else if (!InputFile(reading.input.path, table.name).is_absent()) {
    reading.input.faults.report(
        {.file = std::string(table.name), .refusal = Refusal::opening_stock_already_known});
  }
}

void read_deliveries(FolderReading& reading) {
  DeliveryRow delivery;
  const TableFile table{
      "deliveries.csv",
      Need::optional,
      {
          {"supplier_code", Presence::filled, reference_into(delivery.supplier, reading.suppliers)},
          {"item_code", Presence::filled, reference_into(delivery.item, reading.items)},
          {"lot", Presence::filled, code_into(delivery.lot_no)},
          {"expires_on", Presence::filled, date_into(delivery.expires_on)},
          {"quantity", Presence::filled, quantity_into(delivery.quantity, any_quantity)},
      },
      [&](TableRow& row) {
        delivery.row = row.number();
        reading.keep(reading.found.deliveries, std::exchange(delivery, {}));
      }};
  reading.found.has_deliveries = read_table(reading.input, table) != TableOutcome::absent;
}

}  // namespace wutong::app
