#include "reporting/print/print_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "reporting/print/page_canvas.h"

namespace wutong::reporting {

namespace {

constexpr Length page_width = 842 * point;  // A4, landscape
constexpr Length page_height = 595 * point;
constexpr Length margin = 32 * point;
constexpr Length foot = 22 * point;  // kept below everything for the page's number
constexpr Length inner_width = page_width - 2 * margin;
constexpr Length bottom = page_height - margin - foot;
constexpr Length padding = 3 * point;
constexpr Length gap = 8 * point;
constexpr int thousand = 1000;
constexpr int fields_in_a_row = 2;
constexpr Length label_width = 96 * point;
constexpr Length signature_height = 40 * point;

using Blocks = std::vector<TextBlock>;

int most_lines(const Blocks& cells) {
  int most = 0;
  for (const TextBlock& cell : cells) most = std::max(most, cell.lines());
  return most;
}

Length height_of(const Blocks& cells) {
  Length height = 0;
  for (const TextBlock& cell : cells) height = std::max(height, cell.height());
  return height + 2 * padding;
}

/// One run over the document. The number of pages is known after the first one, which is thrown
/// away.
class Printing {
 public:
  Printing(const PrintedDocument& document, int pages, CanvasUse use)
      : document_(document),
        pages_(pages),
        canvas_(page_width, page_height, document.language, use) {}

  int print() {
    begin_page();
    letterhead();
    fields();
    table_head();
    for (const auto& row : document_.rows) table_row(row);
    canvas_.rule({margin, y_}, inner_width, Shade::black);
    y_ += padding;
    totals();
    notes();
    signatures();
    end_page();
    return page_;
  }
  std::string finish() { return canvas_.finish(document_.running_head, document_.made_on); }

 private:
  void begin_page() {
    ++page_;
    y_ = margin;
    if (page_ == 1) return;
    const TextBlock head =
        canvas_.block(document_.running_head, inner_width, {.points = 8, .shade = Shade::grey});
    canvas_.draw(head, {margin, y_});
    y_ += head.height() + padding;
  }

  void end_page() {
    const TextStyle style{.points = 8, .alignment = Alignment::centre, .shade = Shade::grey};
    const std::string label = fmt::format(fmt::runtime(document_.page_label), page_, pages_);
    canvas_.draw(canvas_.block(label, inner_width, style),
                 {margin, page_height - margin - 10 * point});
    canvas_.end_page();
  }

  void turn_page() {
    end_page();
    begin_page();
  }

  /// Turns the page unless so much fits on it.
  void need(Length height) {
    if (y_ + height > bottom) turn_page();
  }

  /// A text over the whole width, its lines on as many pages as they take.
  void flow(const std::string& text, const TextStyle& style, Length x = margin,
            Length width = inner_width) {
    const TextBlock block = canvas_.block(text, width, style);
    for (int line = 0; line < block.lines(); ++line) {
      need(block.height_of_line(line));
      canvas_.draw_line_of(block, line, {x, y_});
      y_ += block.height_of_line(line);
    }
  }

  void letterhead() {
    flow(document_.issuer, {.points = 11, .alignment = Alignment::centre, .shade = Shade::grey});
    flow(document_.title, {.points = 20, .weight = Weight::bold, .alignment = Alignment::centre});
    y_ += gap;
  }

  void fields() {
    for (std::size_t first = 0; first < document_.fields.size(); first += fields_in_a_row) {
      const std::size_t last = std::min(document_.fields.size(), first + fields_in_a_row);
      field_row(std::span(document_.fields).subspan(first, last - first));
    }
    y_ += gap;
  }

  void field_row(std::span<const PrintedField> row) {
    constexpr Length width = inner_width / fields_in_a_row;
    Blocks labels;
    Blocks values;
    for (const PrintedField& field : row) {
      labels.push_back(canvas_.block(field.label, label_width - padding, {.shade = Shade::grey}));
      values.push_back(canvas_.block(field.value, width - label_width - gap, {}));
    }
    const Length height = std::max(height_of(labels), height_of(values)) - padding;
    need(height);
    for (std::size_t index = 0; index < row.size(); ++index) {
      const Length x = margin + static_cast<Length>(index) * width;
      canvas_.draw(labels[index], {x, y_});
      canvas_.draw(values[index], {x + label_width, y_});
    }
    y_ += height;
  }

  Length width_of(const PrintedColumn& column) const {
    return inner_width / thousand * column.width;
  }

