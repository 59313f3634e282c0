#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/answer.h"
#include "inventory/tables/agreement_table.h"
#include "procurement/purchase/orders/answer_order.h"
#include "procurement/purchase/orders/escalate_orders.h"
#include "tests/support/order_county.h"

using namespace wutong;
using inventory::OrderAction;
using inventory::OrderState;
using test::day;
using test::OrderCounty;
using test::refuses;

namespace {

using Lines = std::vector<std::string>;

constexpr std::array<OrderState, 9> states{
    OrderState::drafted,   OrderState::approved,     OrderState::placed,
    OrderState::confirmed, OrderState::declined,     OrderState::partly_received,
    OrderState::received,  OrderState::closed_short, OrderState::cancelled};
constexpr std::array<OrderAction, 7> actions{
    OrderAction::approve, OrderAction::place, OrderAction::confirm, OrderAction::decline,
    OrderAction::change,  OrderAction::close, OrderAction::cancel};

bool is_done(const std::string& answer) {
  return !answer.empty() && answer.front() == '{';
}

Lines lines_of(OrderCounty& county, const std::string& order_no) {
  return county.database.rows(
      "SELECT i.code, l.packs, l.amount FROM purchase_order_line l JOIN item i USING (county_id,"
      " item_id) JOIN purchase_order o USING (county_id, order_id) WHERE o.order_no = '" +
      order_no + "' ORDER BY i.code");
}

}  // namespace

TEST_CASE("every step on an order in every state is taken or refused as the table says",
          "[orders]") {
  OrderCounty county;
  for (const OrderState state : states) {
    for (const OrderAction action : actions) {
      INFO(to_string(state) << " and " << to_string(action));
      const std::string order_no = county.drafts({{"A", 20}, {"C", 4}});
      county.brings_to(order_no, state);
      REQUIRE(county.state_of(order_no) == to_string(state));
      const auto before = county.steps_of(order_no);
      const std::string answer = county.acts(action, order_no);
      const auto to = inventory::next_state(state, action);
      if (to) {
        CHECK(is_done(answer));
        CHECK(county.state_of(order_no) == to_string(*to));
        CHECK(county.steps_of(order_no).size() == before.size() + 1);
      } else {
        CHECK(refuses(answer, "order_step_not_allowed"));
        CHECK(county.steps_of(order_no) == before);
      }
    }
  }
  for (const std::string& name : county.broken()) {
    INFO(name);  // receipts were written without their stock and journal entries
    CHECK(name.find("order") == std::string::npos);
  }
}

