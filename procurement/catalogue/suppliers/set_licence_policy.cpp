#include "procurement/catalogue/suppliers/set_licence_policy.h"

#include "inventory/answer.h"
#include "inventory/tables/supplier_licence_table.h"
#include "procurement/catalogue/organisation/check_field.h"

namespace wutong::procurement {

std::string set_licence_policy(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const SetLicencePolicy& input) {
  constexpr std::int64_t ten_years = 3650;
  constexpr std::size_t document_characters = 120;
  const std::string what = "licence policy";
  const auto& [first, second, last] = input.policy.warning_days;
  check_text({what, "document_no"}, input.policy.document_no, document_characters);
  check_figure({what, "first_warning_days"}, first, {2, ten_years});
  check_figure({what, "second_warning_days"}, second, {1, first - 1});
  check_figure({what, "last_warning_days"}, last, {0, second - 1});

  inventory::save_licence_policy(connection, recording.county_id, input.effective_from,
                                 input.policy);
  return inventory::answer_of({{"first_warning_days", first}});
}

}  // namespace wutong::procurement
