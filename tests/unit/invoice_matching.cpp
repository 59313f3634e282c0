#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "pricing/rounding.h"
#include "procurement/settlement/match_lines.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::InvoiceLine;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;
using pricing::VatRate;

namespace {

inventory::Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// Order PO-1: 240 capsules of I1 at 8.72 a pack of 24, 13 %; lots L-1 (144) and L-2 (96) came.
/// Order PO-1 also has I2 at 0 (free goods) of which 10 came; PO-2 has I1, of which nothing came.
OrderFacts orders() {
  const OrderLineFacts first{10,
                             1,
                             day("2026-11-02"),
                             UnitPrice::parse("8.72"),
                             Quantity(24),
                             VatRate::parse("0.13"),
                             "珠海联邦",
                             {{100, 11, "L-1", Quantity(144), Quantity(0), Quantity(0)},
                              {100, 12, "L-2", Quantity(96), Quantity(0), Quantity(0)}}};
  OrderLineFacts free = first;
  free.item_id = 2;
  free.pack_price = UnitPrice::parse("0");
  free.pack_size = Quantity(1);
  free.lots = {{100, 21, "F-1", Quantity(10), Quantity(0), Quantity(0)}};
  OrderLineFacts empty = first;
  empty.order_id = 20;
  empty.lots.clear();
  return {{{"PO-1", "I1"}, first}, {{"PO-1", "I2"}, free}, {{"PO-2", "I1"}, empty}};
}

struct Line {
  std::string order_no = "PO-1";
  std::string item_code = "I1";
  std::string lot_no = "L-1";
  std::int64_t quantity = 144;
  std::string price = "8.72";  // empty: none
  std::string amount = "52.32";
  std::string vat_rate = "0.13";
};

BilledLine billed(const Line& line, std::int64_t line_no = 1) {
  std::optional<UnitPrice> price;
  if (!line.price.empty()) price = UnitPrice::parse(line.price);
  return {InvoiceLine{line_no, line.order_no, line.item_code, line.lot_no, Quantity(line.quantity),
                      price, Money::parse(line.amount), VatRate::parse(line.vat_rate)},
          {},
          {},
          {},
          {}};
}

InvoiceFacts invoice() {
  return {day("2026-11-22"), "国药", {}, ""};
}

std::string said(const LineMatch& match) {
  return std::string(to_string(match.outcome)) + " " + std::string(to_string(match.rule)) + " " +
         match.expected + " / " + match.found;
}

LineMatch matched(const BilledLine& line, const InvoiceFacts& facts = invoice(),
                  const MatchPolicy& policy = {}) {
  return match_lines(facts, {line}, orders(), policy).at(0);
}

}  // namespace

TEST_CASE("a line has the outcome of the first rule that it breaks", "[invoice]") {
  struct Case {
    const char* name;
    Line line;
    const char* said;
  };
  const std::vector<Case> cases{
      {"all as ordered", {}, "matched none  / "},
      {"another order", {.order_no = "PO-9"}, "unmatched order  / PO-9"},
      {"an item that was not ordered", {.item_code = "I9"}, "unmatched item I1 / I9"},
      {"a lot that did not come", {.lot_no = "L-9"}, "unmatched lot L-1 / L-9"},
      {"an order of which nothing came", {.order_no = "PO-2"}, "unmatched lot  / L-1"},
      {"one more than came of the lot",
       {.quantity = 145, .amount = "52.68"},
       "quantity_difference quantity 144 / 145"},
      {"all that came, in one lot",
       {.quantity = 240, .amount = "87.20"},
       "quantity_difference quantity 144 / 240"},
      {"one more than came of the line",
       {.quantity = 241, .amount = "87.56"},
       "over_invoiced quantity 144 / 241"},
      {"without a lot, over all lots",
       {.lot_no = "", .quantity = 240, .amount = "87.20"},
       "matched none  / "},
      {"without a lot, one too many",
       {.lot_no = "", .quantity = 241, .amount = "87.56"},
       "over_invoiced quantity 240 / 241"},
      {"a higher price",
       {.price = "8.73", .amount = "52.38"},
       "price_difference price 8.72 / 8.73"},
      {"a lower price", {.price = "8.71", .amount = "52.26"}, "price_difference price 8.72 / 8.71"},
      {"one 分 too many", {.amount = "52.33"}, "price_difference amount 52.32 / 52.33"},
      {"one 分 too few", {.amount = "52.31"}, "price_difference amount 52.32 / 52.31"},
      {"no price, the contract's amount", {.price = ""}, "matched none  / "},
      {"no price, another amount",
       {.price = "", .amount = "52.33"},
       "price_difference amount 52.32 / 52.33"},
      {"a half rounds up", {.quantity = 9, .amount = "3.27"}, "matched none  / "},
      {"a 3 % item billed at 13 %, the other way round",
       {.vat_rate = "0.03"},
       "price_difference vat_rate 0.13 / 0.03"},
      {"free goods at price 0",
       {.item_code = "I2", .lot_no = "F-1", .quantity = 10, .price = "0", .amount = "0"},
       "matched none  / "},
      {"free goods with a price",
       {.item_code = "I2", .lot_no = "F-1", .quantity = 10, .price = "0.01", .amount = "0.10"},
       "price_difference price 0 / 0.01"},
      {"a line about money alone, as of a debit note",
       {.quantity = 0, .price = "", .amount = "5.00"},
       "price_difference amount 0.00 / 5.00"},
  };
  for (const Case& expected : cases) {
    INFO(expected.name);
    const LineMatch match = matched(billed(expected.line));
    CHECK(said(match) == expected.said);
    const bool is_matched = match.outcome == MatchOutcome::matched;
    CHECK(match.payable == (is_matched ? Money::parse(expected.line.amount) : Money()));
    CHECK(match.claims.empty() == (!is_matched || expected.line.quantity == 0));
  }
}