  Blocks cells_of(const std::vector<std::string>& texts, const TextStyle& base) {
    Blocks cells;
    for (std::size_t index = 0; index < document_.columns.size(); ++index) {
      const PrintedColumn& column = document_.columns[index];
      TextStyle style = base;
      style.alignment = column.alignment;
      cells.push_back(canvas_.block(texts[index], width_of(column) - 2 * padding, style));
    }
    return cells;
  }

  void draw_line(const Blocks& cells, int line) {
    Length x = margin;
    for (std::size_t index = 0; index < cells.size(); ++index) {
      if (line < cells[index].lines()) {
        canvas_.draw_line_of(cells[index], line, {x + padding, y_});
      }
      x += width_of(document_.columns[index]);
    }
  }

  static Length line_height(const Blocks& cells, int line) {
    Length height = 0;
    for (const TextBlock& cell : cells) {
      if (line < cell.lines()) height = std::max(height, cell.height_of_line(line));
    }
    return height;
  }

  void table_head() {
    std::vector<std::string> headings;
    for (const PrintedColumn& column : document_.columns) headings.push_back(column.heading);
    const Blocks cells = cells_of(headings, {.points = 8, .weight = Weight::bold});
    const Length height = height_of(cells);
    need(height);
    canvas_.fill({margin, y_}, inner_width, height, Shade::light);
    canvas_.rule({margin, y_}, inner_width, Shade::black);
    canvas_.rule({margin, y_ + height}, inner_width, Shade::black);
    y_ += padding;
    for (int line = 0; line < most_lines(cells); ++line) {
      draw_line(cells, line);
      y_ += line_height(cells, line);
    }
    y_ += padding;
  }

  void continue_table() {
    canvas_.rule({margin, y_}, inner_width, Shade::black);
    turn_page();
    table_head();
    table_top_ = y_;
  }

  /// A row stays together when a page can hold it; else it goes on on the next.
  void table_row(const std::vector<std::string>& texts) {
    const Blocks cells = cells_of(texts, {.points = 8});
    const Length height = height_of(cells);
    const bool fits_a_page = table_top_ == 0 || height <= bottom - table_top_;
    if (y_ + height > bottom && fits_a_page) continue_table();
    y_ += padding;
    for (int line = 0; line < most_lines(cells); ++line) {
      if (y_ + line_height(cells, line) > bottom) continue_table();
      draw_line(cells, line);
      y_ += line_height(cells, line);
    }
    y_ += padding;
    canvas_.rule({margin, y_}, inner_width, Shade::light);
  }

  void totals() {
    constexpr Length value_width = 130 * point;
    const TextStyle style{.weight = Weight::bold, .alignment = Alignment::right};
    for (const PrintedField& total : document_.totals) {
      const TextBlock label = canvas_.block(total.label, inner_width - value_width - gap,
                                            {.alignment = Alignment::right, .shade = Shade::grey});
      const TextBlock value = canvas_.block(total.value, value_width - padding, style);
      const Length height = std::max(label.height(), value.height()) + padding;
      need(height);
      canvas_.draw(label, {margin, y_});
      canvas_.draw(value, {margin + inner_width - value_width, y_});
      y_ += height;
    }
  }

  void notes() {
    y_ += padding;
    for (const std::string& note : document_.notes) {
      flow(note, {.points = 8, .shade = Shade::grey});
    }
  }

  void signatures() {
    if (document_.signatures.empty()) return;
    need(signature_height);
    y_ += signature_height / 2;
    const Length width = inner_width / static_cast<Length>(document_.signatures.size());
    Length x = margin;
    for (const std::string& name : document_.signatures) {
      const TextBlock block = canvas_.block(name, width / 2, {});
      canvas_.draw(block, {x, y_});
      canvas_.rule({x + width * 2 / 5, y_ + block.height()}, width * 2 / 5, Shade::grey);
      x += width;
    }
    y_ += signature_height / 2;
  }

  const PrintedDocument& document_;
  int pages_;
  PageCanvas canvas_;
  int page_ = 0;
  Length y_ = 0;
  Length table_top_ = 0;  ///< of a page that the table begins; 0: none was turned yet
};

}  // namespace

std::string print_pdf(const PrintedDocument& document) {
  const int pages = Printing(document, 1, CanvasUse::measuring).print();
  Printing printing(document, pages, CanvasUse::writing);
  printing.print();
  return printing.finish();
}

}  // namespace wutong::reporting
