#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "inventory/database/store.h"
#include "inventory/records/date.h"
#include "procurement/app/audit/audit_evidence.h"

namespace wutong::app {

/// Which days, in the county's time; none: from the beginning, to the end.
struct AuditPeriod {
  std::optional<inventory::Date> from;
  std::optional<inventory::Date> to;  ///< the last day
};

struct AuditExport {
  std::int64_t first_sequence = 0;  ///< 0: no rows
  std::int64_t entries = 0;
  std::int64_t checkpoints = 0;
};

/// Writes for an auditor: the rows of the chain with every hashed field (without gaps: from the
/// first row of the period to its last), all checkpoints, the public keys, and how to verify them
/// without this program. Of one moment; rows go to the file as they come. The folder appears when
/// it is complete. Throws Refused (output_not_writable): also when something is there already.
AuditExport export_audit(inventory::Store& store, std::int64_t county_id,
                         const AuditEvidence& evidence, const AuditPeriod& period,
                         const std::filesystem::path& folder);

}  // namespace wutong::app
