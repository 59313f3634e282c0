#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "inventory/answer.h"
#include "inventory/check_invariants.h"
#include "inventory/run_command.h"
#include "inventory/tables/master_tables.h"
#include "procurement/catalogue/register_policy_set.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/match_invoice.h"
#include "procurement/settlement/read_invoices.h"
#include "procurement/settlement/record_credit_note.h"
#include "procurement/settlement/record_documents.h"
#include "procurement/settlement/record_invoice.h"
#include "procurement/settlement/resolve_difference.h"
#include "procurement/settlement/withdraw_invoice.h"
#include "tests/support/cycle_folder.h"
#include "tests/support/test_database.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::CreditReason;
using inventory::InvoiceKind;
using inventory::InvoiceLine;
using inventory::Recording;
using inventory::SupplierInvoice;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;
using pricing::VatRate;

namespace {

using Lines = std::vector<std::string>;

inventory::Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// Of order PO-2026-11-S1 came of I1, at 8.72 a pack of 24 with 13 %: 168 in lot L-2, 71 in L-3.
InvoiceLine line(const std::string& lot, std::int64_t quantity, const std::string& amount,
                 const std::string& price = "8.72") {
  return {0,
          "PO-2026-11-S1",
          "I1",
          lot,
          Quantity(quantity),
          UnitPrice::parse(price),
          Money::parse(amount),
          VatRate::parse("0.13")};
}

SupplierInvoice invoice(const std::string& number, std::vector<InvoiceLine> lines) {
  SupplierInvoice document;
  document.supplier_code = "S1";
  document.number = number;
  document.issued_on = day("2026-11-22");
  for (InvoiceLine& each : lines) {
    each.line_no = static_cast<std::int64_t>(document.lines.size()) + 1;
    document.gross += each.amount;
    document.vat += pricing::split_vat(each.amount, each.vat_rate).vat;
    document.lines.push_back(each);
  }
  document.net = document.gross - document.vat;
  return document;
}

SupplierInvoice credit_note(const std::string& number, const std::string& about,
                            CreditReason reason, std::vector<InvoiceLine> lines) {
  SupplierInvoice note = invoice(number, std::move(lines));
  note.kind = InvoiceKind::credit_note;
  note.refers_to = about;
  note.reason = reason;
  return note;
}

/// A county after a cycle, and people who work on its suppliers' invoices.
struct Finance {
  test::TestDatabase database;
  std::int64_t county_id = 0;
  std::atomic<int> keys = 0;

  Finance() {
    const test::CycleFolder folder;
    REQUIRE(test::run_cycle(database.store(), folder) == "done");
    county_id = inventory::load_counties(database.session()).at(0).county_id;
  }

  using Operation = std::function<std::string(Connection&, const Recording&)>;
  /// The answer, or the refusal's wire name and English sentence.
  std::string does(const std::string& actor, const Operation& operation) {
    return does(actor, operation, "key " + std::to_string(++keys));
  }
  std::string does(const std::string& actor, const Operation& operation, const std::string& key) {
    const Recording recording{county_id, actor, day("2026-11-23") + std::chrono::hours(9),
                              day("2026-11-23")};
    try {
      return inventory::run_command(
                 database.store(), {county_id, "test", key, "", actor},
                 [&](Connection& connection) { return operation(connection, recording); })
          .answer;
    } catch (const Refused& refused) {
      return refused.what();
    }
  }
  std::string records(const SupplierInvoice& document) {
    return does("clerk", [&](Connection& connection, const Recording& by) {
      return record_documents(connection, by, {document});
    });
  }
  std::int64_t recorded(const SupplierInvoice& document) {
    const std::string answer = records(document);
    INFO(answer);
    REQUIRE(answer.front() == '{');
    return inventory::figure_in(answer, "invoice_id");
  }
  std::string matches(std::int64_t invoice_id, const std::string& actor = "clerk") {
    return does(actor, [&](Connection& connection, const Recording& by) {
      return match_invoice(connection, by, {invoice_id, 0});
    });
  }
  std::string resolves(std::int64_t invoice_id, std::int64_t case_id, WayOut way,
                       const std::string& actor = "manager", const std::string& reason = "原因",
                       std::optional<UnitPrice> price = {}) {
    return does(actor, [&](Connection& connection, const Recording& by) {
      return resolve_difference(connection, by, {{invoice_id, 0}, case_id, way, reason, price});
    });
  }
  InvoiceView shown(std::int64_t invoice_id) {
    return show_invoice(database.session(), county_id, invoice_id).value();
  }
  /// "line outcome rule payable" of each line, and the state of the invoice at the end.
  Lines standing(std::int64_t invoice_id) {
    const InvoiceView view = shown(invoice_id);
    Lines lines;
    for (const InvoiceLineView& each : view.lines) {
      lines.push_back(std::to_string(each.line.line_no) + " " +
                      (each.outcome ? std::string(to_string(*each.outcome)) : std::string("none")) +
                      " " + std::string(to_string(each.rule)) + " " + each.payable.to_string());
    }
    lines.emplace_back(to_string(view.head.state));
    return lines;
  }
  Lines broken() {
    Lines names;
    for (const auto& result : inventory::check_invariants(database.session(), county_id)) {
      if (!result.holds()) names.push_back(result.name + ": " + result.first_violation);
    }
    return names;
  }
};

bool refuses(const std::string& answer, const std::string& wire_name) {
  return answer.find(wire_name + ":") == 0;
}

}  // namespace