TEST_CASE("an order is approved by another than made it, sent, and confirmed", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts({{"A", 20}, {"B", 7}});
  CHECK(refuses(county.approves("user:maker", order_no), "same_person_for_two_duties"));
  CHECK(refuses(county.sends(order_no), "order_step_not_allowed"));
  CHECK(is_done(county.approves("user:approver", order_no)));
  CHECK(is_done(county.sends(order_no)));
  const auto sent = county.order(order_no);
  CHECK(sent.detail.placed_at == "2026-11-22 09:00:00.000000");
  CHECK(sent.detail.expected_on == day("2026-11-24"));  // the agreement's lead time
  CHECK(county.database.rows("SELECT answer_due_at, placed_version FROM purchase_order_clock") ==
        Lines{"2026-11-23 09:00:00.000000|3"});
  county.now += std::chrono::hours(3);
  CHECK(is_done(county.confirms(order_no)));
  CHECK(county.order(order_no).detail.answered_at == "2026-11-22 12:00:00.000000");
  CHECK(county.steps_of(order_no) ==
        Lines{"1 create drafted", "2 approve approved", "3 place placed", "4 confirm confirmed"});
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("without a lead time the goods are due when the policy says", "[orders]") {
  OrderCounty county;
  const std::string usual = county.drafts_and_sends({{"B", 7}});
  CHECK(county.order(usual).detail.expected_on == day("2026-11-25"));
  county.has_policy("purchase_order", R"({"answer_hours": 6, "delivery_hours": 25})");
  const std::string other = county.drafts_and_sends({{"B", 7}});
  CHECK(county.order(other).detail.expected_on == day("2026-11-24"));
  CHECK(county.database.rows("SELECT answer_due_at FROM purchase_order_clock ORDER BY order_id") ==
        Lines{"2026-11-23 09:00:00.000000", "2026-11-22 15:00:00.000000"});
}

TEST_CASE("large orders take two approvers, and the largest a role", "[orders]") {
  OrderCounty county;
  county.has_policy("order_approval",
                    R"({"levels": [{"up_to_fen": 4000}, {"up_to_fen": 10000, "approvers": 2},)"
                    R"( {"up_to_fen": 20000, "approvers": 1, "role": "purchasing_manager"}]})");
  const std::string small = county.drafts({{"A", 20}});  // 40.00
  county.approves("user:one", small);
  CHECK(county.state_of(small) == "approved");

  const std::string large = county.drafts({{"A", 25}});  // 50.00
  CHECK(inventory::figure_in(county.approves("user:one", large), "approvals_left") == 1);
  CHECK(county.state_of(large) == "drafted");
  CHECK(refuses(county.approves("user:one", large), "same_person_for_two_duties"));
  CHECK(refuses(county.sends(large), "order_step_not_allowed"));
  // A change makes the first approval void.
  CHECK(is_done(county.changes(large, {{"A", 30}})));
  CHECK(inventory::figure_in(county.approves("user:one", large), "approvals_left") == 1);
  CHECK(is_done(county.approves("user:two", large)));
  CHECK(county.state_of(large) == "approved");
  CHECK(county.steps_of(large) ==
        Lines{"1 create drafted", "2 approve drafted more_approvals_needed", "3 change drafted",
              "4 approve drafted more_approvals_needed", "5 approve approved"});

  const std::string huge = county.drafts({{"A", 60}});  // 120.00
  const std::string refusal = county.approves("user:one", huge);
  CHECK(refuses(refusal, "order_above_authority"));
  CHECK(refusal.find("120.00") != std::string::npos);
  CHECK(refusal.find("100.00") != std::string::npos);
  CHECK(is_done(county.approves("user:one", huge, {"purchasing_manager"})));
  const std::string beyond = county.drafts({{"A", 105}});
  CHECK(refuses(county.approves("user:one", beyond, {"purchasing_manager"}),
                "order_above_authority"));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("who changed an order does not approve it", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts({{"A", 20}});
  CHECK(is_done(county.changes(order_no, {{"A", 10}}, "user:approver")));
  CHECK(refuses(county.approves("user:approver", order_no), "same_person_for_two_duties"));
  CHECK(is_done(county.approves("user:other", order_no)));
}

TEST_CASE("a supplier that is suspended, or whose licence is over, gets no order", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts({{"A", 20}}, "user:maker", "D1");
  county.approves("user:approver", order_no);
  county.database.session().execute(
      "INSERT INTO supplier_suspension SELECT county_id, supplier_id, 1, '2026-11-01', '质量问题',"
      " 'x', NULL, '', '' FROM supplier WHERE code = 'D1'");
  CHECK(refuses(county.sends(order_no), "supplier_suspended"));
  county.database.session().execute("DELETE FROM supplier_suspension");
  county.database.session().execute(
      "UPDATE supplier s JOIN supplier_version v USING (county_id, supplier_id) SET"
      " s.licence_expires_on = '2026-11-21', v.licence_expires_on = '2026-11-21' WHERE s.code = "
      "'S1'");
  CHECK(refuses(county.sends(order_no), "supplier_licence_expired"));
  CHECK(county.state_of(order_no) == "approved");
}

TEST_CASE("a change is judged by the agreement and kept as a version", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts_and_sends({{"A", 20}, {"B", 7}, {"C", 4}});
  CHECK(refuses(county.changes(order_no, {{"A", 22}}), "packs_not_a_multiple"));
  CHECK(refuses(county.changes(order_no, {{"A", 5}}), "packs_below_minimum"));
  CHECK(refuses(county.changes(order_no, {{"A", 1005}}), "packs_above_maximum"));
  CHECK(refuses(county.changes(order_no, {{"X", 5}}), "order_line_unknown"));
  CHECK(refuses(county.changes(order_no, {{"A", 20}}), "order_change_is_none"));
  CHECK(refuses(county.changes(order_no, {{"A", 0}, {"B", 0}, {"C", 0}}), "order_without_lines"));
  CHECK(refuses(county.changes(order_no, {{"A", 10}}, "user:maker", ""), "field_missing"));
  CHECK(county.state_of(order_no) == "placed");

  CHECK(is_done(county.changes(order_no, {{"A", 1000}, {"B", 9}, {"C", 0}})));
  CHECK(county.state_of(order_no) == "drafted");
  CHECK(lines_of(county, order_no) == Lines{"A|1000|2000.00", "B|9|9.05"});  // 9.045, half up
  CHECK(county.order(order_no).order.amount == pricing::Money::parse("2009.05"));
  CHECK(county.database.rows("SELECT version, COUNT(*), SUM(packs) FROM"
                             " purchase_order_line_version GROUP BY version") ==
        Lines{"1|3|31", "4|2|1009"});
  CHECK(is_done(county.approves("user:approver", order_no)));
  CHECK(is_done(county.sends(order_no)));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what other orders have taken of an agreement is not there for a change", "[orders]") {
  OrderCounty county;
  county.drafts({{"A", 900}});
  const std::string order_no = county.drafts({{"A", 20}});
  CHECK(refuses(county.changes(order_no, {{"A", 105}}), "packs_above_maximum"));
  CHECK(is_done(county.changes(order_no, {{"A", 100}})));
}

TEST_CASE("an agreement that is over takes less, not more", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts({{"A", 20}});
  county.database.session().execute("UPDATE supply_agreement SET last_day = '2026-11-21'");
  CHECK(refuses(county.changes(order_no, {{"A", 25}}), "agreement_ended"));
  CHECK(is_done(county.changes(order_no, {{"A", 10}})));
}

TEST_CASE("a declined order counts as ordered no longer", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts_and_sends({{"A", 20}});
  const auto ordered = [&] {
    const auto agreement =
        county.database.figure("SELECT agreement_id FROM purchase_order_line_detail");
    return inventory::load_agreement_uses(*county.database.store().lease(), OrderCounty::county,
                                          {agreement})[agreement]
        .ordered_packs.units();
  };
  CHECK(ordered() == 20);
  CHECK(refuses(county.declines(order_no, ""), "field_missing"));
  CHECK(is_done(county.declines(order_no)));
  CHECK(ordered() == 0);
  CHECK(county.steps_of(order_no).back() == "4 decline declined out_of_stock");
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("what the centre answers for a supplier says how it was told", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts_and_sends({{"A", 20}});
  const auto answer = [&](const char* note) {
    const auto seen = county.seen(order_no);
    return county.does("user:maker", [&](auto& connection, const auto& recording) {
      return procurement::answer_order(
          connection, recording,
          {seen, procurement::SupplierAnswer::confirm, procurement::AnswerFrom::centre, "", note});
    });
  };
  CHECK(refuses(answer(""), "field_missing"));
  CHECK(is_done(answer("电话确认")));
  CHECK(county.steps_of(order_no).back() == "4 confirm confirmed on_behalf");
}

TEST_CASE("an answer that does not come is escalated once for each sending", "[orders]") {
  OrderCounty county;
  const std::string late = county.drafts_and_sends({{"A", 20}});
  const std::string answered = county.drafts_and_sends({{"B", 5}});
  county.confirms(answered);
  county.now += std::chrono::hours(24);
  CHECK(county.escalates() == R"({"escalated":0})");  // just in time
  county.now += std::chrono::seconds(1);
  CHECK(county.escalates() == R"({"escalated":1})");
  CHECK(county.escalates() == R"({"escalated":0})");
  CHECK(county.steps_of(late).back() == "4 escalate placed answer_overdue");
  CHECK(is_done(county.changes(late, {{"A", 10}})));
  county.approves("user:approver", late);
  county.sends(late);
  county.now += std::chrono::hours(25);
  CHECK(county.escalates() == R"({"escalated":1})");
  CHECK(is_done(county.confirms(late)));
  CHECK(county.broken() == std::vector<std::string>{});
}

TEST_CASE("escalating a hundred orders takes as many statements as one", "[orders]") {
  const auto statements_for = [](int orders) {
    OrderCounty county;
    for (int index = 0; index < orders; ++index) county.drafts_and_sends({{"B", 5}});
    county.now += std::chrono::hours(25);
    std::int64_t statements = 0;
    county.does("server", [&](auto& connection, const auto& recording) {
      const auto before = connection.counts().statements;
      const std::string answer = procurement::escalate_orders(connection, recording);
      statements = connection.counts().statements - before;
      return answer;
    });
    CHECK(county.database.figure("SELECT COUNT(*) FROM purchase_order_step WHERE action ="
                                 " 'escalate'") == orders);
    return statements;
  };
  CHECK(statements_for(1) == statements_for(100));
}

TEST_CASE("two who act upon the same version: one does, the other is told", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts_and_sends({{"A", 20}});
  const auto seen = county.seen(order_no);
  CHECK(is_done(county.confirms(order_no)));
  CHECK(refuses(county.does("user:s1",
                            [&](auto& connection, const auto& recording) {
                              return procurement::answer_order(
                                  connection, recording,
                                  {seen, procurement::SupplierAnswer::decline,
                                   procurement::AnswerFrom::supplier, "x", ""});
                            }),
                "record_has_changed"));
}

TEST_CASE("an order that is not there, of a cycle, or of a settled period takes no step",
          "[orders]") {
  OrderCounty county;
  CHECK(refuses(county.confirms("PO-9"), "order_unknown"));
  const std::string order_no = county.drafts_and_sends({{"A", 20}});
  county.database.session().execute("UPDATE procurement_cycle SET state = 'settled'");
  CHECK(refuses(county.confirms(order_no), "period_not_open"));
  county.database.session().execute("DELETE FROM purchase_order_detail");
  CHECK(refuses(county.confirms(order_no), "order_of_a_cycle"));
}

TEST_CASE("an order is ended with a reason", "[orders]") {
  OrderCounty county;
  const std::string order_no = county.drafts_and_sends({{"A", 20}});
  CHECK(refuses(county.cancels(order_no, ""), "field_missing"));
  CHECK(refuses(county.closes(order_no, ""), "field_missing"));
  county.receives(order_no, false);
  CHECK(refuses(county.cancels(order_no), "order_step_not_allowed"));
  CHECK(is_done(county.closes(order_no)));
  CHECK(county.state_of(order_no) == "closed_short");
}
