#include "procurement/codes/approval_number.h"

#include <algorithm>
#include <array>
#include <optional>

#include "procurement/codes/code_shape.h"
#include "procurement/codes/code_text.h"

namespace wutong::procurement::codes {
namespace {

constexpr std::u32string_view drug_prefix = U"国药准字";
constexpr std::u32string_view licence_prefix = U"注册证号";
constexpr std::u32string_view registration_mark = U"械注";
constexpr std::u32string_view filing_mark = U"械备";
constexpr std::string_view national = "国";
constexpr std::size_t digits_in_number = 8;

/// One-character names of the provinces, as they stand before 械注 and 械备.
constexpr std::u32string_view provinces =
    U"京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新";
/// Province codes of GB/T 2260: numbers that provinces gave before 2002 begin with theirs.
constexpr std::array<std::string_view, 31> province_codes{
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"};
constexpr std::array<std::string_view, 7> single_letters{"H", "Z", "S", "J", "B", "T", "F"};
constexpr std::array<std::string_view, 6> double_letters{"HJ", "ZJ", "SJ", "HC", "ZC", "SC"};
constexpr std::array<std::string_view, 12> licence_letters{"H",  "Z",  "S",  "HC",  "ZC",  "SC",
                                                           "BH", "BZ", "BS", "BHC", "BZC", "BSC"};

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Which kind of number the text is, or was meant to be, and how it should be written.
struct Design {
  enum class Family { drug, licence, registration, filing } family;
  Shape shape;
  std::size_t prefix;   ///< characters before letters or digits
  std::size_t letters;  ///< after the prefix
};

/// As many letters as there are; but one that leaves too few places for the digits, and looks like
/// a digit, was meant to be one.
std::size_t letters_in(std::u32string_view rest, std::size_t most_letters) {
  constexpr std::u32string_view like_digits = U"OoIiLlSsZzB";
  const std::size_t room = rest.size() > digits_in_number ? rest.size() - digits_in_number : 1;
  std::size_t letters = 0;
  while (letters < rest.size() && (is_capital(rest[letters]) || is_small(rest[letters]))) ++letters;
  while (letters > room && like_digits.find(rest[letters - 1]) != std::u32string_view::npos) {
    --letters;
  }
  return std::clamp<std::size_t>(letters, 1, most_letters);
}

Design drug_design(Design::Family family, std::u32string_view plain, std::u32string_view prefix,
                   std::size_t most_letters) {
  const std::size_t letters = letters_in(plain.substr(prefix.size()), most_letters);
  Shape shape(prefix);
  shape += std::u32string(letters, U'@') + std::u32string(digits_in_number, U'#');
  return {family, shape, prefix.size(), letters};
}

Design registration_design() {
  const Shape shape = U"*械注*###########";
  return {Design::Family::registration, shape, 4, 0};
}

/// 国, 浙, 浙温 or 浙温州: one to three characters before 械备.
Design filing_design(std::u32string_view plain, std::size_t mark) {
  const std::size_t authority = std::clamp<std::size_t>(mark, 1, 3);
  Shape shape(authority, U'*');
  shape += std::u32string(filing_mark) + std::u32string(digits_in_number, U'#');
  if (plain.ends_with(U'号')) shape += U'号';
  return {Design::Family::filing, shape, authority + filing_mark.size(), 0};
}

std::optional<Design> design_of(std::u32string_view text) {
  const std::u32string plain = folded(text);
  if (plain.find(registration_mark) != std::u32string::npos) return registration_design();
  const std::size_t mark = plain.find(filing_mark);
  if (mark != std::u32string::npos) return filing_design(plain, mark);
  if (plain.starts_with(drug_prefix)) {
    return drug_design(Design::Family::drug, plain, drug_prefix, 2);
  }
  if (plain.starts_with(licence_prefix)) {
    return drug_design(Design::Family::licence, plain, licence_prefix, 3);
  }
  if (!plain.empty() && (is_capital(plain[0]) || is_small(plain[0]))) {
    return drug_design(Design::Family::licence, plain, U"", 3);
  }
  return std::nullopt;
}

CodeFault unknown_prefix(std::u32string_view text) {
  if (folded(text).empty()) return {CodeReason::empty_code};
  return {CodeReason::wrong_prefix, 1, utf8_of(text.substr(0, drug_prefix.size())),
          "国药准字/械注准/械备/注册证号"};
}

ApprovalKind kind_of_letters(std::string_view letters) {
  if (letters == "J") return ApprovalKind::repacked_import;
  if (letters.ends_with('J')) return ApprovalKind::drug_from_abroad;
  if (letters.ends_with('C')) return ApprovalKind::drug_from_outer_region;
  return ApprovalKind::drug;
}

bool is_year_of_century(std::string_view year) {
  return year.starts_with("19") || year.starts_with("20");
}

CodeFault impossible_year(const std::string& year, std::string expected) {
  return {CodeReason::impossible_year, 0, year, std::move(expected)};
}

/// Old numbers kept their origin: 10 the ministry, the provinces by their codes.
std::optional<CodeFault> check_origin(const ApprovalNumber& number) {
  const std::string origin = number.year.substr(0, 2);
  if (origin == "10" || is_year_of_century(origin) || is_among(province_codes, origin)) {
    return std::nullopt;
  }
  return CodeFault{CodeReason::unknown_origin, 0, origin, "10/19/20/GB/T 2260"};
}

std::optional<CodeFault> check_drug(const ApprovalNumber& number) {
  const bool is_known = number.letters.size() == 1 ? is_among(single_letters, number.letters)
                                                   : is_among(double_letters, number.letters);
  if (!is_known) {
    return CodeFault{CodeReason::unknown_number_kind, 0, number.letters,
                     "H/Z/S/J/B/T/F/HJ/ZJ/SJ/HC/ZC/SC"};
  }
  if (number.letters.size() == 1) return check_origin(number);
  if (!is_year_of_century(number.year)) return impossible_year(number.year, "19../20..");
  return std::nullopt;
}

std::optional<CodeFault> check_licence(const ApprovalNumber& number) {
  if (!is_among(licence_letters, number.letters)) {
    return CodeFault{CodeReason::unknown_number_kind, 0, number.letters, "(B)H/Z/S(C)"};
  }
  if (!is_year_of_century(number.year)) return impossible_year(number.year, "19../20..");
  return std::nullopt;
}

/// `first` is the first character of the authority.
std::optional<CodeFault> check_authority(const ApprovalNumber& number, char32_t first) {
  if (number.authority.empty() || number.authority == national) return std::nullopt;
  if (provinces.find(first) != std::u32string_view::npos) return std::nullopt;
  return CodeFault{CodeReason::wrong_prefix, 1, number.authority, "国/省简称"};
}

std::optional<CodeFault> check_device_year(const std::string& year) {
  if (year.starts_with("20")) return std::nullopt;
  return impossible_year(year, "20..");
}

/// The nation registers class 3, and all that comes from abroad; a province class 2 of its own.
std::optional<CodeFault> check_registration(const ApprovalNumber& number) {
  if (auto fault = check_device_year(number.year)) return fault;
  const bool is_national = number.authority == national;
  const bool is_home = number.form == "准";
  if (!is_home && number.form != "进" && number.form != "许") {
    return CodeFault{CodeReason::unknown_number_kind, 4, number.form, "准/进/许"};
  }
  if (!is_national && !is_home) {
    return CodeFault{CodeReason::wrong_prefix, 1, number.authority, "国"};
  }
  const char device_class = number.category.front();
  const std::string_view allowed = is_home ? (is_national ? "3" : "2") : "23";
  if (allowed.find(device_class) != std::string_view::npos) return std::nullopt;
  return CodeFault{CodeReason::class_not_of_authority, 0, std::string(1, device_class),
                   std::string(allowed)};
}

std::optional<CodeFault> check(const ApprovalNumber& number) {
  switch (number.kind) {
    case ApprovalKind::device_registration:
      return check_registration(number);
    case ApprovalKind::device_filing:
      return check_device_year(number.year);
    case ApprovalKind::import_licence:
      return check_licence(number);
    default:
      return check_drug(number);
  }
}

ApprovalNumber drug_parts(const Design& design, std::u32string_view text) {
  ApprovalNumber number;
  number.letters = utf8_of(text.substr(design.prefix, design.letters));
  number.kind = design.family == Design::Family::licence ? ApprovalKind::import_licence
                                                         : kind_of_letters(number.letters);
  number.year = utf8_of(text.substr(design.prefix + design.letters, 4));
  number.serial = utf8_of(text.substr(design.prefix + design.letters + 4));
  return number;
}

ApprovalNumber registration_parts(std::u32string_view text) {
  return {
      ApprovalKind::device_registration, utf8_of(text.substr(0, 1)), utf8_of(text.substr(3, 1)), {},
      utf8_of(text.substr(4, 4)),        utf8_of(text.substr(8, 3)), utf8_of(text.substr(11))};
}

ApprovalNumber filing_parts(const Design& design, std::u32string_view text) {
  return {ApprovalKind::device_filing,
          utf8_of(text.substr(0, design.prefix - filing_mark.size())),
          {},
          {},
          utf8_of(text.substr(design.prefix, 4)),
          {},
          utf8_of(text.substr(design.prefix + 4, 4))};
}

ApprovalNumber parts_of(const Design& design, std::u32string_view text) {
  switch (design.family) {
    case Design::Family::registration:
      return registration_parts(text);
    case Design::Family::filing:
      return filing_parts(design, text);
    default:
      return drug_parts(design, text);
  }
}

Judged<ApprovalNumber> judge(const Design& design, const std::u32string& text) {
  if (auto fault = fault_against(text, design.shape)) return *fault;
  ApprovalNumber number = parts_of(design, text);
  if (auto fault = check_authority(number, text.front())) return *fault;
  if (auto fault = check(number)) return *fault;
  return number;
}

}  // namespace

Judged<ApprovalNumber> parse_approval_number(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) return CodeFault{CodeReason::not_utf8};
  const auto design = design_of(*characters);
  if (!design) return unknown_prefix(*characters);
  return with_proposals(judge(*design, *characters), *characters, design->shape,
                        [&design](const std::string& proposal) {
                          return judge(*design, characters_of(proposal).value());
                        });
}

std::string to_string(const ApprovalNumber& number) {
  const std::string digits = number.year + number.category + number.serial;
  switch (number.kind) {
    case ApprovalKind::device_registration:
      return number.authority + "械注" + number.form + digits;
    case ApprovalKind::device_filing:
      return number.authority + "械备" + digits;
    case ApprovalKind::import_licence:
      return number.letters + digits;
    default:
      return "国药准字" + number.letters + digits;
  }
}

}  // namespace wutong::procurement::codes
