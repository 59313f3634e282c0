#include "procurement/app/generate/generate_county.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "county_folder_support.h"
#include "generate_support.h"
#include "tests/support/temporary_folder.h"

using namespace wutong;
using app::generate_county;
using app::GeneratedCounty;
using app::GenerateOptions;
using inventory::CountyFolder;
using inventory::FacilityKind;
using test::bytes_of;
using test::TemporaryFolder;

namespace {

CountyFolder read_without_fault(const std::filesystem::path& folder) {
  test::CollectedFaults faults;
  auto county = app::read_county_folder(folder, {}, faults);
  REQUIRE(faults.lines() == std::vector<std::string>{});
  return std::move(*county);
}

CountyFolder generated(GenerateOptions options) {
  const TemporaryFolder folder;
  options.out = folder.path();
  generate_county(options);
  return read_without_fault(folder.path());
}

std::string refusal_of(const GenerateOptions& options) {
  try {
    generate_county(options);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

const GenerateOptions middling{
    .facilities = 60, .items = 150, .suppliers = 12, .lines = 1500, .seed = 5, .out = {}};

}  // namespace

TEST_CASE("the same options give the same bytes, another seed others", "[generate]") {
  const TemporaryFolder folder;
  GenerateOptions options = middling;
  for (const char* name : {"one", "same", "other"}) {
    options.out = folder.path() / "deep" / name;
    options.seed = std::string(name) == "other" ? 6 : 5;
    generate_county(options);
  }
  for (const char* file : test::county_files) {
    INFO(file);
    CHECK(bytes_of(folder.path() / "deep/one" / file) ==
          bytes_of(folder.path() / "deep/same" / file));
  }
  for (const char* file : {"requests.csv", "bids.csv", "stock.csv", "deliveries.csv"}) {
    INFO(file);
    CHECK(bytes_of(folder.path() / "deep/one" / file) !=
          bytes_of(folder.path() / "deep/other" / file));
  }
}

TEST_CASE("a made-up county of any size is read without fault", "[generate]") {
  const GenerateOptions size = GENERATE(
      GenerateOptions{1, 1, 0, 0, 1, {}}, GenerateOptions{1, 2000, 50, 0, 2, {}},
      GenerateOptions{2, 1, 1, 2, 3, {}}, GenerateOptions{3, 2, 0, 8, 4, {}},
      GenerateOptions{4, 7, 1, 5, 5, {}}, GenerateOptions{30, 40, 90, 700, 6, {}},
      GenerateOptions{284, 10, 3, 5660, 7, {}}, GenerateOptions{900, 3000, 130, 9000, 8, {}});
  const TemporaryFolder folder;
  GenerateOptions options = size;
  options.out = folder.path();
  const GeneratedCounty made = generate_county(options);
  const CountyFolder county = read_without_fault(folder.path());
  CHECK(made.facilities == options.facilities);
  CHECK(std::ssize(county.facilities) == options.facilities);
  CHECK(std::ssize(county.items) == options.items);
  CHECK(std::ssize(county.suppliers) == options.suppliers);
  CHECK(std::ssize(county.requests) == options.lines);
  CHECK(made.requests == options.lines);
  CHECK(std::ssize(county.bids) == made.bids);
  CHECK(std::ssize(county.opening_stock) == made.stock_rows);
  CHECK(std::ssize(county.deliveries) == made.deliveries);
}

TEST_CASE("what cannot be made is refused with a sentence", "[generate]") {
  GenerateOptions options = middling;
  options.lines = 59 * 150 * 2 + 1;
  CHECK(refusal_of(options) ==
        "--lines is 17701, and must be 0 to 17700: at most one regular and one emergency request "
        "for each of 150 items by each of 59 facilities beside the centre");
  options = middling;
  options.facilities = 0;
  CHECK(refusal_of(options) == "--facilities is 0, and must be 1 to 10000000");
  options = middling;
  options.items = -1;
  CHECK(refusal_of(options) == "--items is -1, and must be 1 to 1000000");
  options = middling;
  options.suppliers = -1;
  CHECK(refusal_of(options) == "--suppliers is -1, and must be 0 to 1000000");
  options = middling;
  options.lines = -1;
  CHECK_FALSE(refusal_of(options).empty());
  CHECK(refusal_of(middling) == "--out names no folder");
}

TEST_CASE("a catalogue larger than the seeds has no product twice", "[generate]") {
  GenerateOptions options = middling;
  options.items = 20'000;
  std::set<std::tuple<std::string, std::string, std::string, std::int64_t, std::string>> products;
  for (const inventory::ItemRecord& item : generated(options).items) {
    INFO(item.code);
    CHECK(products
              .emplace(item.generic_name, item.form, item.strength, item.pack_size.units(),
                       item.manufacturer)
              .second);
  }
}

TEST_CASE("a small catalogue still has all kinds of items", "[generate]") {
  std::set<std::string> kinds;
  for (const inventory::ItemRecord& item : generated(middling).items) {
    kinds.insert(item.kind);
  }
  CHECK(kinds.size() >= 6);
}

TEST_CASE("villages hang from townships, all else from the centre", "[generate]") {
  GenerateOptions options = middling;
  options.facilities = 1000;
  const CountyFolder county = generated(options);
  std::map<std::string, FacilityKind> kinds;
  for (const inventory::FacilityRecord& facility : county.facilities) {
    kinds[facility.code] = facility.kind;
  }
  for (const inventory::FacilityRecord& facility : county.facilities) {
    if (facility.kind != FacilityKind::centre) {
      const bool is_village = facility.kind == FacilityKind::village;
      CHECK(kinds.at(facility.parent_code) ==
            (is_village ? FacilityKind::township : FacilityKind::centre));
    }
  }
}
