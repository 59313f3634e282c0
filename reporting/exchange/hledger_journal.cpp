#include "reporting/exchange/hledger_journal.h"

#include <fmt/format.h>
#include <utf8.h>

#include "inventory/tables/master_tables.h"
#include "reporting/csv/csv_writer.h"

namespace wutong::reporting {

namespace {

/// Spaces of Unicode that the readers of the format take for spaces too.
bool is_wide_space(char32_t c) {
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/// Control characters, and what the format gives a meaning of its own.
bool is_special(char32_t c) {
  constexpr std::string_view marks = ";:|%()[]\"";
  if (c < 0x20 || c == 0x7f || is_wide_space(c)) return true;
  return c < 0x80 && marks.find(static_cast<char>(c)) != std::string_view::npos;
}

/// The format ends an account's name at two spaces and nests at a colon, and a description at a
/// semicolon or a line break: a code's own characters of that kind are written as %XX, byte by
/// byte.
std::string plain_name(const std::string& code) {
  std::string name;
  for (auto at = code.begin(); at != code.end();) {
    const auto begin = at;
    const char32_t c = utf8::unchecked::next(at);  // what the store holds was judged on its way in
    const bool doubles_space = c == ' ' && (name.empty() || name.back() == ' ');
    if (!is_special(c) && !doubles_space) {
      name.append(begin, at);
      continue;
    }
    for (auto byte = begin; byte != at; ++byte) {
      name += fmt::format("%{:02X}", static_cast<unsigned char>(*byte));
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
