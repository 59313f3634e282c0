#include "inventory/ledgers/money_ledger.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "inventory/identifier.h"

namespace wutong::inventory {

using pricing::Money;

std::string_view to_string(Account account) {
  constexpr std::array<std::string_view, 5> names{"opening", "inventory", "payables", "receivables",
                                                  "rounding"};
  return names.at(static_cast<std::size_t>(account));
}

MoneyLedger::MoneyLedger(Connection& connection, std::int64_t county_id, std::int64_t cycle_id)
    : connection_(connection),
      county_id_(county_id),
      cycle_id_(cycle_id),
      last_number_(connection
                       .query_integer(fmt::format("SELECT COUNT(*) FROM journal_entry WHERE"
                                                  " county_id = {} AND cycle_id = {}",
                                                  county_id, cycle_id))
                       .value_or(0)),
      entries_(connection, "journal_entry (county_id, entry_id, cycle_id, entry_no, kind, source)"),
      postings_(connection,
                "posting (county_id, entry_id, line_no, account, party_id, debit, credit)") {}

void MoneyLedger::enter(std::string_view kind, std::string_view source,
                        const std::vector<PostingLine>& lines) {
  Money sum;
  bool any = false;
  for (const PostingLine& line : lines) {
    sum += line.amount;
    any = any || !line.amount.is_zero();
  }
  if (!sum.is_zero()) {
    throw std::logic_error(
        fmt::format("the entry of {} is out of balance by {}", source, sum.to_string()));
  }
  if (!any) return;
  const std::int64_t entry_id = IdentifierSource::shared().next();
  entries_.row(county_id_, entry_id, cycle_id_, ++last_number_, kind, source);
  int line_no = 0;
  for (const PostingLine& line : lines) {
    if (line.amount.is_zero()) continue;
    const bool is_debit = line.amount > Money();
    postings_.row(county_id_, entry_id, ++line_no, to_string(line.account), line.party_id,
                  is_debit ? line.amount : Money(), is_debit ? Money() : -line.amount);
    changes_[{line.account, line.party_id}] += line.amount;
  }
}

void MoneyLedger::finish() {
  entries_.finish();
  postings_.finish();
  BulkInsert balances(connection_, "account_balance (county_id, account, party_id, balance)",
                      "balance = balance + VALUES(balance)");
  for (const auto& [key, change] : changes_) {
    if (!change.is_zero()) balances.row(county_id_, to_string(key.first), key.second, change);
  }
  balances.finish();
  changes_.clear();
}

}  // namespace wutong::inventory
