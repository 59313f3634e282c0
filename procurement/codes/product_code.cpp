#include "procurement/codes/product_code.h"

#include "procurement/codes/code_shape.h"
#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

const Shape western_drug_shape =
    U"X"
    U"@##@@"
    U"@###"
    U"@###"
    U"####"
    U"#####";
const Shape patent_medicine_shape =
    U"Z"
    U"@##@@"
    U"@####"
    U"####"
    U"#####";
const Shape consumable_shape =
    U"C"
    U"######"
    U"###"
    U"#####"
    U"#####";
const Shape numbered_consumable_shape = consumable_shape + U"#######";

/// Cuts a well-formed code into its segments, left to right.
class Segments {
 public:
  explicit Segments(std::string_view code) : rest_(code) {}
  std::string next(std::size_t length) {
    std::string segment(rest_.substr(0, length));
    rest_.remove_prefix(segment.size());
    return segment;
  }

 private:
  std::string_view rest_;
};

WesternDrugCode western_parts(std::string_view code) {
  Segments segments(code.substr(1));
  return {segments.next(5), segments.next(4), segments.next(4), segments.next(4), segments.next(5)};
}

PatentMedicineCode patent_parts(std::string_view code) {
  Segments segments(code.substr(1));
  return {segments.next(5), segments.next(5), segments.next(4), segments.next(5)};
}

ConsumableCode consumable_parts(std::string_view code) {
  Segments segments(code.substr(1));
  return {segments.next(6), segments.next(3), segments.next(5), segments.next(5), segments.next(7)};
}

/// A shape says all there is to know of these codes: what has the shape has the parts.
template <typename Parts>
Judged<Parts> parse_shaped(std::string_view text, const std::u32string& characters,
                           const Shape& shape, Parts (*parts_of)(std::string_view)) {
  if (auto fault = fault_against(characters, shape)) {
    fault->proposals = look_alikes(characters, shape);
    return *fault;
  }
  return parts_of(text);
}

template <typename Variant, typename Parts>
Judged<Variant> widened(const Judged<Parts>& judged) {
  if (judged.good()) return Variant(judged.parts());
  return judged.fault();
}

/// The letter that the code begins with, or was meant to begin with; 0 for none.
char32_t first_letter(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return 0;
  const std::u32string plain = folded(*characters);
  if (plain.empty()) return 0;
  const char32_t first = is_small(plain[0]) ? plain[0] - 'a' + 'A' : plain[0];
  return first == '2' ? 'Z' : first;
}

CodeFault wrong_beginning(std::string_view text, const char* expected) {
  const auto characters = characters_of(text);
  if (!characters) return {CodeReason::not_utf8};
  if (folded(*characters).empty()) return {CodeReason::empty_code};
  return {CodeReason::wrong_prefix, 1, utf8_of(characters->front()), expected};
}

}  // namespace

Judged<WesternDrugCode> parse_western_drug_code(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  return parse_shaped(text, *characters, western_drug_shape, western_parts);
}

Judged<PatentMedicineCode> parse_patent_medicine_code(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  return parse_shaped(text, *characters, patent_medicine_shape, patent_parts);
}

Judged<ConsumableCode> parse_consumable_code(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  const bool is_numbered = folded(*characters).size() > consumable_shape.size();
  auto judged =
      parse_shaped(text, *characters, is_numbered ? numbered_consumable_shape : consumable_shape,
                   consumable_parts);
  if (judged.good() || judged.fault().reason != CodeReason::wrong_length) return judged;
  CodeFault fault = judged.fault();
  fault.expected = "20/27";
  return fault;
}

Judged<DrugCode> parse_drug_code(std::string_view text) {
  switch (first_letter(text)) {
    case 'X':
      return widened<DrugCode>(parse_western_drug_code(text));
    case 'Z':
      return widened<DrugCode>(parse_patent_medicine_code(text));
    default:
      return wrong_beginning(text, "X/Z");
  }
}

Judged<ProductCode> parse_product_code(std::string_view text) {
  switch (first_letter(text)) {
    case 'X':
      return widened<ProductCode>(parse_western_drug_code(text));
    case 'Z':
      return widened<ProductCode>(parse_patent_medicine_code(text));
    case 'C':
      return widened<ProductCode>(parse_consumable_code(text));
    default:
      return wrong_beginning(text, "X/Z/C");
  }
}

std::string to_string(const WesternDrugCode& code) {
  return "X" + code.drug_class + code.name + code.form + code.specification_pack + code.enterprise;
}

std::string to_string(const PatentMedicineCode& code) {
  return "Z" + code.drug_class + code.name + code.specification_pack + code.enterprise;
}

std::string to_string(const ConsumableCode& code) {
  return "C" + code.consumable_class + code.generic_name + code.feature + code.enterprise +
         code.serial;
}

}  // namespace wutong::procurement::codes
