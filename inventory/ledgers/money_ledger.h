#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/connection.h"
#include "pricing/money.h"

namespace wutong::inventory {

/// The accounts of the cycle's journal. The party of a line is the supplier for payables, the
/// facility for receivables, and the item for the others.
enum class Account { opening, inventory, payables, receivables, rounding };
std::string_view to_string(Account account);

/// One side of a posting: debit when `amount` is positive, credit when negative.
struct PostingLine {
  Account account{};
  std::int64_t party_id{};
  pricing::Money amount;
};

/// The only writer of postings: writes entries and, in the same transaction, the account balances
/// that they prove. Entries are numbered 1, 2, ... within the cycle, in the order in which they are
/// entered.
class MoneyLedger {
 public:
  /// The caller holds the cycle's lock, which is what keeps the numbers in one order.
  MoneyLedger(Connection& connection, std::int64_t county_id, std::int64_t cycle_id);
  /// Lines of zero are left out, and so is an entry that has no other. Throws std::logic_error when
  /// the lines do not sum to zero.
  void enter(std::string_view kind, std::string_view source, const std::vector<PostingLine>& lines);
  /// Sends what is gathered, and the balances.
  void finish();

 private:
  Connection& connection_;
  const std::int64_t county_id_;
  const std::int64_t cycle_id_;
  std::int64_t last_number_;
  BulkInsert entries_;
  BulkInsert postings_;
  std::map<std::pair<Account, std::int64_t>, pricing::Money> changes_;
};

}  // namespace wutong::inventory
