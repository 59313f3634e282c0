#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

void require_as_recorded(const std::string& what, const std::vector<FieldSeen>& fields) {
  for (const FieldSeen& field : fields) {
    if (field.recorded == field.given) continue;
    throw RowRefused(field.column, Refusal::recorded_otherwise,
                     {what, std::string(field.column), field.recorded, field.given});
  }
}

std::string text_of_day(const std::optional<inventory::Date>& day) {
  return day ? inventory::to_string(*day) : std::string();
}

}  // namespace wutong::procurement