TEST_CASE("what was received as ordered is matched and may be paid", "[invoice]") {
  Finance finance;
  const Lines payables = finance.database.rows("SELECT * FROM account_balance ORDER BY 1, 2, 3");
  const auto id =
      finance.recorded(invoice("24110001", {line("L-2", 168, "61.04"), line("L-3", 71, "25.80")}));
  CHECK(finance.standing(id) == Lines{"1 none none 0.00", "2 none none 0.00", "recorded"});
  CHECK(inventory::figure_in(finance.matches(id), "payable_fen") == 8684);
  CHECK(finance.standing(id) == Lines{"1 matched none 61.04", "2 matched none 25.80", "matched"});
  CHECK(refuses(finance.matches(id), "invoice_step_not_allowed"));
  CHECK(finance.broken().empty());
  // The receipt has booked what is owed: matching releases it, and books nothing.
  CHECK(finance.database.rows("SELECT * FROM account_balance ORDER BY 1, 2, 3") == payables);
}

TEST_CASE("a number that looks like one that is known is refused until that is withdrawn",
          "[invoice]") {
  Finance finance;
  const auto id = finance.recorded(invoice("FP-24110001", {line("L-2", 24, "8.72")}));
  for (const char* look_alike :
       {"FP-24110001", "fp-24110001", " FP - 2411 0001 ", "ＦＰ－２４１１０００１",
        "FP-2411\u200b0001", "FP-2411\u30000001"}) {
    INFO(look_alike);
    const std::string answer = finance.records(invoice(look_alike, {line("L-3", 1, "0.36")}));
    CHECK(refuses(answer, "invoice_number_taken"));
    CHECK(answer.find("FP-24110001") != std::string::npos);
  }
  CHECK(finance.records(invoice("FP-2411OOO1", {line("L-3", 1, "0.36")})).front() == '{');
  SupplierInvoice others = invoice("FP-24110001", {line("L-3", 1, "0.36")});
  others.supplier_code = "S2";
  CHECK(finance.records(others).front() == '{');
  const auto withdraws = [&](const std::string& reason) {
    return finance.does("clerk", [&](Connection& connection, const Recording& by) {
      return withdraw_invoice(connection, by, {id, 0}, reason);
    });
  };
  CHECK(refuses(withdraws(""), "invoice_field_not_allowed"));
  CHECK(withdraws("typed wrongly").front() == '{');
  CHECK(refuses(withdraws("again"), "invoice_step_not_allowed"));
  CHECK(refuses(finance.matches(id), "invoice_step_not_allowed"));
  CHECK(finance.records(invoice("fp-24110001", {line("L-2", 24, "8.72")})).front() == '{');
  CHECK(finance.broken().empty());
}

