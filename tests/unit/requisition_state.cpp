#include "inventory/records/requisition_state.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

using namespace wutong::inventory;
using Action = RequisitionAction;
using State = RequisitionState;

namespace {

const std::vector<State> states{State::draft,     State::submitted,    State::endorsed,
                                State::returned,  State::approved,     State::rejected,
                                State::cancelled, State::consolidated, State::fulfilled};
const std::vector<Action> actions{Action::save,        Action::submit,  Action::submit_at_once,
                                  Action::endorse,     Action::approve, Action::send_back,
                                  Action::reject,      Action::confirm, Action::cancel,
                                  Action::consolidate, Action::release, Action::fulfil};

/// Every pair that is allowed, in words; a pair that is not here is refused.
const std::map<std::string, std::string> allowed{
    {"draft save", "draft"},
    {"draft submit", "submitted"},
    {"draft submit_at_once", "approved"},
    {"draft cancel", "cancelled"},
    {"returned save", "returned"},
    {"returned submit", "submitted"},
    {"returned submit_at_once", "approved"},
    {"returned cancel", "cancelled"},
    {"submitted endorse", "endorsed"},
    {"submitted approve", "approved"},
    {"submitted return", "returned"},
    {"submitted reject", "rejected"},
    {"submitted cancel", "cancelled"},
    {"endorsed endorse", "endorsed"},
    {"endorsed approve", "approved"},
    {"endorsed return", "returned"},
    {"endorsed reject", "rejected"},
    {"endorsed cancel", "cancelled"},
    {"approved confirm", "approved"},
    {"approved cancel", "cancelled"},
    {"approved consolidate", "consolidated"},
    {"consolidated confirm", "consolidated"},
    {"consolidated release", "approved"},
    {"consolidated fulfil", "fulfilled"},
    {"fulfilled confirm", "fulfilled"},
};

}  // namespace

TEST_CASE("a requisition does in each state what is allowed, and nothing else", "[requisition]") {
  for (const State state : states) {
    for (const Action action : actions) {
      const std::string pair = std::string(to_string(state)) + " " + std::string(to_string(action));
      INFO(pair);
      const auto wanted = allowed.find(pair);
      const auto next = next_state(state, action);
      REQUIRE(next.has_value() == (wanted != allowed.end()));
      if (next) CHECK(to_string(*next) == wanted->second);
    }
  }
}

TEST_CASE("the names of states and kinds read back", "[requisition]") {
  for (const State state : states) CHECK(parse_requisition_state(to_string(state)) == state);
  for (const char* kind : {"regular", "emergency", "equipment"}) {
    CHECK(to_string(parse_requisition_kind(kind).value()) == kind);
  }
  CHECK_FALSE(parse_requisition_kind("urgent").has_value());
  CHECK_FALSE(parse_requisition_state("open").has_value());
}
