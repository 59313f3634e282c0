#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "procurement/purchase/requisitions/cancel_requisition.h"
#include "procurement/purchase/requisitions/initiate_requisition.h"
#include "procurement/purchase/requisitions/review_requisition.h"
#include "procurement/purchase/requisitions/save_requisition.h"
#include "procurement/purchase/requisitions/submit_requisition.h"
#include "tests/support/purchase_county.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::Connection;
using inventory::Recording;
using pricing::Quantity;
using test::PurchaseCounty;

namespace {

std::uint64_t chosen_seed() {
  const char* given = std::getenv("WUTONG_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

/// How many operations: WUTONG_OPERATIONS asks for more than an ordinary day has time for.
int chosen_operations() {
  const char* given = std::getenv("WUTONG_OPERATIONS");
  return given != nullptr ? std::atoi(given) : 1500;
}

const std::array<std::string, 4> facilities{"V1", "V2", "T1", "H1"};
const std::array<std::string, 3> actors{"user:a", "user:b", "user:c"};

/// One requisition as the model knows it, with the one line that it has.
struct Modelled {
  std::string facility;
  std::string state = "draft";
  std::int64_t version = 1;
  std::string initiated_by;
  std::string submitted_by;
  std::string awaiting;
  bool has_line = true;
  std::int64_t requested = 0;
  std::int64_t standing = 0;
  std::int64_t held = 0;  // 分, of every budget over the facility
};

/// The rules, told a second time, with plain maps: what each deed must answer.
struct Model {
  std::map<std::string, Modelled> requisitions;
  std::map<std::string, std::int64_t> released{{"COUNTY", 40'000}, {"T1", 15'000}, {"H1", 15'000}};
  std::map<std::string, std::int64_t> committed;

  static std::vector<std::string> budgets_over(const std::string& facility) {
    return facility == "H1" ? std::vector<std::string>{"COUNTY", "H1"}
                            : std::vector<std::string>{"COUNTY", "T1"};
  }
  /// Item A: a pack of 10 at 2.00, so 20 分 a unit.
  static std::int64_t price_of(std::int64_t quantity) { return quantity * 20; }

  static bool is_judging(const Modelled& one) {
    return one.state == "submitted" || one.state == "endorsed";
  }
  static bool is_editable(const Modelled& one) {
    return one.state == "draft" || one.state == "returned";
  }

  std::string save(Modelled& one, std::int64_t version, std::int64_t quantity) {
    if (version != one.version) return "record_has_changed";
    if (!is_editable(one)) return "requisition_step_not_allowed";
    one.requested = quantity;
    one.has_line = quantity > 0;
    ++one.version;
    return "done";
  }
  std::string submit(Modelled& one, std::int64_t version, const std::string& actor) {
    if (version != one.version) return "record_has_changed";
    if (!is_editable(one)) return "requisition_step_not_allowed";
    if (!one.has_line) return "requisition_empty";
    one.state = "submitted";
    one.submitted_by = actor;
    one.standing = one.requested;
    one.awaiting = one.facility.front() == 'V' ? "T1" : "C1";
    ++one.version;
    return "done";
  }
  std::string review(Modelled& one, std::int64_t version, const std::string& actor,
                     Judgement judgement, std::int64_t quantity) {
    if (version != one.version) return "record_has_changed";
    if (!is_judging(one)) return "requisition_step_not_allowed";
    if (actor == one.initiated_by || actor == one.submitted_by) return "same_person_for_two_duties";
    if (judgement != Judgement::let_through) {
      one.state = judgement == Judgement::send_back ? "returned" : "rejected";
      one.awaiting.clear();
      ++one.version;
      return "done";
    }
    if (quantity > one.requested) return "approved_above_requested";
    if (quantity == 0) return "review_approves_nothing";
    if (one.awaiting != "C1") {
      one.state = "endorsed";
      one.awaiting = "C1";
    } else {
      for (const auto& budget : budgets_over(one.facility)) {
        if (committed[budget] + price_of(quantity) > released[budget]) return "budget_insufficient";
      }
      for (const auto& budget : budgets_over(one.facility)) committed[budget] += price_of(quantity);
      one.held = price_of(quantity);
      one.state = "approved";
      one.awaiting.clear();
    }
    one.standing = quantity;
    ++one.version;
    return "done";
  }
  std::string cancel(Modelled& one, std::int64_t version) {
    if (version != one.version) return "record_has_changed";
    if (one.state == "rejected" || one.state == "cancelled") return "requisition_step_not_allowed";
    for (const auto& budget : budgets_over(one.facility)) committed[budget] -= one.held;
    one.held = 0;
    one.state = "cancelled";
    one.awaiting.clear();
    ++one.version;
    return "done";
  }
};

std::string outcome(const std::string& answer) {
  return answer.front() == '{' ? "done" : answer.substr(0, answer.find(':'));
}

std::string shown_budget(const Model& model, const std::string& code) {
  const auto found = model.committed.find(code);
  return std::to_string(model.released.at(code)) + " " +
         std::to_string(found == model.committed.end() ? 0 : found->second) + " 0";
}

}  // namespace

TEST_CASE("whatever is done in whatever order, store and model agree", "[requisition][random]") {
  const std::uint64_t seed = chosen_seed();
  INFO("WUTONG_SEED=" << seed);
  std::mt19937_64 chance(seed);
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(chance() % count); };
  PurchaseCounty county;
  Model model;
  for (const auto& [code, fen] : model.released) {
    county.opens_budget(code, code == "COUNTY" ? "C1" : code, fen);
  }
  std::vector<std::string> numbers;
  const int operations = chosen_operations();
  for (int operation = 1; operation <= operations; ++operation) {
    INFO("operation " << operation);
    const std::string& actor = actors.at(below(actors.size()));
    if (numbers.empty() || below(6) == 0) {
      const std::string& facility = facilities.at(below(facilities.size()));
      const auto quantity = static_cast<std::int64_t>(1 + below(300));
      numbers.push_back(county.initiates(actor, facility, {{"A", Quantity(quantity), {}, ""}}));
      Modelled begun;
      begun.facility = facility;
      begun.initiated_by = actor;
      begun.requested = quantity;
      REQUIRE(model.requisitions.emplace(numbers.back(), begun).second);
      continue;
    }
    // Mostly a recent one, so that requisitions get to their ends.
    const std::size_t recent = numbers.size() > 12 && below(8) != 0 ? numbers.size() - 12 : 0;
    const std::string& number = numbers.at(recent + below(numbers.size() - recent));
    Modelled& one = model.requisitions.at(number);
    const std::int64_t version = below(10) == 0 ? one.version - 1 : one.version;
    const SeenRequisition seen{number, version};
    const auto quantity =
        static_cast<std::int64_t>(below(static_cast<std::size_t>(one.requested) + 3));
    std::string wanted;
    std::string answer;
    switch (below(7)) {
      case 0:
        wanted = model.save(one, version, quantity);
        answer = county.does(actor, [&](Connection& connection, const Recording& recording) {
          std::vector<AskedItem> items;
          if (quantity > 0) items.push_back({"A", Quantity(quantity), {}, ""});
          return save_requisition(connection, recording, {seen, {}, "", items});
        });
        break;
      case 1:
      case 2:
        wanted = model.submit(one, version, actor);
        answer = county.does(actor, [&](Connection& connection, const Recording& recording) {
          return submit_requisition(connection, recording, seen);
        });
        break;
      case 6:
        if (below(3) != 0) continue;
        wanted = model.cancel(one, version);
        answer = county.does(actor, [&](Connection& connection, const Recording& recording) {
          return cancel_requisition(connection, recording, {seen, "不再需要"});
        });
        break;
      default:
        const auto judgement = below(8) == 0   ? Judgement::send_back
                               : below(8) == 0 ? Judgement::reject
                                               : Judgement::let_through;
        const std::int64_t let = below(2) == 0 ? one.standing : quantity;
        wanted = model.review(one, version, actor, judgement, let);
        answer = county.does(actor, [&](Connection& connection, const Recording& recording) {
          std::vector<JudgedItem> items;
          if (judgement == Judgement::let_through) items.push_back({"A", Quantity(let)});
          return review_requisition(connection, recording,
                                    {seen, judgement, items, "stock_enough", ""});
        });
    }
    INFO(number << " " << answer);
    REQUIRE(outcome(answer) == wanted);
    if (operation % 500 == 0) REQUIRE(county.broken().empty());
  }
  for (const auto& [number, one] : model.requisitions) {
    INFO(number);
    REQUIRE(county.state_of(number) == one.state);
    REQUIRE(county.now(number).version == one.version);
  }
  for (const auto& [code, fen] : model.released) {
    REQUIRE(county.budget(code) == shown_budget(model, code));
  }
  REQUIRE(county.broken().empty());
}