TEST_CASE("what does not hold together by itself is not recorded", "[invoice]") {
  Finance finance;
  const auto good = invoice("N", {line("L-2", 24, "8.72")});
  const auto said = [&](const std::function<void(SupplierInvoice&)>& change) {
    SupplierInvoice changed = good;
    change(changed);
    const std::string answer = finance.records(changed);
    return answer.substr(0, answer.find(':'));
  };
  CHECK(said([](auto& it) { it.number = " \u3000"; }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.lines.clear(); }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.currency = "USD"; }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.refers_to = "X"; }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.kind = InvoiceKind::debit_note; }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) {
          it.upstream = {"", "1", it.issued_on};
        }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.lines[0].quantity = Quantity(-1); }) == "invoice_field_not_allowed");
  CHECK(said([](auto& it) { it.issued_on = day("2026-11-24"); }) == "invoice_dated_later");
  CHECK(said([](auto& it) { it.gross += Money::fen(1); }) == "invoice_amounts_differ");
  CHECK(said([](auto& it) { it.net += Money::fen(1); }) == "invoice_amounts_differ");
  const auto move_vat = [](SupplierInvoice& it, std::int64_t fen) {
    it.vat += Money::fen(fen);
    it.net -= Money::fen(fen);
  };
  CHECK(said([&](auto& it) { move_vat(it, 2); }) == "invoice_amounts_differ");
  CHECK(said([](auto& it) { it.supplier_code = "S9"; }) == "supplier_not_known");
  CHECK(said([](auto& it) {
          it.kind = InvoiceKind::debit_note;
          it.refers_to = "not there";
        }) == "invoice_unknown");
  CHECK(finance.database.figure("SELECT COUNT(*) FROM supplier_invoice") == 0);
  CHECK(said([&](auto& it) { move_vat(it, 1); }).front() == '{');  // gross not divisible by 1 + r
  CHECK(said([](auto& it) {
          it.number = "M";
          it.rounding = Money::fen(-2);
          it.gross += it.rounding;
          it.net += it.rounding;
        }).front() == '{');
  CHECK(finance.broken().empty());
}

TEST_CASE("a difference of price is a case, and somebody else may accept it", "[invoice]") {
  Finance finance;
  const auto id =
      finance.recorded(invoice("P1", {line("L-2", 24, "9.00", "9.00"), line("L-3", 24, "8.72")}));
  CHECK(inventory::figure_in(finance.matches(id), "cases_opened") == 1);
  CHECK(finance.standing(id) ==
        Lines{"1 price_difference price 0.00", "2 matched none 8.72", "held"});
  const auto case_id = finance.shown(id).cases.at(0).case_id;
  CHECK(inventory::figure_in(finance.matches(id), "cases_opened") == 0);  // it is open already
  CHECK(refuses(finance.resolves(id, case_id, WayOut::accept_with_authority, "clerk"),
                "same_person_for_two_duties"));
  CHECK(refuses(finance.resolves(id, case_id, WayOut::accept_with_authority, ""),
                "same_person_for_two_duties"));
  CHECK(refuses(finance.resolves(id, case_id, WayOut::accept_with_authority, "manager", ""),
                "invoice_field_not_allowed"));
  CHECK(refuses(finance.resolves(id, case_id, WayOut::credit_note), "way_out_not_open"));
  CHECK(refuses(finance.resolves(id, case_id, WayOut::price_correction),
                "invoice_field_not_allowed"));
  CHECK(refuses(finance.resolves(id, case_id + 1, WayOut::accept_with_authority), "case_unknown"));
  CHECK(inventory::figure_in(finance.resolves(id, case_id, WayOut::accept_with_authority),
                             "payable_fen") == 1772);
  CHECK(finance.standing(id) == Lines{"1 matched none 9.00", "2 matched none 8.72", "matched"});
  CHECK(refuses(finance.resolves(id, case_id, WayOut::accept_with_authority),
                "case_already_settled"));
  const InvoiceCaseView settled = finance.shown(id).cases.at(0);
  CHECK(settled.settled_by == "manager");
  CHECK(settled.reason == "原因");
  CHECK((settled.expected == "8.7200" && settled.found == "9.00"));
  CHECK(finance.broken().empty());
}

TEST_CASE("a corrected price must be the one that is billed", "[invoice]") {
  Finance finance;
  const auto id = finance.recorded(invoice("P2", {line("L-2", 24, "9.00", "9.00")}));
  finance.matches(id);
  const auto first = finance.shown(id).cases.at(0).case_id;
  CHECK(inventory::figure_in(finance.resolves(id, first, WayOut::price_correction, "manager",
                                              "涨价通知", UnitPrice::parse("8.9")),
                             "held") == 1);
  const auto cases = finance.shown(id).cases;
  REQUIRE(cases.size() == 2);
  CHECK((cases[1].expected == "8.9" && !cases[1].way_out));
  CHECK(inventory::figure_in(finance.resolves(id, cases[1].case_id, WayOut::price_correction,
                                              "manager", "涨价通知", UnitPrice::parse("9")),
                             "payable_fen") == 900);
  CHECK(finance.broken().empty());
}

