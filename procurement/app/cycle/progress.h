#pragma once

#include <cstddef>
#include <ostream>
#include <string_view>

#include "reporting/cycle_results/cycle_summary.h"

namespace wutong::app {

/// Tells a person how far a cycle has come: a bar on a terminal, plain lines elsewhere.
class Progress {
 public:
  Progress(std::ostream& out, bool is_terminal, std::size_t stages)
      : out_(out), is_terminal_(is_terminal), stages_(stages) {}
  void begin(std::string_view stage);
  void end(const reporting::StageFigures& figures);

 private:
  void draw_bar(std::string_view stage);

  std::ostream& out_;
  const bool is_terminal_;
  const std::size_t stages_;
  std::size_t done_ = 0;
};

}  // namespace wutong::app
