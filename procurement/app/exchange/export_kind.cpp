#include "procurement/app/exchange/export_kind.h"

#include <string>
#include <string_view>
#include <vector>

#include "procurement/app/local_day.h"
#include "procurement/refusal/refusal.h"
#include "reporting/csv/csv_writer.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;

namespace {

std::vector<std::string_view> header_of(const ExchangeKind& kind) {
  std::vector<std::string_view> names;
  for (const ColumnName& column : columns_of(kind)) names.push_back(column.name);
  return names;
}

std::int64_t write(const CountyAt& county, const ExchangeKind& kind,
                   reporting::SheetWriter& writer) {
  std::int64_t rows = 0;
  writer.row(header_of(kind));
  kind.give_rows(county, [&](std::span<const std::string_view> cells) {
    writer.row(cells);
    ++rows;
  });
  writer.finish();
  return rows;
}

}  // namespace

std::int64_t export_kind(inventory::Store& store, std::int64_t county_id, const ExchangeKind& kind,
                         reporting::SheetFormat format, std::ostream& sink) try {
  const auto writer = reporting::make_sheet_writer(format, sink, std::string(kind.name));
  const auto connection = store.lease();
  const inventory::Snapshot snapshot(*connection);
  return write({*connection, county_id, {}, {}, local_day()}, kind, *writer);
} catch (const reporting::SheetTooLong& error) {
  throw Refused(Refusal::too_many_rows_for_workbook, {error.what()});
} catch (const reporting::SheetNotWritten& error) {
  throw Refused(Refusal::output_not_writable, {std::string(kind.name), error.what()});
} catch (const reporting::CsvNotWritten& error) {
  throw Refused(Refusal::output_not_writable, {std::string(kind.name), error.what()});
}

}  // namespace wutong::app
