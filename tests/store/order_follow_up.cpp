#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/tables/master_tables.h"
#include "reporting/order_documents/order_document.h"
#include "reporting/order_follow_up/order_list.h"
#include "reporting/order_follow_up/supplier_performance.h"
#include "tests/support/order_county.h"

using namespace wutong;
using reporting::OrderListFilter;
using reporting::Overdue;
using reporting::Share;
using reporting::SupplierPerformance;
using test::day;
using test::OrderCounty;

namespace {

using Names = std::vector<std::string>;

Names listed(OrderCounty& county, const std::string& state, std::optional<Overdue> overdue,
             std::optional<std::int64_t> viewer = {}) {
  OrderListFilter filter{
      {}, {county.now, std::chrono::floor<std::chrono::days>(county.now), viewer}, state, overdue};
  Names numbers;
  for (const auto& one :
       reporting::list_orders(*county.database.store().lease(), OrderCounty::county, filter)) {
    numbers.push_back(one.order_no);
  }
  return numbers;
}

std::vector<SupplierPerformance> performance(OrderCounty& county,
                                             std::optional<std::int64_t> supplier_id = {}) {
  return reporting::load_supplier_performance(
      *county.database.store().lease(), OrderCounty::county,
      {"2026-11", supplier_id, inventory::to_string(county.now),
       std::chrono::floor<std::chrono::days>(county.now)});
}

bool is(const Share& share, std::int64_t part, std::int64_t whole) {
  return share.part == part && share.whole == whole;
}

/// What was brought, as the receiving writes it down.
void brings(OrderCounty& county, const std::string& order_no, const char* item,
            std::int64_t quantity) {
  const auto order = county.order(order_no);
  const std::string id = std::to_string(order.order.order_id + quantity);
  county.database.session().execute(
      "INSERT INTO delivery VALUES (1, " + id + ", 'DL-" + id + "', " +
      std::to_string(order.order.order_id) +
      ", NULL, 1, 'N1', 'recorded', 1, 'x', '2026-11-24', NOW(), '', NULL, NULL, NULL)");
  county.database.session().execute("INSERT INTO delivery_line SELECT 1, " + id +
                                    ", 1, item_id, 'L1', NULL, '2028-01-01', " +
                                    std::to_string(quantity) +
                                    ", '', 'intact', NULL, NULL, NULL, '', '' FROM item WHERE"
                                    " code = '" +
                                    item + "'");
}

}  // namespace

TEST_CASE("orders are listed by state and by what is overdue", "[orders]") {
  OrderCounty county;
  const std::string drafted = county.drafts({{"A", 20}});
  const std::string placed = county.drafts_and_sends({{"A", 20}});    // due in two days
  const std::string confirmed = county.drafts_and_sends({{"B", 5}});  // in three
  county.confirms(confirmed);
  CHECK(listed(county, "", {}) == Names{drafted, placed, confirmed});
  CHECK(listed(county, "placed", {}) == Names{placed});
  CHECK(listed(county, "", Overdue::any).empty());
  county.now += std::chrono::hours(25);
  CHECK(listed(county, "", Overdue::answer) == Names{placed});
  CHECK(listed(county, "", Overdue::delivery).empty());
  county.now = day("2026-11-25") + std::chrono::hours(1);
  CHECK(listed(county, "", Overdue::delivery) == Names{placed});
  county.now = day("2026-11-26") + std::chrono::hours(1);
  CHECK(listed(county, "", Overdue::delivery) == Names{placed, confirmed});
  county.receives(confirmed, true);
  CHECK(listed(county, "", Overdue::any) == Names{placed});
}

