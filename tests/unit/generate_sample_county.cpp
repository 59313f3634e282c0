#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "county_folder_support.h"
#include "generate_support.h"
#include "pricing/rounding.h"
#include "procurement/app/generate/generate_county.h"
#include "tests/support/temporary_folder.h"

using namespace wutong;
using inventory::CountyFolder;
using inventory::FacilityKind;
using inventory::RequestKind;

namespace {

/// Beside the tests in the source tree, wherever the tests run.
std::filesystem::path shipped_folder() {
  return std::filesystem::path(WUTONG_SOURCE_DIR) / "sql/seed/sample_county";
}

const CountyFolder& sample() {
  static const CountyFolder county = [] {
    test::CollectedFaults faults;
    auto read = app::read_county_folder(shipped_folder(), {}, faults);
    REQUIRE(faults.lines() == std::vector<std::string>{});
    return std::move(*read);
  }();
  return county;
}

std::map<std::string, FacilityKind> facility_kinds() {
  std::map<std::string, FacilityKind> kinds;
  for (const inventory::FacilityRecord& facility : sample().facilities) {
    kinds[facility.code] = facility.kind;
  }
  return kinds;
}

/// What is asked for, in 分 at list prices.
std::map<FacilityKind, std::int64_t> value_by_kind() {
  const auto kinds = facility_kinds();
  std::map<std::string, const inventory::ItemRecord*> items;
  for (const inventory::ItemRecord& item : sample().items) {
    items[item.code] = &item;
  }
  std::map<FacilityKind, std::int64_t> values;
  for (const inventory::RequestRow& request : sample().requests) {
    const inventory::ItemRecord& item = *items.at(sample().codes.items[request.item]);
    values[kinds.at(sample().codes.facilities[request.facility])] +=
        pricing::amount_of(*item.list_price, request.quantity, item.pack_size,
                           pricing::Rounding::half_up)
            .fen();
  }
  return values;
}

}  // namespace

TEST_CASE("the sample county that ships is the one that is generated", "[generate][sample]") {
  const test::TemporaryFolder folder;
  app::generate_sample_county(folder.path());
  for (const char* file : test::county_files) {
    INFO(file << ": to renew it, run wutong generate --sample --out sql/seed/sample_county");
    CHECK(test::bytes_of(folder.path() / file) == test::bytes_of(shipped_folder() / file));
  }
}

TEST_CASE("the sample county has the shape of a county", "[generate][sample]") {
  std::map<FacilityKind, int> counts;
  for (const auto& [code, kind] : facility_kinds()) {
    ++counts[kind];
  }
  CHECK(counts == std::map<FacilityKind, int>{{FacilityKind::centre, 1},
                                              {FacilityKind::hospital, 3},
                                              {FacilityKind::township, 27},
                                              {FacilityKind::village, 250},
                                              {FacilityKind::drugstore, 3}});
  CHECK(sample().items.size() >= 530);
  CHECK(sample().suppliers.size() == 40);
  CHECK(sample().requests.size() == 20'000);
  CHECK(sample().parameters.period == "2026-11");
}

TEST_CASE("a village of the sample asks for 25 to 75 lines", "[generate][sample]") {
  const auto kinds = facility_kinds();
  std::map<std::string, int> lines;
  std::size_t emergencies = 0;
  for (const inventory::RequestRow& request : sample().requests) {
    ++lines[sample().codes.facilities[request.facility]];
    emergencies += request.kind == RequestKind::emergency ? 1U : 0U;
  }
  for (const auto& [code, count] : lines) {
    if (kinds.at(code) == FacilityKind::village) {
      INFO(code);
      CHECK(count >= 25);
      CHECK(count <= 75);
    }
  }
  CHECK(lines.size() == 283);
  CHECK(emergencies > 400);
  CHECK(emergencies < 800);
}

TEST_CASE("the sample's month costs what a county's month costs", "[generate][sample]") {
  constexpr std::int64_t fen_in_a_million_yuan = 100'000'000;
  std::map<FacilityKind, std::int64_t> values = value_by_kind();
  CHECK(values[FacilityKind::hospital] / fen_in_a_million_yuan >= 15);
  CHECK(values[FacilityKind::hospital] / fen_in_a_million_yuan < 40);
  CHECK(values[FacilityKind::township] / fen_in_a_million_yuan >= 4);
  CHECK(values[FacilityKind::township] / fen_in_a_million_yuan < 12);
  CHECK(values[FacilityKind::village] * 2 > fen_in_a_million_yuan);
  CHECK(values[FacilityKind::village] < 3 * fen_in_a_million_yuan);
}
