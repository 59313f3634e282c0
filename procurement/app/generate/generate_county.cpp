#include "procurement/app/generate/generate_county.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "pricing/quantity.h"
#include "procurement/app/generate/county_table.h"
#include "procurement/app/generate/formulary.h"
#include "procurement/app/generate/made_up_bids.h"
#include "procurement/app/generate/made_up_county.h"
#include "procurement/app/generate/made_up_deliveries.h"
#include "procurement/app/generate/made_up_requests.h"
#include "procurement/app/generate/made_up_stock.h"

namespace wutong::app {
namespace {

/// What the files of a folder can hold sensibly; all products of these counts fit 64 bits.
constexpr std::int64_t most_facilities = 10'000'000;
constexpr std::int64_t most_items = 1'000'000;
constexpr std::int64_t most_suppliers = 1'000'000;

void refuse_count_outside(const std::string& name, std::int64_t count, std::int64_t least,
                          std::int64_t most) {
  if (count < least || count > most) {
    throw std::invalid_argument("--" + name + " is " + std::to_string(count) + ", and must be " +
                                std::to_string(least) + " to " + std::to_string(most));
  }
}

void refuse_impossible(const GenerateOptions& options) {
  refuse_count_outside("facilities", options.facilities, 1, most_facilities);
  refuse_count_outside("items", options.items, 1, most_items);
  refuse_count_outside("suppliers", options.suppliers, 0, most_suppliers);
  // The centre asks for nothing; the others can ask for each item twice, regularly and in an
  // emergency.
  const std::int64_t most_lines = (options.facilities - 1) * options.items * 2;
  if (options.lines < 0 || options.lines > most_lines) {
    throw std::invalid_argument("--lines is " + std::to_string(options.lines) +
                                ", and must be 0 to " + std::to_string(most_lines) +
                                ": at most one regular and one emergency request for each of " +
                                std::to_string(options.items) + " items by each of " +
                                std::to_string(options.facilities - 1) +
                                " facilities beside the centre");
  }
  if (options.out.empty()) {
    throw std::invalid_argument("--out names no folder");
  }
}

std::string text_of(const std::optional<pricing::Money>& amount) {
  return amount ? amount->to_string() : std::string();
}

void write_facilities(const MadeUpCounty& county, const std::filesystem::path& folder) {
  CountyTable table(folder / "facilities.csv", {"code", "name", "kind", "parent_code"});
  for (std::size_t facility = 0; facility < county.facilities.size(); ++facility) {
    const inventory::FacilityRecord record = county.facilities.record_of(facility);
    table.row({record.code, record.name, inventory::to_string(record.kind), record.parent_code});
  }
  table.finish();
}

void write_suppliers(const MadeUpCounty& county, const std::filesystem::path& folder) {
  CountyTable table(folder / "suppliers.csv", {"code", "name", "licence_no", "licence_expires_on",
                                               "order_fee", "minimum_order_amount"});
  for (std::size_t supplier = 0; supplier < county.suppliers.size(); ++supplier) {
    const inventory::SupplierRecord record = county.suppliers.record_of(supplier);
    table.row({record.code, record.name, record.licence_no,
               inventory::to_string(*record.licence_expires_on), text_of(record.order_fee),
               text_of(record.minimum_order_amount)});
  }
  table.finish();
}

void write_items(const MadeUpCounty& county, const std::filesystem::path& folder) {
  CountyTable table(folder / "items.csv",
                    {"code", "generic_name", "trade_name", "form", "strength", "base_unit",
                     "pack_size", "manufacturer", "kind", "storage", "vat_rate",
                     "substitution_group", "approval_no", "list_price"});
  for (std::size_t item = 0; item < county.items.size(); ++item) {
    const inventory::ItemRecord record = county.items.record_of(item);
    table.row({record.code, record.generic_name, record.trade_name, record.form, record.strength,
               record.base_unit, record.pack_size.to_string(), record.manufacturer, record.kind,
               record.storage, record.vat_rate.to_string(), record.substitution_group,
               record.approval_no, record.list_price->to_string()});
  }
  table.finish();
}

void write_cycle(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "cycle.json";
  const std::string today = inventory::to_string(made_up_today);
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << "{\n  \"period\": \"" << today.substr(0, 7) << "\",\n  \"today\": \"" << today
         << "\",\n  \"minimum_shelf_life_days\": " << made_up_minimum_shelf_life_days
         << ",\n  \"award_rule\": \"lowest_price\"\n}\n";
  stream.flush();
  if (!stream) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

/// The files whose rows depend on each other: stock on what is asked for, bids on what is then
/// needed, deliveries on what the bids win.
class MarketFiles {
 public:
  explicit MarketFiles(const std::filesystem::path& folder)
      : requests_(folder / "requests.csv",
                  {"facility_code", "item_code", "quantity", "kind", "requested_on"}),
        stock_(folder / "stock.csv",
               {"facility_code", "item_code", "lot", "expires_on", "quantity", "pack_price"}),
        bids_(folder / "bids.csv", {"supplier_code", "item_code", "pack_price", "capacity_packs",
                                    "min_order_packs", "lead_time_days"}),
        bid_tiers_(folder / "bid_tiers.csv",
                   {"supplier_code", "item_code", "from_packs", "pack_price"}),
        deliveries_(folder / "deliveries.csv",
                    {"supplier_code", "item_code", "lot", "expires_on", "quantity"}) {}

  void write(const MadeUpCounty& county, std::int64_t lines) {
    const Formulary formulary(county.items);
    const std::vector<std::int64_t> requested = write_requests(county, formulary, lines, requests_);
    for (std::size_t item = 0; item < requested.size(); ++item) {
      write_market_of(county, item, requested[item]);
    }
    for (std::size_t facility = 1; facility < county.facilities.size(); ++facility) {
      write_facility_stock(county, formulary, facility, stock_);
    }
    for (CountyTable* table : {&requests_, &stock_, &bids_, &bid_tiers_, &deliveries_}) {
      table->finish();
    }
  }

  void count_into(GeneratedCounty& made) const {
    made.requests = requests_.rows();
    made.stock_rows = stock_.rows();
    made.bids = bids_.rows();
    made.deliveries = deliveries_.rows();
  }

 private:
  void write_market_of(const MadeUpCounty& county, std::size_t item, std::int64_t requested) {
    const std::int64_t usable = write_centre_stock(county, item, requested, stock_);
    const pricing::Quantity needed(std::max<std::int64_t>(0, requested - usable));
    const pricing::Quantity pack_size(county.items.pack_size_of(item));
    const std::int64_t packs = pricing::packs_covering(needed, pack_size).units();
    const std::vector<inventory::BidRow> bids = make_bids(county, item, packs);
    write_bids(county, bids, bids_);
    write_bid_tiers(county, bids, packs, bid_tiers_);
    write_deliveries(county, bids, packs, deliveries_);
  }

  CountyTable requests_, stock_, bids_, bid_tiers_, deliveries_;
};

}  // namespace

GeneratedCounty generate_county(const GenerateOptions& options) {
  refuse_impossible(options);
  std::filesystem::create_directories(options.out);
  const MadeUpCounty county(seed_data(), options);
  write_facilities(county, options.out);
  write_suppliers(county, options.out);
  write_items(county, options.out);
  MarketFiles market(options.out);
  market.write(county, options.lines);
  write_cycle(options.out);
  GeneratedCounty made{
      .facilities = options.facilities, .items = options.items, .suppliers = options.suppliers};
  market.count_into(made);
  return made;
}

GeneratedCounty generate_sample_county(const std::filesystem::path& out) {
  const SeedData& seeds = seed_data();
  return generate_county({.facilities = std::ssize(seeds.places),
                          .items = std::ssize(seeds.items),
                          .suppliers = std::ssize(seeds.suppliers),
                          .lines = 20'000,
                          .seed = 20'261'122,
                          .out = out});
}

}  // namespace wutong::app
