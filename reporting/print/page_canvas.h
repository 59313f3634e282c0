#pragma once

#include <memory>
#include <string>

#include "inventory/records/date.h"
#include "reporting/print/printed_document.h"

namespace wutong::reporting {

/// Lengths are in 1/1024 of a point, whole, as the library that lays out text has them.
using Length = int;
constexpr Length point = 1024;

enum class Weight { normal, bold };
enum class Shade { black, grey, light, none };

/// How a text stands: in which size, and within which width.
struct TextStyle {
  int points = 9;
  Weight weight = Weight::normal;
  Alignment alignment = Alignment::left;
  Shade shade = Shade::black;
};

struct Place {
  Length x{};
  Length y{};
};

/// A text, broken into lines of a width.
class TextBlock {
 public:
  struct State;
  explicit TextBlock(std::unique_ptr<State> state);
  TextBlock(TextBlock&&) noexcept;
  TextBlock& operator=(TextBlock&&) noexcept;
  ~TextBlock();

  int lines() const;
  Length height() const;
  Length height_of_line(int line) const;
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Measuring draws nothing: it is for finding out how many pages there will be.
enum class CanvasUse { measuring, writing };

/// The pages of a PDF file in memory. Everything of the library that draws is behind it.
class PageCanvas {
 public:
  /// `language`: "zh-cn", "en".
  PageCanvas(Length width, Length height, const std::string& language, CanvasUse use);
  ~PageCanvas();
  PageCanvas(const PageCanvas&) = delete;
  PageCanvas& operator=(const PageCanvas&) = delete;

  TextBlock block(const std::string& text, Length width, const TextStyle& style);
  /// `place` is where the block's, or the line's, upper left corner goes.
  void draw(const TextBlock& block, Place place);
  void draw_line_of(const TextBlock& block, int line, Place place);
  void rule(Place from, Length length, Shade shade);
  void fill(Place from, Length width, Length height, Shade shade);
  void end_page();

  /// Ends the file that was written. The day stands in it as the day on which it was made.
  std::string finish(const std::string& title, inventory::Date made_on);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::reporting
