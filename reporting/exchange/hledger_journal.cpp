#include "reporting/exchange/hledger_journal.h"

#include <fmt/format.h>

#include "inventory/tables/master_tables.h"
#include "reporting/csv/csv_writer.h"

namespace wutong::reporting {

namespace {

/// The format ends an account's name at two spaces and nests at a colon, and a description at a
/// semicolon or a line break: a code's own characters of that kind are written as %XX.
std::string plain_name(const std::string& code) {
  std::string name;
  for (const char c : code) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_special = byte < 0x20 || byte == 0x7f ||
                            std::string_view(";:|%()[]\"").find(c) != std::string_view::npos;
    const bool doubles_space = c == ' ' && (name.empty() || name.back() == ' ');
    if (is_special || doubles_space) {
      name += fmt::format("%{:02X}", byte);
    } else {
      name += c;
    }
  }
  return name;
}

struct Parties {
  inventory::CodesById suppliers;
  inventory::CodesById facilities;
  inventory::CodesById items;

  std::string account(const std::string& account, std::int64_t party_id) const {
    if (account == "payables") return "liabilities:payables:" + plain_name(suppliers.at(party_id));
    if (account == "receivables") {
      return "assets:receivables:" + plain_name(facilities.at(party_id));
    }
    if (account == "inventory") return "assets:inventory:" + plain_name(items.at(party_id));
    if (account == "opening") return "equity:opening:" + plain_name(items.at(party_id));
    return "expenses:rounding:" + plain_name(items.at(party_id));
  }
};

}  // namespace

void write_hledger_journal(inventory::Connection& connection, std::int64_t county_id,
                           const std::string& period, std::ostream& out) {
  using inventory::Noun;
  const Parties parties{inventory::load_codes(connection, county_id, Noun::supplier),
                        inventory::load_codes(connection, county_id, Noun::facility),
                        inventory::load_codes(connection, county_id, Noun::item)};
  out << "; Amounts in yuan.\ncommodity CNY 1000.00\n";
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT CONCAT(c.period, '-', e.entry_no), c.today, e.kind, e.source, p.account, p.party_id, "
      "p.debit - p.credit"
      " FROM procurement_cycle c"
      " JOIN journal_entry e ON e.county_id = c.county_id AND e.cycle_id = c.cycle_id"
      " JOIN posting p ON p.county_id = e.county_id AND p.entry_id = e.entry_id"
      " WHERE c.county_id = {}{} ORDER BY c.period, e.entry_no, p.line_no",
      county_id, period.empty() ? std::string() : " AND c.period = " + connection.quoted(period)));
  std::string entry_no;
  while (rows.next()) {
    if (rows.text(1) != entry_no) {
      entry_no = rows.text(1);
      out << fmt::format("\n{} * ({}) {} {}\n", rows.text(2), entry_no, rows.text(3),
                         plain_name(rows.text(4)));
    }
    out << fmt::format("    {}  CNY {}\n", parties.account(rows.text(5), rows.integer(6)),
                       rows.text(7));
  }
  out.flush();
  if (!out) throw CsvNotWritten("the journal could not be written");
}

}  // namespace wutong::reporting