TEST_CASE("tolerances come from the policy that is in force on the invoice's day", "[invoice]") {
  Finance finance;
  register_policy_set(finance.database.session(), finance.county_id,
                      {"invoice_match", "县", "文件一", day("2026-11-01"), day("2026-11-21"),
                       R"({"price_per_mille": 50})"});
  register_policy_set(finance.database.session(), finance.county_id,
                      {"invoice_match",
                       "县",
                       "文件二",
                       day("2026-11-22"),
                       {},
                       R"({"amount_fen_per_line": 1, "two_invoice_rule": "required"})"});
  const auto id =
      finance.recorded(invoice("T1", {line("L-2", 24, "8.73"), line("L-3", 24, "8.75", "8.75")}));
  finance.matches(id);
  CHECK(finance.standing(id) == Lines{"1 unmatched chain 0.00", "2 unmatched chain 0.00", "held"});
  SupplierInvoice chained = invoice("T2", {line("L-2", 24, "8.73"), line("L-3", 1, "0.38")});
  chained.upstream = {"珠海联邦", "U-1", day("2026-11-20")};
  const auto other = finance.recorded(chained);
  finance.matches(other);
  CHECK(finance.standing(other) ==
        Lines{"1 matched none 8.73", "2 price_difference amount 0.00", "held"});
  CHECK(finance.shown(other).cases.at(0).policy_document == "文件二");
  CHECK(finance.broken().empty());
}

TEST_CASE("what is billed above what came is held until a credit note takes it back", "[invoice]") {
  Finance finance;
  const auto id = finance.recorded(invoice("O1", {line("", 240, "87.20")}));
  finance.matches(id);
  CHECK(finance.standing(id) == Lines{"1 over_invoiced quantity 0.00", "held"});
  const auto case_id = finance.shown(id).cases.at(0).case_id;
  CHECK(refuses(finance.resolves(id, case_id, WayOut::accept_with_authority), "way_out_not_open"));
  const auto note = [&](const std::string& number, std::int64_t quantity, const char* amount) {
    return finance.records(
        credit_note(number, "o 1", CreditReason::billing_correction, {line("", quantity, amount)}));
  };
  CHECK(note("C1", 1, "0.36").front() == '{');
  // 239 x 8.72 / 24 = 86.836...: 87.20 - 0.36 = 86.84 is exact.
  CHECK(finance.standing(id) == Lines{"1 matched none 86.84", "matched"});
  CHECK(finance.shown(id).cases.at(0).way_out == WayOut::credit_note);
  CHECK(refuses(note("C2", 240, "0.01"), "refund_above_payable"));
  CHECK(refuses(note("C3", 0, "86.85"), "refund_above_payable"));
  CHECK(refuses(
      finance.records(credit_note("C4", "O1", CreditReason::price, {line("L-2", 1, "0.36")})),
      "credit_line_unknown"));
  CHECK(
      refuses(finance.records(credit_note("C5", "C1", CreditReason::price, {line("", 1, "0.36")})),
              "invoice_unknown"));
  CHECK(finance.broken().empty());
}

TEST_CASE("goods that go back after the invoice are no longer there to be billed", "[invoice]") {
  Finance finance;
  const auto id =
      finance.recorded(invoice("R1", {line("L-2", 168, "61.04"), line("L-3", 48, "17.44")}));
  finance.matches(id);
  const auto returns = [&](const std::string& number, const std::string& lot, std::int64_t quantity,
                           const char* amount) {
    return finance.records(
        credit_note(number, "R1", CreditReason::returned_goods, {line(lot, quantity, amount)}));
  };
  CHECK(returns("K1", "L-2", 24, "8.72").front() == '{');
  CHECK(finance.standing(id) == Lines{"1 matched none 52.32", "2 matched none 17.44", "matched"});
  // Back at the supplier: nobody can bill them again.
  const auto again = finance.recorded(invoice("R2", {line("L-2", 24, "8.72")}));
  finance.matches(again);
  CHECK(finance.standing(again) == Lines{"1 over_invoiced quantity 0.00", "held"});
  // A refund of less than the goods cost shows: what is left costs too much.
  CHECK(returns("K2", "L-3", 24, "8.00").front() == '{');
  CHECK(finance.standing(id) ==
        Lines{"1 matched none 52.32", "2 price_difference amount 0.00", "held"});
  CHECK(finance.records(credit_note("K3", "R1", CreditReason::price, {line("L-3", 0, "0.72")}))
            .front() == '{');
  CHECK(finance.standing(id) == Lines{"1 matched none 52.32", "2 matched none 8.72", "matched"});
  // Everything back: a line of nothing.
  CHECK(returns("K4", "L-2", 144, "52.32").front() == '{');
  CHECK(finance.standing(id) == Lines{"1 matched none 0.00", "2 matched none 8.72", "matched"});
  CHECK(finance.broken().empty());
}