TEST_CASE("an invoice from before the order is not matched", "[invoice]") {
  InvoiceFacts facts = invoice();
  facts.issued_on = day("2026-11-02");
  CHECK(matched(billed({}), facts).outcome == MatchOutcome::matched);
  facts.issued_on = day("2026-11-01");
  CHECK(said(matched(billed({}), facts)) == "unmatched date >= 2026-11-02 / 2026-11-01");
  BilledLine line = billed({});
  line.accepted_rules = {MatchRule::date};
  CHECK(matched(line, facts).outcome == MatchOutcome::matched);
}

TEST_CASE("what exceeds is a duplicate when an earlier invoice says the same", "[invoice]") {
  InvoiceFacts facts = invoice();
  facts.same_content_as = "24112345";
  CHECK(matched(billed({}), facts).outcome == MatchOutcome::matched);
  CHECK(said(matched(billed({.quantity = 241, .amount = "87.56"}), facts)) ==
        "duplicate quantity 24112345 / 241");
}

TEST_CASE("between maker and county there are two invoices at most", "[invoice]") {
  MatchPolicy policy;
  policy.two_invoice_rule = true;
  InvoiceFacts facts = invoice();
  CHECK(said(matched(billed({}), facts, policy)) == "unmatched chain 珠海联邦 / ");
  facts.supplier_name = "珠海联邦";
  CHECK(matched(billed({}), facts, policy).outcome == MatchOutcome::matched);
  facts = invoice();
  facts.upstream = {"中间商", "111", day("2026-11-20")};
  CHECK(said(matched(billed({}), facts, policy)) == "unmatched chain 珠海联邦 / 中间商");
  facts.upstream->seller = "珠海联邦";
  CHECK(matched(billed({}), facts, policy).outcome == MatchOutcome::matched);
  facts.upstream->issued_on = day("2026-11-23");
  CHECK(said(matched(billed({}), facts, policy)) ==
        "unmatched chain <= 2026-11-22 / 111 2026-11-23");
  BilledLine line = billed({});
  line.accepted_rules = {MatchRule::chain};
  CHECK(matched(line, facts, policy).outcome == MatchOutcome::matched);
}

TEST_CASE("tolerances are those of the policy, ends included", "[invoice]") {
  MatchPolicy policy;
  policy.price_per_mille = 10;  // 8.72 x 1 % = 0.0872
  CHECK(matched(billed({.price = "8.8072", .amount = "52.84"}), invoice(), policy).outcome ==
        MatchOutcome::matched);
  CHECK(said(matched(billed({.price = "8.8073", .amount = "52.84"}), invoice(), policy)) ==
        "price_difference price 8.72 / 8.8073");
  CHECK(said(matched(billed({.amount = "52.33"}), invoice(), policy)) ==
        "price_difference amount 52.32 / 52.33");
  policy.amount_per_line = Money::fen(1);
  CHECK(matched(billed({.amount = "52.33"}), invoice(), policy).payable == Money::parse("52.33"));
  CHECK(matched(billed({.amount = "52.34"}), invoice(), policy).outcome ==
        MatchOutcome::price_difference);
}

