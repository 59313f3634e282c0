#include "procurement/app/http/handlers/formulary_json.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/json_fields.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

ordered_json shown_formulary_entry(const inventory::FormularyEntry& entry) {
  return {{"tier", to_string(entry.tier)},
          {"effective_from", inventory::to_string(entry.effective_from)},
          {"effective_until", shown(entry.effective_until)},
          {"reason", entry.reason},
          {"brand_exception", entry.brand_exception}};
}

ordered_json shown_formulary_line(const inventory::FormularyLine& line) {
  const auto& [record, detail] = line.item.item;
  ordered_json one{{"item_code", record.code},
                   {"generic_name", record.generic_name},
                   {"trade_name", record.trade_name},
                   {"form", record.form},
                   {"strength", record.strength},
                   {"manufacturer", record.manufacturer},
                   {"kind", record.kind},
                   {"route", detail.route},
                   {"primary_level_only", detail.primary_level_only}};
  one.update(shown_formulary_entry(line.entry));
  return one;
}

}  // namespace wutong::app::handlers
