#include "procurement/app/cycle/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace wutong::app {

void Progress::begin(std::string_view stage) {
  if (is_terminal_) draw_bar(stage);
}

void Progress::end(const reporting::StageFigures& figures) {
  ++done_;
  if (is_terminal_) out_ << "\r\033[K";
  const auto milliseconds = figures.elapsed.count();
  out_ << fmt::format("{:<22}{:>10} lines{:>6}.{:03} s{:>8} statements\n", figures.name,
                      figures.lines, milliseconds / 1000, milliseconds % 1000, figures.statements);
  if (is_terminal_ && done_ < stages_) draw_bar("");
  out_.flush();
}

void Progress::draw_bar(std::string_view stage) {
  constexpr std::size_t width = 32;
  const std::size_t filled = std::min(width, width * done_ / std::max<std::size_t>(1, stages_));
  out_ << "\r\033[K[" << std::string(filled, '#') << std::string(width - filled, '.') << "] "
       << done_ << "/" << stages_ << " " << stage;
  out_.flush();
}

}  // namespace wutong::app