TEST_CASE("more goods than were accepted cannot have gone back", "[invoice]") {
  Finance finance;
  finance.recorded(invoice("B1", {line("L-3", 100, "36.33")}));
  CHECK(refuses(finance.records(credit_note("D1", "B1", CreditReason::returned_goods,
                                            {line("L-3", 72, "26.16")})),
                "return_above_accepted"));
  CHECK(finance
            .records(
                credit_note("D1", "B1", CreditReason::returned_goods, {line("L-3", 71, "25.80")}))
            .front() == '{');
  CHECK(finance.broken().empty());
}

TEST_CASE("a debit note is paid when authority accepts it", "[invoice]") {
  Finance finance;
  finance.recorded(invoice("G1", {line("L-2", 24, "8.72")}));
  SupplierInvoice note = invoice("G2", {line("L-2", 0, "1.00")});
  note.kind = InvoiceKind::debit_note;
  note.refers_to = "G1";
  note.lines[0].pack_price.reset();
  const auto id = finance.recorded(note);
  finance.matches(id);
  CHECK(finance.standing(id) == Lines{"1 price_difference amount 0.00", "held"});
  const auto case_id = finance.shown(id).cases.at(0).case_id;
  CHECK(inventory::figure_in(finance.resolves(id, case_id, WayOut::accept_with_authority),
                             "payable_fen") == 100);
  CHECK(finance.broken().empty());
}

TEST_CASE("one invoice bills goods of two receipts, and more once they have come", "[invoice]") {
  Finance finance;
  const auto id = finance.recorded(invoice("W1", {line("L-3", 81, "29.43")}));
  finance.matches(id);
  CHECK(finance.standing(id) == Lines{"1 quantity_difference quantity 0.00", "held"});
  // Ten more of the lot arrive on a receipt of their own.
  Connection& session = finance.database.session();
  session.execute(
      "INSERT INTO receipt SELECT r.county_id, 77, r.order_id, '2026-11-23', 3.63 FROM receipt r"
      " JOIN purchase_order o ON o.county_id = r.county_id AND o.order_id = r.order_id WHERE"
      " o.order_no = 'PO-2026-11-S1'");
  session.execute(
      "INSERT INTO receipt_line SELECT l.county_id, 77, l.item_id, l.lot_id, 10, 3.63, 3.21, 0.42"
      " FROM receipt_line l JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
      " WHERE lot.lot_no = 'L-3'");
  CHECK(inventory::figure_in(finance.matches(id), "payable_fen") == 2943);
  CHECK(finance.database.rows("SELECT quantity FROM invoice_claim ORDER BY quantity") ==
        Lines{"10", "71"});
  CHECK(finance.shown(id).cases.at(0).way_out == WayOut::match_again);
}

TEST_CASE("of many invoices for the last goods exactly one is matched", "[invoice]") {
  Finance finance;
  std::vector<std::int64_t> ids;
  for (int number = 0; number < 8; ++number) {
    // Each says something else: the same again would be a duplicate.
    SupplierInvoice document = invoice("A" + std::to_string(number),
                                       {line("L-2", 168, "61.04"), line("L-3", 71, "25.80")});
    document.rounding = Money::fen(number);
    document.gross += document.rounding;
    document.net += document.rounding;
    ids.push_back(finance.recorded(document));
  }
  std::vector<std::future<std::string>> answers;
  for (const std::int64_t id : ids) {
    answers.push_back(std::async(std::launch::async, [&, id] { return finance.matches(id); }));
  }
  for (auto& answer : answers) CHECK(answer.get().front() == '{');
  int matched = 0;
  for (const std::int64_t id : ids) {
    const Lines standing = finance.standing(id);
    if (standing.back() == "matched") {
      ++matched;
    } else {
      CHECK(standing ==
            Lines{"1 over_invoiced quantity 0.00", "2 over_invoiced quantity 0.00", "held"});
    }
  }
  CHECK(matched == 1);
  CHECK(finance.broken().empty());
}

