#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "procurement/purchase/budgets/open_budget.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using test::PurchaseCounty;
using test::refuses;

namespace {

constexpr int people = 8;

/// What each answered who did it at the same time.
template <typename Deed>
std::vector<std::string> all_at_once(Deed deed) {
  std::vector<std::future<std::string>> running;
  for (int person = 0; person < people; ++person) {
    running.push_back(std::async(std::launch::async, [&deed, person] { return deed(person); }));
  }
  std::vector<std::string> answers;
  for (auto& one : running) answers.push_back(one.get());
  return answers;
}

auto count_refused(const std::vector<std::string>& answers, const std::string& refusal) {
  return std::count_if(answers.begin(), answers.end(),
                       [&](const auto& answer) { return refuses(answer, refusal); });
}

}  // namespace

TEST_CASE("of many approvals against the same last yuan one wins", "[requisition][at_once]") {
  PurchaseCounty county;
  county.opens_budget("LAST", "C1", 550);  // one requisition of 5.00, and no other
  std::vector<std::string> numbers;
  for (int person = 0; person < people; ++person) {
    const char* facility = person % 2 == 0 ? "T1" : "H1";
    numbers.push_back(county.initiates("user:asks", facility, {{"A", Quantity(25), {}, ""}}));
    county.submits("user:asks", numbers.back());
  }
  const auto answers = all_at_once([&](int person) {
    return county.lets_through("user:centre" + std::to_string(person),
                               numbers[static_cast<std::size_t>(person)]);
  });
  CHECK(count_refused(answers, "budget_insufficient") == people - 1);
  CHECK(county.budget("LAST") == "550 500 0");
  CHECK(county.broken().empty());
}

TEST_CASE("of many who approve the same requisition one does", "[requisition][at_once]") {
  PurchaseCounty county;
  county.opens_budget("ONCE", "C1", 5'000);
  const std::string number = county.initiates("user:asks", "T1", {{"A", Quantity(25), {}, ""}});
  county.submits("user:asks", number);
  const auto answers = all_at_once([&](int person) {
    return county.lets_through("user:centre" + std::to_string(person), number);
  });
  // Who came late has seen an old version, or the new one, which awaits nobody.
  CHECK(count_refused(answers, "record_has_changed") +
            count_refused(answers, "requisition_step_not_allowed") ==
        people - 1);
  CHECK(county.budget("ONCE") == "5000 500 0");
  CHECK(county.broken().empty());
}

TEST_CASE("an approval and a release taken back never overspend together",
          "[requisition][at_once]") {
  PurchaseCounty county;
  county.opens_budget("BACK", "C1", 500);
  const std::string number = county.initiates("user:asks", "T1", {{"A", Quantity(25), {}, ""}});
  county.submits("user:asks", number);
  all_at_once([&](int person) {
    if (person % 2 == 0) return county.lets_through("user:centre", number);
    return county.does("user:finance", [&](Connection& connection, const Recording& recording) {
      return release_budget(connection, recording, {"BACK", {"2026-01", -500, "收回"}});
    });
  });
  const std::string budget = county.budget("BACK");
  CHECK((budget == "500 500 0" || budget == "0 0 0"));
  CHECK(county.broken().empty());
}

TEST_CASE("requisitions begun at the same time have different numbers", "[requisition][at_once]") {
  PurchaseCounty county;
  all_at_once([&](int person) {
    return county.does("user:" + std::to_string(person),
                       [&](Connection& connection, const Recording& recording) {
                         return initiate_requisition(connection, recording,
                                                     {"T1",
                                                      inventory::RequisitionKind::regular,
                                                      "",
                                                      {},
                                                      "",
                                                      Prefill::given,
                                                      {{"A", Quantity(1), {}, ""}}});
                       });
  });
  std::vector<std::string> wanted;
  for (int number = 1; number <= people; ++number) {
    wanted.push_back("RQ-T1-20261122-" + std::to_string(number));
  }
  CHECK(county.database.rows("SELECT requisition_no FROM requisition ORDER BY 1") == wanted);
}
