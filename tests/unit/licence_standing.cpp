#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/licence.h"
#include "inventory/records/recording.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/renew_licence.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

using namespace wutong;
using inventory::Date;
using inventory::LicenceKind;
using inventory::LicencePolicy;
using inventory::LicenceRecord;
using inventory::LicenceState;
using procurement::Refusal;
using procurement::Refused;

namespace {

Date day(const char* text) {
  return inventory::parse_date(text).value();
}

/// "expires_soon 30 30": state, days left, warning.
std::string standing_of(const LicenceRecord& licence, const char* as_of,
                        const LicencePolicy& policy = {}) {
  const auto standing = inventory::judge_licence(licence, day(as_of), policy);
  std::string text(inventory::to_string(standing.state));
  text += " " + (standing.days_left ? std::to_string(*standing.days_left) : "-");
  return text + " " + (standing.warning_days ? std::to_string(*standing.warning_days) : "-");
}

std::string refusal_of(const std::function<void()>& check) {
  try {
    check();
  } catch (const Refused& refused) {
    return refused.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a licence warns 60, 30 and 7 days before, and is good on its last day", "[licence]") {
  LicenceRecord licence{LicenceKind::business, "B1", "", "", day("2020-01-01"), day("2026-12-31")};
  CHECK(standing_of(licence, "2019-12-31") == "not_yet_valid 2557 -");
  CHECK(standing_of(licence, "2020-01-01") == "valid 2556 -");
  CHECK(standing_of(licence, "2026-10-31") == "valid 61 -");
  CHECK(standing_of(licence, "2026-11-01") == "expires_soon 60 60");
  CHECK(standing_of(licence, "2026-11-30") == "expires_soon 31 60");
  CHECK(standing_of(licence, "2026-12-01") == "expires_soon 30 30");
  CHECK(standing_of(licence, "2026-12-23") == "expires_soon 8 30");
  CHECK(standing_of(licence, "2026-12-24") == "expires_soon 7 7");
  CHECK(standing_of(licence, "2026-12-31") == "expires_soon 0 7");
  CHECK(standing_of(licence, "2027-01-01") == "expired -1 -");
  CHECK(standing_of(licence, "2027-03-01") == "expired -60 -");
}

TEST_CASE("the days of warning are the policy's", "[licence]") {
  const LicenceRecord licence{LicenceKind::good_supply, "G", "", "", {}, day("2026-12-31")};
  const LicencePolicy policy{{90, 10, 0}, "冀药监 2026-1"};
  CHECK(standing_of(licence, "2026-10-01", policy) == "valid 91 -");
  CHECK(standing_of(licence, "2026-10-02", policy) == "expires_soon 90 90");
  CHECK(standing_of(licence, "2026-12-30", policy) == "expires_soon 1 10");
  CHECK(standing_of(licence, "2026-12-31", policy) == "expires_soon 0 0");
}

TEST_CASE("without a last day a licence has no end, but that of the file is not known",
          "[licence]") {
  LicenceRecord licence{LicenceKind::business, "B1", "", "", day("2020-01-01"), {}};
  CHECK(standing_of(licence, "2026-11-22") == "valid - -");
  licence.kind = LicenceKind::supplier_file;
  CHECK(standing_of(licence, "2026-11-22") == "unknown - -");
}

TEST_CASE("the kinds of licences can be read back", "[licence]") {
  for (const LicenceKind kind :
       {LicenceKind::supplier_file, LicenceKind::business, LicenceKind::drug_distribution,
        LicenceKind::drug_production, LicenceKind::good_supply, LicenceKind::device_distribution,
        LicenceKind::device_production, LicenceKind::other}) {
    CHECK(inventory::parse_licence_kind(inventory::to_string(kind)) == kind);
  }
  CHECK_FALSE(inventory::parse_licence_kind("gsp"));
}

TEST_CASE("a bar names supplier, licence and day; a suspension comes before a licence",
          "[licence]") {
  inventory::OrderBar bar;
  const auto refusal = [&] {
    return refusal_of([&] { procurement::check_order_bar("S1", bar, day("2027-01-01")); });
  };
  CHECK(refusal().empty());
  inventory::SupplierLicence licence;
  licence.record = {LicenceKind::good_supply, "GSP-7", "", "", {}, day("2026-12-31")};
  bar.licence = licence;
  for (const char* figure :
       {"supplier_licence_expired", "S1", "good_supply", "GSP-7", "2026-12-31", "2027-01-01"}) {
    CHECK(refusal().find(figure) != std::string::npos);
  }
  bar.suspension = {1, 2, day("2026-11-01"), "供货质量问题", {}};
  CHECK(refusal().find("supplier_suspended: ") == 0);
  CHECK(refusal().find("2026-11-01: 供货质量问题") != std::string::npos);
}

TEST_CASE("only a licence that stands can be renewed or withdrawn", "[licence]") {
  std::vector<inventory::SupplierLicence> licences(4);
  for (std::size_t position = 0; position < licences.size(); ++position) {
    licences[position].licence_id = static_cast<std::int64_t>(position) + 1;
    licences[position].record.kind = LicenceKind::business;
  }
  licences[1].withdrawn_on = day("2026-01-01");
  licences[2].renewed_by_licence_id = 1;
  licences[3].record.kind = LicenceKind::supplier_file;
  const auto refusal = [&](std::int64_t id) {
    return refusal_of([&] { procurement::require_licence_in_use(licences, {"S1", id}); });
  };
  CHECK(refusal(1).empty());
  CHECK(refusal(2).find("licence_no_longer_in_use") == 0);
  CHECK(refusal(3).find("licence_no_longer_in_use") == 0);
  CHECK(refusal(4).find("licence_not_known") == 0);
  CHECK(refusal(5).find("licence_not_known") == 0);
}

TEST_CASE("what a field may hold is said with record, field and limit", "[licence]") {
  using namespace procurement;
  const Field field{"supplier S1", "name"};
  std::string five_hundred;
  for (int count = 0; count < 500; ++count) five_hundred += "药";
  CHECK(refusal_of([&] { check_text(field, five_hundred, 500); }).empty());
  CHECK(refusal_of([&] { check_text(field, five_hundred + "a", 500); }).find("field_too_long: ") ==
        0);
  CHECK(refusal_of([&] {
          check_text(field, " \t", 500);
        }).find("field_missing: supplier S1: name") == 0);
  CHECK(refusal_of([&] { check_optional_text(field, "", 500); }).empty());
  CHECK(refusal_of([&] { check_code(field, " S1"); }).find("bad_code") == 0);
  CHECK(refusal_of([&] { check_code(field, "S\x01"); }).find("bad_code") == 0);
  CHECK(refusal_of([&] { check_code(field, "县 S1"); }).empty());
  CHECK(refusal_of([&] { check_figure(field, 7, {7, 7}); }).empty());
  CHECK(refusal_of([&] { check_figure(field, 6, {7, 9}); }).find("figure_out_of_range: ") == 0);
  CHECK(refusal_of([&] {
          check_figure(field, 10, {7, 9});
        }).find("from 7 to 9") != std::string::npos);
  const Date today = day("2026-11-22");
  CHECK(refusal_of([&] { check_days("x", {today, today}); }).empty());
  CHECK(refusal_of([&] { check_days("x", {today, std::nullopt}); }).empty());
  CHECK(refusal_of([&] {
          check_days("x", {today, day("2026-11-21")});
        }).find("dates_reversed") == 0);
}

TEST_CASE("a moment is written with its microseconds", "[licence]") {
  const inventory::Moment moment = day("2026-01-02") + std::chrono::hours(3) +
                                   std::chrono::minutes(4) + std::chrono::microseconds(5);
  CHECK(inventory::to_string(moment) == "2026-01-02 03:04:00.000005");
}
