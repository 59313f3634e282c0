#include "inventory/ledgers/money_ledger.h"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Account;
using inventory::MoneyLedger;
using pricing::Money;

namespace {

using Lines = std::vector<std::string>;

constexpr std::int64_t county = 1;
constexpr std::int64_t november = 1;  // cycles
constexpr std::int64_t december = 2;
constexpr std::int64_t guoyao = 21;
constexpr std::int64_t amoxicillin = 71;
constexpr std::int64_t ibuprofen = 72;

Money yuan(const char* text) {
  return Money::parse(text);
}

/// The books of one county.
struct Books {
  test::TestDatabase database;

  MoneyLedger of(std::int64_t cycle) { return {database.session(), county, cycle}; }
  Lines entries() {
    return database.rows(
        "SELECT cycle_id, entry_no, kind, source FROM journal_entry"
        " ORDER BY cycle_id, entry_no");
  }
  Lines postings() {
    return database.rows(
        "SELECT e.entry_no, p.line_no, p.account, p.party_id, p.debit, p.credit FROM posting p"
        " JOIN journal_entry e ON e.county_id = p.county_id AND e.entry_id = p.entry_id"
        " ORDER BY e.cycle_id, e.entry_no, p.line_no");
  }
  Lines balances() {
    return database.rows(
        "SELECT account, party_id, balance FROM account_balance"
        " ORDER BY account, party_id");
  }
  /// The balances are what the postings make them, and every entry balances.
  bool is_proved() {
    for (const auto& result : inventory::check_invariants(database.session(), county)) {
      const bool of_postings = result.name.find("posting") != std::string::npos;
      if (of_postings && !result.holds()) return false;
    }
    return true;
  }
};

}  // namespace

TEST_CASE("an entry debits what is positive and credits what is negative", "[money_ledger]") {
  Books books;
  MoneyLedger ledger = books.of(november);
  ledger.enter("receipt", "PO-2026-11-S1",
               {{Account::inventory, amoxicillin, yuan("87.20")},
                {Account::inventory, ibuprofen, yuan("7.00")},
                {Account::payables, guoyao, yuan("-94.20")}});
  ledger.finish();
  CHECK(books.entries() == Lines{"1|1|receipt|PO-2026-11-S1"});
  CHECK(books.postings() == Lines{"1|1|inventory|71|87.20|0.00", "1|2|inventory|72|7.00|0.00",
                                  "1|3|payables|21|0.00|94.20"});
  CHECK(books.balances() == Lines{"inventory|71|87.20", "inventory|72|7.00", "payables|21|-94.20"});
  CHECK(books.is_proved());
}

TEST_CASE("an entry that is out of balance by one 分 is a fault and is not written",
          "[money_ledger]") {
  Books books;
  MoneyLedger ledger = books.of(november);
  CHECK_THROWS_WITH(ledger.enter("receipt", "PO-1",
                                 {{Account::inventory, amoxicillin, yuan("1.00")},
                                  {Account::payables, guoyao, yuan("-0.99")}}),
                    "the entry of PO-1 is out of balance by 0.01");
  CHECK_THROWS_AS(ledger.enter("receipt", "PO-1", {{Account::inventory, amoxicillin, yuan("1")}}),
                  std::logic_error);
  ledger.finish();
  CHECK(books.entries().empty());
  CHECK(books.postings().empty());
  CHECK(books.balances().empty());
}

TEST_CASE("lines of zero are left out, and an entry of nothing else is none", "[money_ledger]") {
  Books books;
  MoneyLedger ledger = books.of(november);
  ledger.enter(
      "opening", "I0",
      {{Account::inventory, amoxicillin, Money()}, {Account::opening, amoxicillin, Money()}});
  ledger.enter("opening", "none", {});
  ledger.enter("opening", "I1",
               {{Account::inventory, amoxicillin, yuan("5")},
                {Account::inventory, ibuprofen, Money()},
                {Account::opening, amoxicillin, yuan("-5")}});
  ledger.finish();
  CHECK(books.entries() == Lines{"1|1|opening|I1"});
  CHECK(books.postings() == Lines{"1|1|inventory|71|5.00|0.00", "1|2|opening|71|0.00|5.00"});
}

TEST_CASE("entries are numbered on in their cycle, and each cycle begins at one",
          "[money_ledger]") {
  Books books;
  const auto enter = [](MoneyLedger& ledger, const char* source, const char* amount) {
    ledger.enter("receipt", source,
                 {{Account::inventory, amoxicillin, yuan(amount)},
                  {Account::payables, guoyao, -yuan(amount)}});
  };
  {
    MoneyLedger ledger = books.of(november);
    enter(ledger, "PO-1", "1");
    enter(ledger, "PO-2", "2");
    ledger.finish();
  }
  {
    MoneyLedger ledger = books.of(november);
    enter(ledger, "PO-3", "3");
    ledger.finish();
    enter(ledger, "PO-4", "4");
    ledger.finish();
  }
  {
    MoneyLedger ledger = books.of(december);
    enter(ledger, "PO-5", "5");
    ledger.finish();
  }
  CHECK(books.entries() == Lines{"1|1|receipt|PO-1", "1|2|receipt|PO-2", "1|3|receipt|PO-3",
                                 "1|4|receipt|PO-4", "2|1|receipt|PO-5"});
  CHECK(books.balances() == Lines{"inventory|71|15.00", "payables|21|-15.00"});
  CHECK(books.is_proved());
}

TEST_CASE("what an entry puts on an account another takes off again", "[money_ledger]") {
  Books books;
  MoneyLedger ledger = books.of(november);
  ledger.enter("receipt", "PO-1",
               {{Account::inventory, amoxicillin, yuan("10.00")},
                {Account::payables, guoyao, yuan("-10.00")}});
  ledger.enter("rounding", "I1",
               {{Account::rounding, amoxicillin, yuan("0.03")},
                {Account::inventory, amoxicillin, yuan("-0.03")}});
  ledger.finish();
  ledger.enter("receipt", "back",
               {{Account::inventory, amoxicillin, yuan("-9.97")},
                {Account::payables, guoyao, yuan("9.97")}});
  ledger.finish();
  CHECK(books.balances() == Lines{"inventory|71|0.00", "payables|21|-0.03", "rounding|71|0.03"});
  CHECK(books.is_proved());
}

TEST_CASE("books hold the largest amount and refuse a sum beyond it", "[money_ledger]") {
  Books books;
  MoneyLedger ledger = books.of(november);
  const Money largest = Money::fen(INT64_MAX);
  ledger.enter("receipt", "PO-1",
               {{Account::inventory, amoxicillin, largest}, {Account::payables, guoyao, -largest}});
  CHECK_THROWS(ledger.enter("receipt", "PO-2",
                            {{Account::inventory, amoxicillin, Money::fen(1)},
                             {Account::payables, guoyao, Money::fen(-1)}}));
}

TEST_CASE("the names of the accounts are those of the journal file", "[money_ledger]") {
  Lines names;
  for (const Account account : {Account::opening, Account::inventory, Account::payables,
                                Account::receivables, Account::rounding}) {
    names.emplace_back(to_string(account));
  }
  CHECK(names == Lines{"opening", "inventory", "payables", "receivables", "rounding"});
}
