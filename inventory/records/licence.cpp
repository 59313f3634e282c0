#include "inventory/records/licence.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {
namespace {

constexpr NamedValues<LicenceKind, 8> licence_kinds{{
    {LicenceKind::supplier_file, "supplier_file"},
    {LicenceKind::business, "business"},
    {LicenceKind::drug_distribution, "drug_distribution"},
    {LicenceKind::drug_production, "drug_production"},
    {LicenceKind::good_supply, "good_supply"},
    {LicenceKind::device_distribution, "device_distribution"},
    {LicenceKind::device_production, "device_production"},
    {LicenceKind::other, "other"},
}};

constexpr NamedValues<LicenceState, 5> licence_states{{
    {LicenceState::unknown, "unknown"},
    {LicenceState::not_yet_valid, "not_yet_valid"},
    {LicenceState::valid, "valid"},
    {LicenceState::expires_soon, "expires_soon"},
    {LicenceState::expired, "expired"},
}};

std::optional<std::int64_t> closest_warning(std::int64_t days_left, const LicencePolicy& policy) {
  std::optional<std::int64_t> closest;
  for (const std::int64_t days : policy.warning_days) {
    if (days_left <= days) closest = days;
  }
  return closest;
}

/// suppliers.csv may leave the day out, and then nothing is known; a licence of its own without a
/// last day has no end.
LicenceState without_end(const LicenceRecord& licence) {
  return licence.kind == LicenceKind::supplier_file ? LicenceState::unknown : LicenceState::valid;
}

LicenceState state_of(std::int64_t days_left, bool is_warned_of) {
  if (days_left < 0) return LicenceState::expired;
  return is_warned_of ? LicenceState::expires_soon : LicenceState::valid;
}

}  // namespace

std::string_view to_string(LicenceKind kind) {
  return name_of(licence_kinds, kind);
}

std::optional<LicenceKind> parse_licence_kind(std::string_view text) {
  return value_named(licence_kinds, text);
}

std::string_view to_string(LicenceState state) {
  return name_of(licence_states, state);
}

LicenceStanding judge_licence(const LicenceRecord& licence, Date as_of,
                              const LicencePolicy& policy) {
  LicenceStanding standing;
  if (licence.expires_on) standing.days_left = (*licence.expires_on - as_of).count();
  if (licence.valid_from && as_of < *licence.valid_from) {
    standing.state = LicenceState::not_yet_valid;
    return standing;
  }
  if (!standing.days_left) {
    standing.state = without_end(licence);
    return standing;
  }
  const auto warning = closest_warning(*standing.days_left, policy);
  standing.state = state_of(*standing.days_left, warning.has_value());
  if (standing.state == LicenceState::expires_soon) standing.warning_days = warning;
  return standing;
}

}  // namespace wutong::inventory
