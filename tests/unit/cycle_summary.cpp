#include <catch2/catch.hpp>
#include <string>

#include "reporting/cycle_results/cycle_summary.h"

using namespace wutong;
using pricing::Money;
using reporting::CycleSummary;

namespace {

/// Two stages and three checks, one of them broken.
CycleSummary small_summary() {
  CycleSummary summary;
  summary.county = "130633";
  summary.period = "2026-11";
  summary.award_rule = "lowest_price";
  summary.counts = {{"bids", 7}, {"awards", 5}};
  summary.totals = {{"ordered_amount", Money::fen(123456)}, {"rounding", Money::fen(-5)}};
  summary.stages = {{"submit_bids", 7, std::chrono::milliseconds(1500), 12, 9},
                    {"award_bids", 5, std::chrono::milliseconds(0), 3, 5}};
  summary.checks = {{"stock_is_never_negative", 0, ""},
                    {"postings_sum_to_zero", 2, "entry_id=7, debit=\"1.00\""},
                    {"audit_chain_is_unbroken", 0, ""}};
  return summary;
}

}  // namespace

TEST_CASE("a summary adds up its stages and its checks", "[summary]") {
  CycleSummary summary = small_summary();
  CHECK(summary.elapsed() == std::chrono::milliseconds(1500));
  CHECK(summary.checks_passed() == 2);
  CHECK_FALSE(summary.is_clean());
  summary.checks.erase(summary.checks.begin() + 1);
  CHECK(summary.is_clean());
}

TEST_CASE("summary.json says everything, money as text", "[summary]") {
  CHECK(reporting::summary_json(small_summary()) == R"({
  "county": "130633",
  "period": "2026-11",
  "resumed": false,
  "counts": {
    "bids": 7,
    "awards": 5
  },
  "totals": {
    "ordered_amount": "1234.56",
    "rounding": "-0.05"
  },
  "seconds": 1.5,
  "stages": [
    {
      "name": "submit_bids",
      "lines": 7,
      "seconds": 1.5,
      "lines_per_second": 4,
      "statements": 12,
      "rows_written": 9
    },
    {
      "name": "award_bids",
      "lines": 5,
      "seconds": 0.0,
      "lines_per_second": 5000,
      "statements": 3,
      "rows_written": 5
    }
  ],
  "checks_passed": 2,
  "checks": [
    {
      "name": "stock_is_never_negative",
      "holds": true,
      "violations": 0
    },
    {
      "name": "postings_sum_to_zero",
      "holds": false,
      "violations": 2,
      "first_violation": "entry_id=7, debit=\"1.00\""
    },
    {
      "name": "audit_chain_is_unbroken",
      "holds": true,
      "violations": 0
    }
  ],
  "optimality": {
    "award_rule": "lowest_price",
    "status": "not_applicable"
  }
}
)");
}

TEST_CASE("the closing lines for a person name what is broken", "[summary]") {
  CycleSummary summary = small_summary();
  summary.resumed = true;
  const std::string text = reporting::summary_text(summary);
  CHECK_THAT(text, Catch::Contains("130633 2026-11  (resumed)"));
  CHECK_THAT(text, Catch::Contains("  ordered_amount                           1234.56\n"));
  CHECK_THAT(text, Catch::Contains("  checks passed                               2/3\n"));
  CHECK_THAT(text,
             Catch::Contains("BROKEN postings_sum_to_zero (2 rows): entry_id=7, debit=\"1.00\""));
  CHECK_THAT(text, !Catch::Contains("BROKEN stock_is_never_negative"));
}