TEST_CASE("credits make a line smaller before it is judged", "[invoice]") {
  BilledLine over = billed({.lot_no = "", .quantity = 264, .amount = "95.92"});
  CHECK(matched(over).outcome == MatchOutcome::over_invoiced);
  over.credited_quantity = Quantity(24);
  over.credited_amount = Money::parse("8.72");
  CHECK(matched(over).payable == Money::parse("87.20"));

  BilledLine dear = billed({.price = "9.00", .amount = "54.00"});
  dear.credited_amount = Money::parse("1.68");
  CHECK(matched(dear).payable == Money::parse("52.32"));
  dear.credited_amount = Money::parse("1.67");
  CHECK(said(matched(dear)) == "price_difference amount 52.32 / 52.33");

  BilledLine wrong_rate = billed({.vat_rate = "0.03"});
  wrong_rate.credited_quantity = Quantity(144);
  wrong_rate.credited_amount = Money::parse("52.32");
  const LineMatch nothing = matched(wrong_rate);
  CHECK(nothing.outcome == MatchOutcome::matched);
  CHECK(nothing.payable.is_zero());
  CHECK(nothing.claims.empty());
}

TEST_CASE("a corrected price is the contract price from then on", "[invoice]") {
  BilledLine line = billed({.price = "9.00", .amount = "54.00"});
  line.corrected_price = UnitPrice::parse("9");
  CHECK(matched(line).payable == Money::parse("54.00"));
  line.corrected_price = UnitPrice::parse("8.9");
  CHECK(said(matched(line)) == "price_difference price 8.9 / 9.00");
}

TEST_CASE("authority lets a price pass, never more goods than came, never a VAT rate",
          "[invoice]") {
  const std::set<MatchRule> all{MatchRule::order,    MatchRule::item,  MatchRule::lot,
                                MatchRule::quantity, MatchRule::price, MatchRule::amount,
                                MatchRule::vat_rate};
  BilledLine price = billed({.price = "9.00", .amount = "54.01"});
  price.accepted_rules = all;
  CHECK(matched(price).payable == Money::parse("54.01"));
  BilledLine lots = billed({.quantity = 240, .amount = "87.20"});
  lots.accepted_rules = all;
  const LineMatch over_two_lots = matched(lots);
  REQUIRE(over_two_lots.claims.size() == 2);
  CHECK(over_two_lots.claims[0].lot_id == 11);
  CHECK(over_two_lots.claims[0].quantity == Quantity(144));
  CHECK(over_two_lots.claims[1].quantity == Quantity(96));
  for (const Line& never : std::vector<Line>{{.quantity = 241, .amount = "87.56"},
                                             {.vat_rate = "0.03"},
                                             {.lot_no = "L-9"},
                                             {.order_no = "PO-9"},
                                             {.item_code = "I9"}}) {
    BilledLine line = billed(never);
    line.accepted_rules = all;
    CHECK(matched(line).outcome != MatchOutcome::matched);
  }
}

TEST_CASE("only what a rule leaves open is a way out", "[invoice]") {
  using enum WayOut;
  const auto has = [](MatchOutcome outcome, MatchRule rule, WayOut way) {
    const std::vector<WayOut> ways = ways_out(outcome, rule);
    return std::find(ways.begin(), ways.end(), way) != ways.end();
  };
  using enum MatchOutcome;
  CHECK(has(price_difference, MatchRule::price, price_correction));
  CHECK(has(price_difference, MatchRule::price, accept_with_authority));
  CHECK(has(price_difference, MatchRule::amount, accept_with_authority));
  CHECK_FALSE(has(price_difference, MatchRule::amount, price_correction));
  CHECK_FALSE(has(price_difference, MatchRule::vat_rate, accept_with_authority));
  CHECK_FALSE(has(over_invoiced, MatchRule::quantity, accept_with_authority));
  CHECK_FALSE(has(duplicate, MatchRule::quantity, accept_with_authority));
  CHECK(has(quantity_difference, MatchRule::quantity, accept_with_authority));
  CHECK_FALSE(has(unmatched, MatchRule::order, accept_with_authority));
  CHECK(has(unmatched, MatchRule::chain, accept_with_authority));
  CHECK(has(over_invoiced, MatchRule::quantity, match_again));
  CHECK(ways_out(MatchOutcome::matched, MatchRule::none).empty());
}

