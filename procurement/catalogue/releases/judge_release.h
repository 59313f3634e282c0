#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "inventory/records/master_data.h"
#include "inventory/records/release.h"

namespace wutong::procurement {

/// The words that a county knows: those that were accepted, and those of its items.
struct KnownTerms {
  std::unordered_set<std::string> forms;
  std::unordered_set<std::string> units;
};

/// Which rows cannot be understood, and why, by row: a code that is none of the source's, or that
/// an earlier row has; an approval number that is none; a form or unit that the county does not
/// know; a pack size that is not a whole number from 1. What a row leaves empty is not judged, but
/// for the code. A row may have several reasons.
std::vector<inventory::QuarantinedRow> judge_release(inventory::ReleaseSource source,
                                                     const std::vector<inventory::ReleaseRow>& rows,
                                                     const KnownTerms& known);

/// Codes that look like what stands there and would be good ones, for a person to choose from; none
/// for reasons that are not about codes.
std::vector<std::string> look_alikes_of(inventory::ReleaseSource source,
                                        const inventory::QuarantinedRow& row);

}  // namespace wutong::procurement
