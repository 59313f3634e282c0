#include "inventory/records/release.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {
namespace {

constexpr NamedValues<ReleaseSource, 5> sources{{
    {ReleaseSource::national_drug_code, "national_drug_code"},
    {ReleaseSource::national_consumable_code, "national_consumable_code"},
    {ReleaseSource::insurance_list, "insurance_list"},
    {ReleaseSource::vbp_result, "vbp_result"},
    {ReleaseSource::listed_price, "listed_price"},
}};

constexpr NamedValues<QuarantineReason, 6> quarantine_reasons{{
    {QuarantineReason::bad_code, "bad_code"},
    {QuarantineReason::duplicate_code, "duplicate_code"},
    {QuarantineReason::bad_approval_number, "bad_approval_number"},
    {QuarantineReason::unknown_form, "unknown_form"},
    {QuarantineReason::unknown_unit, "unknown_unit"},
    {QuarantineReason::bad_pack_size, "bad_pack_size"},
}};

constexpr NamedValues<TermKind, 2> term_kinds{{
    {TermKind::unit, "unit"},
    {TermKind::form, "form"},
}};

constexpr NamedValues<MappingState, 5> mapping_states{{
    {MappingState::proposed, "proposed"},
    {MappingState::ambiguous, "ambiguous"},
    {MappingState::unmapped, "unmapped"},
    {MappingState::confirmed, "confirmed"},
    {MappingState::rejected, "rejected"},
}};

constexpr NamedValues<MappingBasis, 3> mapping_bases{{
    {MappingBasis::same_code, "same_code"},
    {MappingBasis::confirmed_before, "confirmed_before"},
    {MappingBasis::approval_strength_pack, "approval_strength_pack"},
}};

}  // namespace

std::string_view to_string(ReleaseSource source) {
  return name_of(sources, source);
}

std::optional<ReleaseSource> parse_release_source(std::string_view text) {
  return value_named(sources, text);
}

std::string_view to_string(QuarantineReason reason) {
  return name_of(quarantine_reasons, reason);
}

std::optional<QuarantineReason> parse_quarantine_reason(std::string_view text) {
  return value_named(quarantine_reasons, text);
}

std::string_view to_string(TermKind kind) {
  return name_of(term_kinds, kind);
}

std::optional<TermKind> parse_term_kind(std::string_view text) {
  return value_named(term_kinds, text);
}

std::string_view to_string(MappingState state) {
  return name_of(mapping_states, state);
}

std::optional<MappingState> parse_mapping_state(std::string_view text) {
  return value_named(mapping_states, text);
}

std::string_view to_string(MappingBasis basis) {
  return name_of(mapping_bases, basis);
}

std::optional<MappingBasis> parse_mapping_basis(std::string_view text) {
  return value_named(mapping_bases, text);
}

}  // namespace wutong::inventory
