/// How fast the daily purchase is: a consolidation of 300 requisitions of 60 lines, and every step
/// of one requisition of 1,200 lines, with durable writes. Prints Markdown. The folder given is
/// made and must be empty.

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/catalogue/register_master_data.h"
#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "procurement/purchase/periods/open_period.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/save_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"

namespace wutong::bench {

namespace {

using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::int64_t county_id = 1;
constexpr int facilities = 300;
constexpr int items = 1200;
constexpr int suppliers = 20;
constexpr int agreements_an_item = 4;
constexpr int lines_a_requisition = 60;
constexpr int runs = 5;

inventory::Date day() {
  return inventory::parse_date("2026-11-22").value();
}

std::string code(const char* begins, int number) {
  return fmt::format("{}{:04}", begins, number);
}

/// What a piece of work took: by the clock, and of the processors.
struct Taken {
  Milliseconds clock{};
  double processors = 0;
};

/// User and system time of a process until now, in milliseconds.
double processor_time(const std::string& pid) {
  constexpr int fields_before = 11;  // from the state, which follows the name in brackets
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string skipped;
  for (int each = 0; each < fields_before; ++each) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// Begun when it is made: the program and its database server.
class Watch {
 public:
  explicit Watch(std::string server_pid)
      : server_pid_(std::move(server_pid)), processors_(processors()), begin_(Clock::now()) {}
  Taken taken() const { return {Clock::now() - begin_, processors() - processors_}; }

 private:
  double processors() const { return processor_time("self") + processor_time(server_pid_); }

  std::string server_pid_;
  double processors_;
  Clock::time_point begin_;
};

class Bench {
 public:
  explicit Bench(const std::filesystem::path& folder)
      : store_(inventory::Store::open_private(folder)) {
    std::ifstream(folder / "database/pid") >> server_pid_;
    register_county();
    does("user:manager", [](Connection& connection, const Recording& recording) {
      return procurement::open_period(connection, recording, {"2026-11", 30});
    });
    agree();
  }

  template <typename Operation>
  std::string does(const std::string& actor, const Operation& operation) {
    const Recording recording{county_id, actor, day() + std::chrono::hours(9), day()};
    const Watch watch = begin();
    const auto result = inventory::run_command(
        *store_, {county_id, "bench", fmt::format("key {}", ++keys_), "", actor},
        [&](Connection& connection) { return operation(connection, recording); });
    last_ = watch.taken();
    return result.answer;
  }
  Taken last() const { return last_; }
  Watch begin() const { return Watch(server_pid_); }
  inventory::Store& store() { return *store_; }

  /// One approved requisition a facility, written past its steps.
  void approve_requisitions(int round) {
    does("user:asks", [&](Connection& connection, const Recording& recording) {
      const auto item_ids = ids(connection, inventory::Noun::item);
      const auto facility_ids = ids(connection, inventory::Noun::facility);
      for (int facility = 1; facility <= facilities; ++facility) {
        write_requisition(connection, recording, facility_ids.at(code("F", facility)), item_ids,
                          round * facilities + facility);
      }
      return std::string("{}");
    });
  }

 private:
  using Ids = std::map<std::string, std::int64_t>;

  static Ids ids(Connection& connection, inventory::Noun noun) {
    Ids ids;
    for (const auto& [id, one] : inventory::load_codes(connection, county_id, noun)) {
      ids.emplace(one, id);
    }
    return ids;
  }

  void register_county() {
    std::vector<inventory::FacilityRecord> places{
        {"C1", "C1", inventory::FacilityKind::centre, ""}};
    for (int each = 1; each <= facilities; ++each) {
      places.push_back({code("F", each), "F", inventory::FacilityKind::township, "C1"});
    }
    std::vector<inventory::SupplierRecord> sellers;
    for (int each = 1; each <= suppliers; ++each) {
      sellers.push_back({code("S", each), "S", "LN", {}, {}, {}});
    }
    std::vector<inventory::ItemRecord> goods;
    for (int each = 1; each <= items; ++each) {
      inventory::ItemRecord item;
      item.code = code("X", each);
      item.generic_name = "X";
      item.base_unit = "片";
      item.kind = "western";
      item.pack_size = Quantity(10);
      item.vat_rate = pricing::VatRate::parse("0.13");
      item.list_price = pricing::UnitPrice::parse("9.00");
      goods.push_back(std::move(item));
    }
    const auto connection = store_->lease();
    inventory::Transaction transaction(*connection);
    procurement::register_master_data(*connection, county_id, day(), places, sellers, goods);
    transaction.commit();
  }

  void agree() {
    std::vector<procurement::AgreementInput> inputs;
    for (int item = 1; item <= items; ++item) {
      for (int offer = 0; offer < agreements_an_item; ++offer) {
        procurement::AgreementInput one;
        one.supplier_code = code("S", (item + offer * 5) % suppliers + 1);
        one.item_code = code("X", item);
        one.kind = inventory::AgreementKind::contract;
        one.pack_price = pricing::UnitPrice::parse(fmt::format("{}.50", offer + 1));
        one.first_day = day() - std::chrono::days(30);
        one.last_day = day() + std::chrono::days(300);
        inputs.push_back(std::move(one));
      }
    }
    does("user:manager", [&](Connection& connection, const Recording& recording) {
      return procurement::make_agreements(connection, recording, inputs);
    });
  }

  static void write_requisition(Connection& connection, const Recording& recording,
                                std::int64_t facility_id, const Ids& item_ids, int number) {
    inventory::RequisitionDocument document;
    document.requisition_id = inventory::IdentifierSource::shared().next();
    document.requisition_no = fmt::format("RQ-{}", number);
    document.facility_id = facility_id;
    document.state = inventory::RequisitionState::approved;
    document.version = 1;
    document.period = "2026-11";
    document.initiated_by = document.submitted_by = "user:asks";
    std::vector<inventory::RequisitionItem> lines;
    for (int line = 0; line < lines_a_requisition; ++line) {
      inventory::RequisitionItem item;
      item.item_id = item_ids.at(code("X", (number * 7 + line * 20) % items + 1));
      item.requested = Quantity(number % 50 + 1);
      item.approved = item.requested;
      item.pack_size = Quantity(10);
      lines.push_back(std::move(item));
    }
    inventory::insert_requisition(connection, county_id, document);
    inventory::replace_requisition_items(connection, county_id, document.requisition_id, lines);
    inventory::save_step(connection, recording, document,
                         {1, inventory::RequisitionAction::approve, document.state, {}, "", ""});
  }

  std::unique_ptr<inventory::Store> store_;
  int keys_ = 0;
  Taken last_;
  std::string server_pid_;
};

/// What the server needs to copy the newest consolidation's rows into empty tables of the same
/// keys, in one durable transaction: nothing is decided, read from or sent to a client.
Taken raw_floor(Bench& bench) {
  const auto connection = bench.store().lease();
  const auto newest = connection->query_integer("SELECT MAX(consolidation_id) FROM consolidation");
  const std::string of_it = fmt::format("WHERE consolidation_id = {}", newest.value());
  const std::string of_orders =
      fmt::format("WHERE order_id IN (SELECT order_id FROM purchase_order_detail {})", of_it);
  const std::string of_requisitions = fmt::format(
      "WHERE requisition_id IN (SELECT requisition_id FROM consolidation_requisition {})", of_it);
  const std::vector<std::pair<std::string, std::string>> tables{
      {"consolidation", of_it},
      {"consolidation_requisition", of_it},
      {"consolidation_item", of_it},
      {"consolidation_line", of_it},
      {"requisition_line", ""},
      {"requisition", of_requisitions},
      {"requisition_step", of_requisitions + " AND version = 2"},
      {"purchase_order", of_orders},
      {"purchase_order_line", of_orders},
      {"purchase_order_detail", of_it},
      {"purchase_order_line_detail", of_orders},
      {"purchase_order_line_version", of_orders},
      {"purchase_order_step", of_orders}};
  for (const auto& [table, rows] : tables) {
    connection->execute("DROP TABLE IF EXISTS floor_" + table);
    connection->execute(fmt::format("CREATE TABLE floor_{0} LIKE {0}", table));
  }
  const Watch watch = bench.begin();
  inventory::Transaction transaction(*connection);
  for (const auto& [table, rows] : tables) {
    connection->execute(fmt::format("INSERT INTO floor_{0} SELECT * FROM {0} {1}", table, rows));
  }
  transaction.commit();
  const Taken taken = watch.taken();
  for (const auto& [table, rows] : tables) connection->execute("DROP TABLE floor_" + table);
  return taken;
}

/// In milliseconds: the median and the fastest by the clock, the mean of the processors.
struct Times {
  double median = 0;
  double fastest = 0;
  double processors = 0;
};

Times times_of(std::vector<Taken> taken) {
  std::sort(taken.begin(), taken.end(),
            [](const Taken& a, const Taken& b) { return a.clock < b.clock; });
  Times times{taken.at(taken.size() / 2).clock.count(), taken.front().clock.count(), 0};
  for (const Taken& one : taken) times.processors += one.processors;
  times.processors /= static_cast<double>(taken.size());
  return times;
}

void print_row(const std::string& name, const std::vector<Taken>& taken, const std::string& aim) {
  const Times times = times_of(taken);
  fmt::print("| {} | {:.0f} | {:.0f} | {:.0f} | {} |\n", name, times.median, times.fastest,
             times.processors, aim);
}

/// Work and floor of one run suffer from the same neighbours.
void print_ratio(const std::vector<Taken>& work, const std::vector<Taken>& floors) {
  print_row("its raw floor", floors, "");
  const Times one = times_of(work);
  const Times other = times_of(floors);
  fmt::print("| ratio | {:.1f} | {:.1f} | {:.1f} | |\n\n", one.median / other.median,
             one.fastest / other.fastest, one.processors / other.processors);
}

void measure_consolidation(Bench& bench) {
  procurement::ConsolidationInput input;
  input.all = true;
  std::vector<Taken> previews;
  std::vector<Taken> writes;
  std::vector<Taken> floors;
  for (int round = 0; round < runs; ++round) {
    bench.approve_requisitions(round);
    std::string fingerprint;
    const Watch watch = bench.begin();
    {
      const auto connection = bench.store().lease();
      fingerprint = procurement::decide_consolidation(*connection, county_id, day(), input,
                                                      procurement::Reading::only)
                        .fingerprint;
    }
    previews.push_back(watch.taken());
    bench.does("user:manager", [&](Connection& connection, const Recording& recording) {
      return procurement::consolidate(connection, recording, input, fingerprint);
    });
    writes.push_back(bench.last());
    floors.push_back(raw_floor(bench));
  }
  fmt::print(
      "| consolidation of {} requisitions of {} lines | ms | fastest | CPU | aim |\n"
      "|---|---|---|---|---|\n",
      facilities, lines_a_requisition);
  print_row("preview", previews, "");
  print_row("written", writes, "2000");
  print_ratio(writes, floors);
}

void measure_long_requisition(Bench& bench) {
  std::vector<procurement::AskedItem> asked;
  for (int item = 1; item <= items; ++item)
    asked.push_back({code("X", item), Quantity(30), {}, ""});
  std::vector<std::pair<const char*, std::vector<Taken>>> steps{
      {"initiate", {}}, {"save", {}}, {"submit", {}}, {"approve", {}}, {"consolidate", {}}};
  std::vector<Taken> floors;
  for (int round = 0; round < runs; ++round) {
    std::string number;
    bench.does("user:asks", [&](Connection& connection, const Recording& recording) {
      return procurement::initiate_requisition(connection, recording,
                                               {"F0001",
                                                inventory::RequisitionKind::regular,
                                                "2026-11",
                                                {},
                                                "",
                                                procurement::Prefill::given,
                                                asked});
    });
    steps[0].second.push_back(bench.last());
    {
      const auto connection = bench.store().lease();
      number = connection
                   ->query_text(
                       "SELECT requisition_no FROM requisition ORDER BY requisition_id"
                       " DESC LIMIT 1")
                   .value();
    }
    bench.does("user:asks", [&](Connection& connection, const Recording& recording) {
      return procurement::save_requisition(connection, recording, {{number, 1}, {}, "", asked});
    });
    steps[1].second.push_back(bench.last());
    bench.does("user:asks", [&](Connection& connection, const Recording& recording) {
      return procurement::submit_requisition(connection, recording, {number, 2});
    });
    steps[2].second.push_back(bench.last());
    bench.does("user:centre", [&](Connection& connection, const Recording& recording) {
      return procurement::review_requisition(
          connection, recording, {{number, 3}, procurement::Judgement::let_through, {}, "", ""});
    });
    steps[3].second.push_back(bench.last());
    procurement::ConsolidationInput input;
    input.requisitions = {number};
    std::string fingerprint;
    {
      const auto connection = bench.store().lease();
      fingerprint = procurement::decide_consolidation(*connection, county_id, day(), input,
                                                      procurement::Reading::only)
                        .fingerprint;
    }
    bench.does("user:manager", [&](Connection& connection, const Recording& recording) {
      return procurement::consolidate(connection, recording, input, fingerprint);
    });
    steps[4].second.push_back(bench.last());
    floors.push_back(raw_floor(bench));
  }
  fmt::print("| requisition of {} lines | ms | fastest | CPU | aim |\n|---|---|---|---|---|\n",
             items);
  for (const auto& [name, times] : steps) print_row(name, times, "300");
  print_ratio(steps.back().second, floors);
}

}  // namespace

}  // namespace wutong::bench

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: wutong_bench_daily EMPTY_FOLDER\n";
    return 2;
  }
  std::filesystem::create_directories(arguments[1]);
  wutong::bench::Bench bench(arguments[1]);
  fmt::print(
      "# The daily purchase\n\nMedians of {} runs, durable writes; CPU: the program and its "
      "database server.\n\n",
      wutong::bench::runs);
  wutong::bench::measure_long_requisition(bench);
  fmt::print("\n");
  wutong::bench::measure_consolidation(bench);
  return 0;
}
