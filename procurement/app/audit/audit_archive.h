#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/store.h"
#include "procurement/app/audit/audit_evidence.h"
#include "procurement/app/audit/export_audit.h"

namespace wutong::app {

/// What export_audit() writes, as the bytes of one ZIP file: a folder `audit` in it. It is made in
/// the machine's temporary folder. Throws Refused (output_not_writable).
std::string audit_archive(inventory::Store& store, std::int64_t county_id,
                          const AuditEvidence& evidence, const AuditPeriod& period);

}  // namespace wutong::app