TEST_CASE("of two invoices for the same last goods the other one is over-invoiced", "[invoice]") {
  Finance finance;
  for (int round = 0; round < 4; ++round) {
    const std::string name = "Z" + std::to_string(round);
    const auto first = finance.recorded(invoice(name + "a", {line("", 239, "86.84")}));
    SupplierInvoice other = invoice(name + "b", {line("", 239, "86.84")});
    other.issued_on = day("2026-11-23");
    const auto second = finance.recorded(other);
    auto at_once = std::async(std::launch::async, [&] { return finance.matches(second); });
    finance.matches(first);
    at_once.get();
    Lines standings;
    for (const auto id : {first, second}) standings.push_back(finance.standing(id).front());
    std::sort(standings.begin(), standings.end());
    CHECK(standings == Lines{"1 matched none 86.84", "1 over_invoiced quantity 0.00"});
    CHECK(finance.broken().empty());
    // All of it is taken back, and the next round begins: what was credited in full and written
    // again is no duplicate.
    for (const auto& [id, number] : {std::pair(first, name + "a"), std::pair(second, name + "b")}) {
      if (finance.shown(id).head.state != inventory::InvoiceState::matched) {
        const auto withdraws = [invoice_id = id](Connection& connection, const Recording& by) {
          return withdraw_invoice(connection, by, {invoice_id, 0}, "again");
        };
        CHECK(finance.does("clerk", withdraws).front() == '{');
        continue;
      }
      CHECK(finance
                .records(credit_note(name + "c", number, CreditReason::billing_correction,
                                     {line("", 239, "86.84")}))
                .front() == '{');
    }
  }
}

TEST_CASE("the same bill under another number is a duplicate", "[invoice]") {
  Finance finance;
  const auto first = finance.recorded(invoice("Q1", {line("", 239, "86.84")}));
  const auto second = finance.recorded(invoice("Q2", {line("", 239, "86.84")}));
  finance.matches(first);
  finance.matches(second);
  CHECK(finance.standing(second) == Lines{"1 duplicate quantity 0.00", "held"});
  CHECK(finance.shown(second).cases.at(0).expected == "Q1");
}

TEST_CASE("the same command again changes nothing", "[invoice]") {
  Finance finance;
  const auto records = [&](Connection& connection, const Recording& by) {
    return record_documents(connection, by, {invoice("X1", {line("L-2", 24, "8.72")})});
  };
  const std::string first = finance.does("clerk", records, "once");
  CHECK(finance.does("clerk", records, "once") == first);
  const auto id = inventory::figure_in(first, "invoice_id");
  const auto matches = [&](Connection& connection, const Recording& by) {
    return match_invoice(connection, by, {id, 1});
  };
  const std::string matched = finance.does("clerk", matches, "match once");
  CHECK(finance.does("clerk", matches, "match once") == matched);
  CHECK(refuses(finance.does("clerk", matches, "match twice"), "record_has_changed"));
  CHECK(finance.database.figure("SELECT SUM(quantity) FROM invoice_claim") == 24);
}

TEST_CASE("an invoice of a thousand lines takes no more statements than a short one", "[invoice]") {
  Finance finance;
  const auto statements = [&](const std::string& number, int lines) {
    std::vector<InvoiceLine> billed(static_cast<std::size_t>(lines), line("L-3", 1, "0.36"));
    const std::int64_t before = finance.database.store().counts().statements;
    const auto id = finance.recorded(invoice(number, billed));
    finance.matches(id);
    return finance.database.store().counts().statements - before;
  };
  const std::int64_t few = statements("S80", 80);  // 71 are matched
  CHECK(statements("S1000", 1000) <= few);
  CHECK(finance.database.figure(
            "SELECT COUNT(*) FROM invoice_line_match WHERE outcome = 'matched'") == 71);
  CHECK(finance.broken().empty());
}
