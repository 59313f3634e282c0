#include <catch2/catch.hpp>

#include "procurement/purchase/agreements/judge_agreement.h"

using namespace wutong;
using pricing::Quantity;
using pricing::UnitPrice;
using procurement::AgreementInput;
using procurement::judge_agreement;
using procurement::Refusal;

namespace {

inventory::Date day(const char* text) {
  return inventory::parse_date(text).value();
}

AgreementInput agreed(const char* price) {
  AgreementInput input;
  input.supplier_code = "S1";
  input.item_code = "A";
  input.pack_price = UnitPrice::parse(price);
  input.first_day = day("2026-01-01");
  input.last_day = day("2026-12-31");
  return input;
}

std::optional<Refusal> refusal_of(const AgreementInput& input) {
  const auto fault = judge_agreement(input, UnitPrice::parse("2.00"));
  if (!fault) return std::nullopt;
  return fault->refusal;
}

}  // namespace

TEST_CASE("agreements are judged as bids are", "[agreement]") {
  CHECK(refusal_of(agreed("2.00")) == std::nullopt);
  CHECK(refusal_of(agreed("2.0001")) == Refusal::agreement_above_list_price);
  CHECK(!judge_agreement(agreed("9"), std::nullopt));
  AgreementInput input = agreed("1");
  input.min_order_packs = Quantity(6);
  CHECK(refusal_of(input) == std::nullopt);
  input.maximum_packs = Quantity(6);
  CHECK(refusal_of(input) == std::nullopt);
  input.maximum_packs = Quantity(5);
  CHECK(refusal_of(input) == Refusal::agreement_minimum_above_maximum);
  input = agreed("1");
  input.last_day = day("2025-12-31");
  CHECK(refusal_of(input) == Refusal::dates_reversed);
}

TEST_CASE("progress is measured against the share of the time that is over", "[agreement]") {
  inventory::Agreement agreement;
  agreement.first_day = day("2026-11-01");
  agreement.last_day = day("2026-11-30");
  agreement.committed_packs = Quantity(300);
  const auto on = [&](const char* date, std::int64_t ordered, std::int64_t received) {
    return procurement::progress_of(agreement, {Quantity(ordered), Quantity(received)}, day(date));
  };
  auto progress = on("2026-11-15", 180, 119);  // half of the days: 150 are expected
  CHECK(progress.expected_packs.units() == 150);
  CHECK(progress.elapsed_days == 15);
  CHECK(progress.days == 30);
  CHECK(progress.percent_ordered == 120);
  CHECK(progress.percent_received == 79);
  CHECK(progress.is_behind);
  CHECK(!on("2026-11-15", 180, 120).is_behind);  // 80 per cent exactly
  progress = on("2026-10-31", 0, 0);             // it has not begun
  CHECK(progress.elapsed_days == 0);
  CHECK(progress.percent_received == std::nullopt);
  CHECK(!progress.is_behind);
  CHECK(on("2027-06-01", 0, 300).percent_received == 100);
  agreement.committed_packs.reset();
  CHECK(on("2026-11-15", 5, 5).percent_ordered == std::nullopt);
}
