#include "procurement/refusal/two_persons.h"

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

void refuse_same_person(std::string_view document, const TwoDuties& duties,
                        std::string_view person) {
  throw Refused(Refusal::same_person_for_two_duties,
                {std::string(document), std::string(duties.first), std::string(duties.second),
                 person.empty() ? "?" : std::string(person)});
}

void require_two_persons(std::string_view document, const TwoDuties& duties, std::string_view first,
                         std::string_view second) {
  if (second.empty() || second == first) refuse_same_person(document, duties, second);
}

}  // namespace wutong::procurement
