#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// Who publishes, and what (domain.md section 2). The product code and the payment attribute of the
/// insurance are two sources.
enum class ReleaseSource {
  national_drug_code,
  national_consumable_code,
  insurance_list,
  vbp_result,
  listed_price,
};
std::string_view to_string(ReleaseSource source);
std::optional<ReleaseSource> parse_release_source(std::string_view text);

/// What somebody outside published, as it was given.
struct Release {
  ReleaseSource source{};
  std::string
      batch;  ///< the publisher's name for it, "2026-10": one of a source, 1 to 64 characters
  Date released_on{};
  std::vector<std::string> columns;            ///< names, all different
  std::vector<std::vector<std::string>> rows;  ///< a cell for each column
};

/// A row of a release; what the release has no column for is empty.
struct ReleaseRow {
  std::int64_t row_no{};  ///< from 1
  std::string code;
  std::string form;
  std::string unit;
  std::string approval_no;
  std::string strength;
  std::string pack_size;
};

/// Why a row waits in quarantine.
enum class QuarantineReason {
  bad_code,
  duplicate_code,
  bad_approval_number,
  unknown_form,
  unknown_unit,
  bad_pack_size,
};
std::string_view to_string(QuarantineReason reason);
std::optional<QuarantineReason> parse_quarantine_reason(std::string_view text);

struct QuarantinedRow {
  std::int64_t row_no{};
  QuarantineReason reason{};
  std::string code_reason;  ///< of the code faults: which; else empty
  std::string found;        ///< what stands there, at most 500 characters
  std::string sentence_zh;
  std::string sentence_en;
};

/// The words for units and forms that a county knows.
enum class TermKind { unit, form };
std::string_view to_string(TermKind kind);
std::optional<TermKind> parse_term_kind(std::string_view text);

/// What a row is taken to mean in the county's catalogue.
enum class MappingState { proposed, ambiguous, unmapped, confirmed, rejected };
std::string_view to_string(MappingState state);
std::optional<MappingState> parse_mapping_state(std::string_view text);

/// Why an item may be what a row means, or why none or several may.
enum class MappingBasis { same_code, confirmed_before, approval_strength_pack };
std::string_view to_string(MappingBasis basis);
std::optional<MappingBasis> parse_mapping_basis(std::string_view text);

}  // namespace wutong::inventory
