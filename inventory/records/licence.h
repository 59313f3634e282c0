#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// What a licence allows (domain section 2). `supplier_file` is the one licence of suppliers.csv,
/// whose kind the file does not say.
enum class LicenceKind {
  supplier_file,
  business,             ///< 营业执照
  drug_distribution,    ///< 药品经营许可证
  drug_production,      ///< 药品生产许可证
  good_supply,          ///< GSP
  device_distribution,  ///< 医疗器械经营许可证
  device_production,    ///< 医疗器械生产许可证
  other
};
std::string_view to_string(LicenceKind kind);
std::optional<LicenceKind> parse_licence_kind(std::string_view text);

/// A licence as its holder shows it.
struct LicenceRecord {
  LicenceKind kind{};
  std::string licence_no;
  std::string issuer;
  std::string scope;
  std::optional<Date> valid_from;  ///< not given: for long
  std::optional<Date> expires_on;  ///< the last day; not given: without end
  friend bool operator==(const LicenceRecord&, const LicenceRecord&) = default;
};

/// Days before the expiry from which on a licence is warned of, the earliest warning first.
struct LicencePolicy {
  std::array<std::int64_t, 3> warning_days{60, 30, 7};
  std::string document_no;  ///< empty: the defaults of the program
};

enum class LicenceState { unknown, not_yet_valid, valid, expires_soon, expired };
std::string_view to_string(LicenceState state);

struct LicenceStanding {
  LicenceState state = LicenceState::unknown;
  /// Days after `as_of` on which the licence still counts: 0 on its last day, negative when it has
  /// expired. Nothing: it has no end.
  std::optional<std::int64_t> days_left;
  /// The closest warning that has been reached, 60, 30 or 7; nothing unless it expires soon.
  std::optional<std::int64_t> warning_days;
  friend bool operator==(const LicenceStanding&, const LicenceStanding&) = default;
};

/// How a licence stands on a day. The day of expiry is the last good one.
LicenceStanding judge_licence(const LicenceRecord& licence, Date as_of,
                              const LicencePolicy& policy);

}  // namespace wutong::inventory
