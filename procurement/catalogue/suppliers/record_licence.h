#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/licence.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct RecordLicence {
  std::string supplier_code;
  inventory::LicenceRecord record;  ///< valid_from is required; kind not supplier_file
};

/// A further licence of a supplier. Refuses an unknown supplier, days in the wrong order, and a
/// kind and number that the supplier has in its file already. Answers {"licence_id"}.
std::string record_licence(inventory::Connection& connection, const inventory::Recording& recording,
                           const RecordLicence& input);

/// Throws the first refusal that the licence deserves by itself.
void check_licence_record(const std::string& supplier_code, const inventory::LicenceRecord& record);

}  // namespace wutong::procurement
