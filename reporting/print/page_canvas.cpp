#include "reporting/print/page_canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdexcept>

#if defined(__SANITIZE_ADDRESS__)
/// The leaks that are the libraries' own: fontconfig keeps its configuration, cairo 1.16 a list of
/// page heights a document (one or two kilobytes). Ours are still found.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
#endif

namespace wutong::reporting {

namespace {

/// Debian's package fonts-noto-cjk; without it the system's next best face is taken.
constexpr const char* face = "Noto Sans CJK SC";
/// Of the face's own, which is wide.
constexpr float line_spacing = 0.84F;

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoFontMap* map) const { g_object_unref(map); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Release>;

auto in_points(Length length) {
  return pango_units_to_double(length);
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(bytes)->append(data, data + size);
  return CAIRO_STATUS_SUCCESS;
}

PangoAlignment to_pango(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return PANGO_ALIGN_LEFT;
    case Alignment::right:
      return PANGO_ALIGN_RIGHT;
    case Alignment::centre:
      return PANGO_ALIGN_CENTER;
  }
  return PANGO_ALIGN_LEFT;
}

}  // namespace

struct TextBlock::State {
  Owned<PangoLayout> layout;
  Shade shade = Shade::black;

  PangoLayoutLine* line(int index) const {
    return pango_layout_get_line_readonly(layout.get(), index);
  }
};

TextBlock::TextBlock(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextBlock::TextBlock(TextBlock&&) noexcept = default;
TextBlock& TextBlock::operator=(TextBlock&&) noexcept = default;
TextBlock::~TextBlock() = default;

int TextBlock::lines() const {
  return pango_layout_get_line_count(state_->layout.get());
}

Length TextBlock::height() const {
  Length width = 0;
  Length height = 0;
  pango_layout_get_size(state_->layout.get(), &width, &height);
  return height;
}

Length TextBlock::height_of_line(int line) const {
  Length height = 0;
  pango_layout_line_get_height(state_->line(line), &height);
  return height;
}

struct PageCanvas::State {
  std::string bytes;
  Owned<cairo_surface_t> surface;
  Owned<cairo_t> cairo;
  Owned<PangoFontMap> fonts;
  Owned<PangoContext> context;

  void colour(Shade shade) {
    switch (shade) {
      case Shade::black:
        return cairo_set_source_rgb(cairo.get(), 0, 0, 0);
      case Shade::grey:
        return cairo_set_source_rgb(cairo.get(), 0.4, 0.4, 0.4);
      case Shade::light:
        return cairo_set_source_rgb(cairo.get(), 0.91, 0.93, 0.95);
      case Shade::none:
        return cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    }
  }
  void move_to(Place place) { cairo_move_to(cairo.get(), in_points(place.x), in_points(place.y)); }
};

PageCanvas::PageCanvas(Length width, Length height, const std::string& language, CanvasUse use)
    : state_(std::make_unique<State>()) {
  if (use == CanvasUse::writing) {
    state_->surface.reset(cairo_pdf_surface_create_for_stream(append, &state_->bytes,
                                                              in_points(width), in_points(height)));
    state_->cairo.reset(cairo_create(state_->surface.get()));
  }
  state_->fonts.reset(pango_cairo_font_map_new());
  state_->context.reset(pango_font_map_create_context(state_->fonts.get()));
  pango_context_set_language(state_->context.get(), pango_language_from_string(language.c_str()));
  // Places do not depend on the grid of a screen.
  pango_context_set_round_glyph_positions(state_->context.get(), FALSE);
}

PageCanvas::~PageCanvas() = default;

TextBlock PageCanvas::block(const std::string& text, Length width, const TextStyle& style) {
  auto state = std::make_unique<TextBlock::State>();
  state->shade = style.shade;
  state->layout.reset(pango_layout_new(state_->context.get()));
  PangoLayout* layout = state->layout.get();
  const Owned<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), face);
  pango_font_description_set_size(font.get(), style.points * PANGO_SCALE);
  pango_font_description_set_weight(
      font.get(), style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font.get());
  pango_layout_set_width(layout, width);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout, line_spacing);
  pango_layout_set_alignment(layout, to_pango(style.alignment));
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  return TextBlock(std::move(state));
}

void PageCanvas::draw(const TextBlock& block, Place place) {
  if (!state_->cairo) return;
  state_->colour(block.state().shade);
  state_->move_to(place);
  pango_cairo_show_layout(state_->cairo.get(), block.state().layout.get());
}

void PageCanvas::draw_line_of(const TextBlock& block, int line, Place place) {
  if (!state_->cairo) return;
  PangoLayout* layout = block.state().layout.get();
  PangoLayoutIter* iterator = pango_layout_get_iter(layout);
  for (int index = 0; index < line; ++index) pango_layout_iter_next_line(iterator);
  PangoRectangle extents{};
  pango_layout_iter_get_line_extents(iterator, nullptr, &extents);
  const Length baseline = pango_layout_iter_get_baseline(iterator) - extents.y;
  PangoLayoutLine* text = pango_layout_iter_get_line_readonly(iterator);
  state_->colour(block.state().shade);
  state_->move_to({place.x + extents.x, place.y + baseline});
  pango_cairo_show_layout_line(state_->cairo.get(), text);
  pango_layout_iter_free(iterator);
}

void PageCanvas::rule(Place from, Length length, Shade shade) {
  if (!state_->cairo) return;
  state_->colour(shade);
  cairo_set_line_width(state_->cairo.get(), 0.6);
  state_->move_to(from);
  cairo_rel_line_to(state_->cairo.get(), in_points(length), 0);
  cairo_stroke(state_->cairo.get());
}

void PageCanvas::fill(Place from, Length width, Length height, Shade shade) {
  if (!state_->cairo) return;
  state_->colour(shade);
  cairo_rectangle(state_->cairo.get(), in_points(from.x), in_points(from.y), in_points(width),
                  in_points(height));
  cairo_fill(state_->cairo.get());
}

void PageCanvas::end_page() {
  if (state_->cairo) cairo_show_page(state_->cairo.get());
}

std::string PageCanvas::finish(const std::string& title, inventory::Date made_on) {
  cairo_surface_t* surface = state_->surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Wutong 五统");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 (inventory::to_string(made_on) + "T00:00:00Z").c_str());
  const cairo_status_t drawn = cairo_status(state_->cairo.get());
  cairo_surface_finish(surface);
  const cairo_status_t written = cairo_surface_status(surface);
  for (const cairo_status_t status : {drawn, written}) {
    if (status == CAIRO_STATUS_SUCCESS) continue;
    throw std::runtime_error(std::string("the PDF was not made: ") +
                             cairo_status_to_string(status));
  }
  return std::move(state_->bytes);
}

}  // namespace wutong::reporting
