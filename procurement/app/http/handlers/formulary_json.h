#pragma once

#include <nlohmann/json_fwd.hpp>

#include "inventory/tables/formulary_reads.h"

namespace wutong::app::handlers {

/// An entry as an item's history shows it.
nlohmann::ordered_json shown_formulary_entry(const inventory::FormularyEntry& entry);
/// The schema FormularyItem.
nlohmann::ordered_json shown_formulary_line(const inventory::FormularyLine& line);

}  // namespace wutong::app::handlers
