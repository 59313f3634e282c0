#include "procurement/catalogue/releases/judge_release.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "pricing/error.h"
#include "pricing/quantity.h"
#include "procurement/codes/approval_number.h"
#include "procurement/codes/product_code.h"

namespace wutong::procurement {
namespace {

using inventory::QuarantinedRow;
using inventory::QuarantineReason;
using inventory::ReleaseRow;
using inventory::ReleaseSource;

template <typename Parts>
std::optional<codes::CodeFault> fault_of(const codes::Judged<Parts>& judged) {
  if (judged.good()) return std::nullopt;
  return judged.fault();
}

std::optional<codes::CodeFault> source_code_fault(ReleaseSource source, const std::string& code) {
  switch (source) {
    case ReleaseSource::national_consumable_code:
      return fault_of(codes::parse_consumable_code(code));
    case ReleaseSource::listed_price:
      return fault_of(codes::parse_product_code(code));
    default:
      return fault_of(codes::parse_drug_code(code));
  }
}

/// Rows of a release, and the reasons that are found one after the other.
class Judgement {
 public:
  Judgement(ReleaseSource source, const KnownTerms& known) : source_(source), known_(known) {}

  void take(const ReleaseRow& row) {
    judge_code(row);
    judge_approval_number(row);
    judge_term(row, row.form, known_.forms, QuarantineReason::unknown_form);
    judge_term(row, row.unit, known_.units, QuarantineReason::unknown_unit);
    judge_pack_size(row);
  }
  std::vector<QuarantinedRow> result() { return std::move(found_); }

 private:
  void note_code_fault(const ReleaseRow& row, const std::optional<codes::CodeFault>& fault,
                       QuarantineReason reason, const std::string& text) {
    if (!fault) return;
    found_.push_back({row.row_no, reason, std::string(wire_name(fault->reason)), text,
                      sentence_zh(*fault), sentence_en(*fault)});
  }
  void note(const ReleaseRow& row, QuarantineReason reason, const std::string& text, std::string zh,
            std::string en) {
    found_.push_back({row.row_no, reason, {}, text, std::move(zh), std::move(en)});
  }

  void judge_code(const ReleaseRow& row) {
    note_source_code_fault(row);
    if (row.code.empty()) return;
    const auto [first, is_new] = rows_by_code_.emplace(row.code, row.row_no);
    if (is_new) return;
    note(row, QuarantineReason::duplicate_code, row.code,
         fmt::format("编码“{}”在第 {} 行已经出现过", row.code, first->second),
         fmt::format("the code \"{}\" is already in row {}", row.code, first->second));
  }
  void note_source_code_fault(const ReleaseRow& row) {
    note_code_fault(row, source_code_fault(source_, row.code), QuarantineReason::bad_code,
                    row.code);
  }
  void judge_approval_number(const ReleaseRow& row) {
    if (row.approval_no.empty()) return;
    note_code_fault(row, fault_of(codes::parse_approval_number(row.approval_no)),
                    QuarantineReason::bad_approval_number, row.approval_no);
  }
  void judge_term(const ReleaseRow& row, const std::string& term,
                  const std::unordered_set<std::string>& known, QuarantineReason reason) {
    if (term.empty() || known.contains(term)) return;
    const bool is_form = reason == QuarantineReason::unknown_form;
    note(row, reason, term, fmt::format("不认识的{}“{}”", is_form ? "剂型" : "单位", term),
         fmt::format("\"{}\" is not a known {}", term, is_form ? "form" : "unit"));
  }
  void judge_pack_size(const ReleaseRow& row) {
    if (row.pack_size.empty() || is_pack_size(row.pack_size)) return;
    note(row, QuarantineReason::bad_pack_size, row.pack_size,
         fmt::format("包装数量“{}”应为从 1 起的整数", row.pack_size),
         fmt::format("the pack size \"{}\" should be a whole number from 1", row.pack_size));
  }
  static bool is_pack_size(const std::string& text) {
    try {
      return pricing::Quantity::parse(text).units() >= 1;
    } catch (const pricing::ArithmeticError&) {
      return false;
    }
  }

  ReleaseSource source_;
  const KnownTerms& known_;
  std::unordered_map<std::string_view, std::int64_t> rows_by_code_;
  std::vector<QuarantinedRow> found_;
};

}  // namespace

std::vector<QuarantinedRow> judge_release(ReleaseSource source, const std::vector<ReleaseRow>& rows,
                                          const KnownTerms& known) {
  Judgement judgement(source, known);
  for (const ReleaseRow& row : rows) judgement.take(row);
  return judgement.result();
}

std::vector<std::string> look_alikes_of(ReleaseSource source, const QuarantinedRow& row) {
  std::optional<codes::CodeFault> fault;
  if (row.reason == QuarantineReason::bad_code) fault = source_code_fault(source, row.found);
  if (row.reason == QuarantineReason::bad_approval_number) {
    fault = fault_of(codes::parse_approval_number(row.found));
  }
  return fault ? fault->proposals : std::vector<std::string>{};
}

}  // namespace wutong::procurement