TEST_CASE("a supplier sees its orders and those it delivers, once they were sent", "[orders]") {
  OrderCounty county;
  const auto codes = inventory::load_codes(county.database.session(), OrderCounty::county,
                                           inventory::Noun::supplier);
  const auto id_of = [&](const std::string& wanted) {
    for (const auto& [id, code] : codes) {
      if (code == wanted) return id;
    }
    return std::int64_t{0};
  };
  const std::string drafted = county.drafts({{"A", 20}});
  const std::string own = county.drafts_and_sends({{"A", 20}});
  const std::string delivered = county.drafts_and_sends({{"A", 20}}, "D1");
  CHECK(listed(county, "", {}, id_of("S1")) == Names{own, delivered});
  CHECK(listed(county, "", {}, id_of("D1")) == Names{delivered});
  CHECK(listed(county, "", {}, id_of("S2")).empty());
  const auto document = [&](const std::string& order_no, const char* viewer) {
    return reporting::load_order_document(*county.database.store().lease(), OrderCounty::county,
                                          order_no, id_of(viewer))
        .has_value();
  };
  CHECK(document(delivered, "D1"));
  CHECK_FALSE(document(own, "D1"));
  CHECK_FALSE(document(own, "S2"));
}

TEST_CASE("suppliers are measured exactly", "[orders]") {
  OrderCounty county;
  // 40.00, all on time; 20.00, half in time and half a day late; 7.00, declined too late.
  const std::string good = county.drafts_and_sends({{"A", 20}});
  const std::string late = county.drafts_and_sends({{"A", 10}});
  const std::string declined = county.drafts_and_sends({{"C", 1}});
  const std::string open = county.drafts_and_sends({{"C", 30}});  // 210.00, due on the 25th
  county.drafts({{"C", 5}});
  county.cancels(county.drafts_and_sends({{"C", 7}}));
  county.confirms(good);
  county.now += std::chrono::hours(24);
  county.confirms(late);  // the last moment
  county.now += std::chrono::hours(1);
  county.declines(declined);
  county.now = day("2026-11-24") + std::chrono::hours(8);
  brings(county, good, "A", 200);
  county.receives(good, true);
  brings(county, late, "A", 50);
  county.receives(late, false);
  county.now = day("2026-11-25") + std::chrono::hours(8);
  brings(county, late, "A", 49);
  county.receives(late, true);
  brings(county, open, "C", 10);

  const auto measured = performance(county);
  REQUIRE(measured.size() == 1);
  const SupplierPerformance& one = measured.front();
  CHECK(one.supplier_code == "S1");
  CHECK(one.orders == 4);
  CHECK(one.declined == 1);
  CHECK(one.ordered_amount == pricing::Money::parse("270.00"));
  CHECK(one.received_amount == pricing::Money::parse("60.00"));
  CHECK(one.delivered_amount == pricing::Money::parse("129.80"));
  CHECK(is(one.answered_in_time, 2, 4));
  CHECK(is(one.distributed, 12980, 27000));
  CHECK(one.distributed.ten_thousandths() == 4807);
  CHECK(is(one.received, 6000, 27000));
  CHECK(is(one.on_time, 5000, 6000));  // the open one is due today, and not late yet
  CHECK(is(one.in_full_on_time, 1, 2));
  // 300 packs over 30 days, 25 of which have passed.
  CHECK(is(one.commitment, 0, 2'500'000));
  county.receives(open, true);
  CHECK(is(performance(county).front().commitment, 300'000, 2'500'000));
  CHECK(performance(county).front().commitment.ten_thousandths() == 1200);
  CHECK(performance(county, 99).empty());
}

TEST_CASE("of nothing there is no share, and halves are rounded up", "[orders]") {
  CHECK_FALSE(Share{}.ten_thousandths());
  CHECK(Share{1, 3}.ten_thousandths() == 3333);
  CHECK(Share{2, 3}.ten_thousandths() == 6667);
  CHECK(Share{1, 20000}.ten_thousandths() == 1);
  CHECK(Share{1, 20001}.ten_thousandths() == 0);
  CHECK(Share{900'000'000'000'000'000, 900'000'000'000'000'000}.ten_thousandths() == 10000);
}
