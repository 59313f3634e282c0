#include "procurement/codes/judge_code.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <array>

#include "procurement/codes/approval_number.h"
#include "procurement/codes/code_text.h"
#include "procurement/codes/element_string.h"
#include "procurement/codes/gtin.h"
#include "procurement/codes/product_code.h"
#include "procurement/codes/trace_code.h"

namespace wutong::procurement::codes {

namespace {

using Parts = std::vector<CodePart>;

// In the order of the enums.
constexpr std::array<std::string_view, 7> kind_names{
    "western_drug", "patent_medicine", "consumable", "approval_number",
    "gtin",         "device_identity", "trace_code"};
constexpr std::array<std::string_view, 7> approval_kind_names{
    "drug",           "repacked_import",     "drug_from_abroad", "drug_from_outer_region",
    "import_licence", "device_registration", "device_filing"};

Parts parts_of(const WesternDrugCode& code) {
  return {{"drug_class", code.drug_class},
          {"name", code.name},
          {"form", code.form},
          {"specification_pack", code.specification_pack},
          {"enterprise", code.enterprise}};
}
Parts parts_of(const PatentMedicineCode& code) {
  return {{"drug_class", code.drug_class},
          {"name", code.name},
          {"specification_pack", code.specification_pack},
          {"enterprise", code.enterprise}};
}
Parts parts_of(const ConsumableCode& code) {
  return {{"consumable_class", code.consumable_class},
          {"generic_name", code.generic_name},
          {"feature", code.feature},
          {"enterprise", code.enterprise},
          {"serial", code.serial}};
}
Parts parts_of(const ApprovalNumber& number) {
  return {
      {"approval_kind", std::string(approval_kind_names.at(static_cast<std::size_t>(number.kind)))},
      {"authority", number.authority},
      {"form", number.form},
      {"letters", number.letters},
      {"year", number.year},
      {"category", number.category},
      {"serial", number.serial}};
}
Parts parts_of(const Gtin& gtin) {
  return {{"fourteen", gtin.fourteen}, {"packaging_level", std::string(1, gtin.packaging_level)}};
}
std::string written(const std::optional<std::chrono::sys_days>& day) {
  return day ? fmt::format("{:%F}", *day) : std::string();
}
Parts parts_of(const DeviceIdentity& identity) {
  return {{"gtin", identity.gtin.fourteen},
          {"made_on", written(identity.made_on)},
          {"expires_on", written(identity.expires_on)},
          {"lot", identity.lot},
          {"serial", identity.serial}};
}
Parts parts_of(const TraceCode& code) {
  return {{"product", code.product}, {"serial", code.serial}};
}

std::string to_string(const Gtin& gtin) {
  return gtin.digits;
}
std::string to_string(const DeviceIdentity& identity) {
  return bracketed(identity);
}
std::string to_string(const TraceCode& code) {
  return code.product + code.serial;
}

template <typename Code>
CodeVerdict verdict_of(CodeKind kind, const Judged<Code>& judged) {
  CodeVerdict verdict{kind};
  if (!judged.good()) {
    verdict.fault = judged.fault();
    return verdict;
  }
  verdict.written = to_string(judged.parts());
  verdict.parts = parts_of(judged.parts());
  std::erase_if(verdict.parts, [](const CodePart& part) { return part.value.empty(); });
  return verdict;
}

bool has(std::u32string_view text, bool (*is_such)(char32_t)) {
  return std::any_of(text.begin(), text.end(), is_such);
}

bool is_element_mark(char32_t character) {
  constexpr char32_t function_1 = 0x1D;
  return character == U'(' || character == U']' || character == function_1;
}

constexpr std::size_t longest_import_licence = 11;
constexpr std::size_t shortest_product_code = 15;
constexpr std::size_t longest_gtin = 16;
constexpr std::size_t longest_trace_code = 23;

std::optional<CodeKind> kind_by_letter(char32_t first, std::size_t length) {
  if (length <= longest_import_licence) return CodeKind::approval_number;
  if (length < shortest_product_code) return std::nullopt;
  switch (first) {
    case U'X':
    case U'x':
      return CodeKind::western_drug;
    case U'Z':
    case U'z':
      return CodeKind::patent_medicine;
    case U'C':
    case U'c':
      return CodeKind::consumable;
    default:
      return std::nullopt;
  }
}

CodeKind kind_by_length(std::size_t length) {
  if (length <= longest_gtin) return CodeKind::gtin;
  return length <= longest_trace_code ? CodeKind::trace_code : CodeKind::device_identity;
}

}  // namespace

std::string_view wire_name(CodeKind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<CodeKind> parse_code_kind(std::string_view name) {
  for (const CodeKind kind : all_code_kinds()) {
    if (wire_name(kind) == name) return kind;
  }
  return std::nullopt;
}

const std::vector<CodeKind>& all_code_kinds() {
  static const std::vector<CodeKind> kinds{CodeKind::western_drug, CodeKind::patent_medicine,
                                           CodeKind::consumable,   CodeKind::approval_number,
                                           CodeKind::gtin,         CodeKind::device_identity,
                                           CodeKind::trace_code};
  return kinds;
}

std::optional<CodeKind> likely_kind(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return std::nullopt;
  const std::u32string plain = folded(*characters);
  if (plain.empty()) return std::nullopt;
  if (has(plain, is_element_mark)) return CodeKind::device_identity;
  if (has(plain, is_ideograph)) return CodeKind::approval_number;
  if (is_digit(plain.front())) return kind_by_length(plain.size());
  if (!is_capital(plain.front()) && !is_small(plain.front())) return std::nullopt;
  const auto kind = kind_by_letter(plain.front(), plain.size());
  // A number with an O for its first 0 begins with a letter too.
  return kind || !has(plain, is_digit) ? kind : kind_by_length(plain.size());
}

CodeVerdict judge_code(std::string_view text, std::optional<CodeKind> kind, int this_year) {
  if (!kind) kind = likely_kind(text);
  if (!kind) {
    const CodeReason reason = text.empty()    ? CodeReason::empty_code
                              : is_utf8(text) ? CodeReason::unknown_number_kind
                                              : CodeReason::not_utf8;
    return {std::nullopt, {}, {}, CodeFault{reason}};
  }
  switch (*kind) {
    case CodeKind::western_drug:
      return verdict_of(*kind, parse_western_drug_code(text));
    case CodeKind::patent_medicine:
      return verdict_of(*kind, parse_patent_medicine_code(text));
    case CodeKind::consumable:
      return verdict_of(*kind, parse_consumable_code(text));
    case CodeKind::approval_number:
      return verdict_of(*kind, parse_approval_number(text));
    case CodeKind::gtin:
      return verdict_of(*kind, parse_gtin(text));
    case CodeKind::device_identity:
      return verdict_of(*kind, parse_element_string(text, this_year));
    case CodeKind::trace_code:
      break;
  }
  return verdict_of(CodeKind::trace_code, parse_trace_code(text));
}

}  // namespace wutong::procurement::codes
