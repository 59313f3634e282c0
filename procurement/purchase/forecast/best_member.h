#pragma once

#include <cstddef>
#include <vector>

#include "pricing/checked_integer.h"
#include "procurement/purchase/forecast/estimate.h"

namespace wutong::forecast {

/// A method with several parameters tried side by side: before each period every member forecasts
/// it, and the one with the least sum of squared errors so far speaks for all; the first of equal
/// ones.
template <class State>
class BestMember {
 public:
  explicit BestMember(std::vector<State> members) {
    for (State& member : members) tried_.push_back({std::move(member), 0});
  }

  void observe(Estimate demand) {
    for (Tried& each : tried_) {
      if (seen_ > 0) each.squares = added(each.squares, demand, each.state.after(1));
      each.state.observe(demand);
    }
    ++seen_;
  }

  const State& best() const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < tried_.size(); ++i) {
      if (tried_[i].squares < tried_[best].squares) best = i;
    }
    return tried_[best].state;
  }
  Estimate after(std::int64_t periods) const { return best().after(periods); }

 private:
  struct Tried {
    State state;
    pricing::Int128 squares;
  };
  static pricing::Int128 added(pricing::Int128 squares, Estimate demand, Estimate forecast) {
    const pricing::Int128 error = (demand - forecast).micros();
    return pricing::exact_sum(squares, error * error);
  }

  std::vector<Tried> tried_;
  std::size_t seen_ = 0;
};

}  // namespace wutong::forecast
