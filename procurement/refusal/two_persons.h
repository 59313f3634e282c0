#pragma once

#include <string>
#include <string_view>

namespace wutong::procurement {

/// Two duties on one document that one person never does both of, by the names that the refusal
/// shows.
struct TwoDuties {
  std::string_view first;
  std::string_view second;
};

/// Throws Refused (same_person_for_two_duties), naming document, duties and person.
[[noreturn]] void refuse_same_person(std::string_view document, const TwoDuties& duties,
                                     std::string_view person);

/// Refuses (same_person_for_two_duties) unless `second`, who is about to act, is known and another
/// than `first`, who did the first duty. Both are actors as the audit chain names them.
void require_two_persons(std::string_view document, const TwoDuties& duties, std::string_view first,
                         std::string_view second);

}  // namespace wutong::procurement
