#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "procurement/purchase/forecast/estimate.h"

/// The recursive methods, each as a state that sees demand once, period by period: its forecasts
/// can depend on nothing that came later. `after(h)` is the forecast of the h-th period ahead.
/// Formulas and sources: README.md.
namespace wutong::forecast {

constexpr Share hundredths(std::int64_t count) {
  return {count, 100};
}

/// `before` moved towards the newest value, by the smoothing parameter or, while fewer were seen
/// than its weight stands for, by one of `seen`: so the start of a series has no say of its own.
inline Estimate moved(Estimate before, Estimate newest, std::int64_t percent, std::int64_t seen) {
  const Estimate way = newest - before;
  const bool is_warm = percent * seen >= 100;
  return before + (is_warm ? scaled(way, {percent, 100}) : scaled(way, {1, seen}));
}

class SimpleSmoothing {
 public:
  explicit SimpleSmoothing(std::int64_t percent) : percent_(percent) {}
  void observe(Estimate demand) {
    ++seen_;
    level_ = moved(level_, demand, percent_, seen_);
  }
  Estimate after(std::int64_t) const { return level_; }
  std::int64_t percent() const { return percent_; }
  std::int64_t seen() const { return seen_; }

 private:
  std::int64_t percent_;
  std::int64_t seen_ = 0;
  Estimate level_;
};

/// Holt's linear smoothing with a trend that is damped by `phi` a period.
class DampedTrend {
 public:
  struct Percents {
    std::int64_t level, trend, phi;
  };
  explicit DampedTrend(Percents percents) : percents_(percents) {}
  void observe(Estimate demand) {
    ++seen_;
    if (seen_ == 1) {
      level_ = demand;
      return;
    }
    const Estimate damped = scaled(trend_, hundredths(percents_.phi));
    const Estimate before = level_;
    level_ = moved(level_ + damped, demand, percents_.level, seen_);
    trend_ = damped + scaled(level_ - before - damped, hundredths(percents_.trend));
  }
  Estimate after(std::int64_t periods) const {
    Estimate step = trend_;
    Estimate sum = level_;
    for (std::int64_t i = 0; i < periods; ++i) {
      step = scaled(step, hundredths(percents_.phi));
      sum += step;
    }
    return sum;
  }

 private:
  Percents percents_;
  std::int64_t seen_ = 0;
  Estimate level_;
  Estimate trend_;
};

/// Size and interval of demand, smoothed where there is demand (Croston 1972).
class Croston {
 public:
  explicit Croston(std::int64_t percent) : percent_(percent) {}
  void observe(Estimate demand);
  Estimate after(std::int64_t) const;
  std::int64_t percent() const { return percent_; }

 private:
  std::int64_t percent_;
  std::int64_t demands_ = 0;
  std::int64_t periods_since_ = 0;
  Estimate size_;
  Estimate interval_;
};

/// Croston's forecast without its bias: times 1 - parameter / 2 (Syntetos and Boylan 2005).
class SyntetosBoylan {
 public:
  explicit SyntetosBoylan(std::int64_t percent) : croston_(percent) {}
  void observe(Estimate demand) { croston_.observe(demand); }
  Estimate after(std::int64_t periods) const {
    return scaled(croston_.after(periods), {200 - croston_.percent(), 200});
  }

 private:
  Croston croston_;
};

/// Size where there is demand, probability in every period (Teunter, Syntetos and Babai 2011): an
/// item that is no longer asked for fades out.
class TeunterSyntetosBabai {
 public:
  struct Percents {
    std::int64_t size, probability;
  };
  explicit TeunterSyntetosBabai(Percents percents) : percents_(percents) {}
  void observe(Estimate demand);
  Estimate after(std::int64_t) const { return product(size_, probability_); }

 private:
  Percents percents_;
  std::int64_t seen_ = 0;
  std::int64_t demands_ = 0;
  Estimate size_;
  Estimate probability_;
};

/// The mean of the last `window` values.
class MovingAverage {
 public:
  explicit MovingAverage(std::size_t window) : window_(window) {}
  void observe(Estimate demand);
  Estimate after(std::int64_t) const;

 private:
  std::size_t window_;
  std::vector<Estimate> last_;  ///< a ring of the window
  std::size_t next_ = 0;
  Estimate sum_;
};

}  // namespace wutong::forecast