TEST_CASE("what one line claims is not there for the next", "[invoice]") {
  const auto matches = match_lines(
      invoice(), {billed({}, 1), billed({.quantity = 1, .amount = "0.36"}, 2)}, orders(), {});
  CHECK(matches.at(0).outcome == MatchOutcome::matched);
  CHECK(matches.at(1).outcome == MatchOutcome::quantity_difference);
  const auto other_way = match_lines(
      invoice(), {billed({.quantity = 1, .amount = "0.36"}, 1), billed({}, 2)}, orders(), {});
  CHECK(other_way.at(0).outcome == MatchOutcome::matched);
  CHECK(other_way.at(1).outcome == MatchOutcome::quantity_difference);
}

// A model that knows nothing of the matching's insides: per lot it counts what is left.
TEST_CASE("at random, claims never exceed what came and every line has one outcome", "[invoice]") {
  const char* given = std::getenv("WUTONG_SEED");  // NOLINT(concurrency-mt-unsafe)
  const auto seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                                     : std::random_device{}();
  INFO("WUTONG_SEED=" << seed);
  std::mt19937 random(seed);
  const auto pick = [&](int least, int greatest) {
    return std::uniform_int_distribution<int>(least, greatest)(random);
  };
  for (int round = 0; round < 500; ++round) {
    OrderFacts facts = orders();
    OrderLineFacts& order = facts.at({"PO-1", "I1"});
    std::map<std::string, std::int64_t> left;
    std::int64_t left_in_all = 0;
    for (ReceivedLot& lot : order.lots) {
      lot.accepted = Quantity(pick(0, 30));
      lot.returned = Quantity(pick(0, static_cast<int>(lot.accepted.units())));
      lot.claimed = Quantity(pick(0, static_cast<int>((lot.accepted - lot.returned).units())));
      left[lot.lot_no] = lot.open().units();
      left_in_all += lot.open().units();
    }
    std::vector<BilledLine> lines;
    for (int line = 1; line <= pick(1, 8); ++line) {
      const std::string lot =
          std::vector<std::string>{"L-1", "L-2", ""}.at(static_cast<std::size_t>(pick(0, 2)));
      const int quantity = pick(1, 25);
      const Money amount = pricing::amount_of(order.pack_price, Quantity(quantity), order.pack_size,
                                              pricing::Rounding::half_up) +
                           Money::fen(pick(0, 5) == 0 ? 1 : 0);
      lines.push_back(
          billed({.lot_no = lot, .quantity = quantity, .amount = amount.to_string()}, line));
    }
    const auto matches = match_lines(invoice(), lines, facts, {});
    REQUIRE(matches.size() == lines.size());
    for (std::size_t index = 0; index < lines.size(); ++index) {
      const LineMatch& match = matches[index];
      const InvoiceLine& line = lines[index].line;
      const std::int64_t units = line.quantity.units();
      const std::int64_t open = line.lot_no.empty() ? left_in_all : left[line.lot_no];
      const Money exact = pricing::amount_of(order.pack_price, line.quantity, order.pack_size,
                                             pricing::Rounding::half_up);
      MatchOutcome expected = MatchOutcome::matched;
      if (units > left_in_all) {
        expected = MatchOutcome::over_invoiced;
      } else if (units > open) {
        expected = MatchOutcome::quantity_difference;
      } else if (line.amount != exact) {
        expected = MatchOutcome::price_difference;
      }
      REQUIRE(match.line_no == line.line_no);
      REQUIRE(match.outcome == expected);
      REQUIRE(match.payable == (expected == MatchOutcome::matched ? exact : Money()));
      std::int64_t claimed = 0;
      for (const Claim& claim : match.claims) {
        const std::string lot = claim.lot_id == 11 ? "L-1" : "L-2";
        REQUIRE((line.lot_no.empty() || line.lot_no == lot));
        left[lot] -= claim.quantity.units();
        left_in_all -= claim.quantity.units();
        claimed += claim.quantity.units();
        REQUIRE(left[lot] >= 0);
      }
      REQUIRE(claimed == (expected == MatchOutcome::matched ? units : 0));
    }
  }
}
