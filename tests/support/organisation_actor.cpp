#include "tests/support/organisation_actor.h"

#include <iostream>

#include "inventory/check_invariants.h"

namespace wutong::test {

bool OrganisationActor::is_sound() {
  bool sound = true;
  for (const auto& result : inventory::check_invariants(database.session(), organisation_county)) {
    if (result.holds()) continue;
    std::cerr << result.name << ": " << result.first_violation << '\n';
    sound = false;
  }
  return sound;
}

std::vector<std::string> broken_invariants(inventory::Connection& connection) {
  std::vector<std::string> names;
  for (const auto& result : inventory::check_invariants(connection, organisation_county)) {
    if (!result.holds()) names.emplace_back(result.name);
  }
  return names;
}

}  // namespace wutong::test
