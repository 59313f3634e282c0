#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement {

/// Two steps of one document that two persons must take (domain section 4).
enum class DutyPair : std::uint8_t {
  request_and_approve,
  receive_and_inspect,
  pick_and_check,
  prepare_and_approve_payment,
  count_and_adjust,
  open_and_open_again,  ///< two openers of one round
  open_and_bid,
  open_and_keep,  ///< who keeps the round does not open it
};

struct DutyPairText {
  DutyPair pair;
  std::string_view first;   ///< duty, wire name
  std::string_view second;  ///< duty, wire name
};
/// Every pair, in the order of the enum.
const std::vector<DutyPairText>& all_duty_pairs();

/// Who took a step: from the session, never from the input.
struct Person {
  std::int64_t user_id{};  ///< 0: nobody that is known
  std::string user_name;
  std::int64_t supplier_id{};  ///< of a supplier's account; otherwise 0
};

/// Refuses (same_person_for_two_duties, naming both duties, the person and `document`) unless two
/// different known persons took the two steps. Nobody known counts as the same person: what cannot
/// be proved apart is not apart.
void require_different_person(DutyPair pair, const Person& first, const Person& second,
                              std::string_view document);

/// The two openers of a bargaining round: different persons, neither of a supplier
/// (opener_not_independent), neither its keeper, neither among the bidders.
struct BidOpening {
  Person first_opener;
  Person second_opener;
  Person keeper;
  std::vector<Person> bidders;
};
void require_independent_openers(const BidOpening& opening, std::string_view document);

}  // namespace wutong::procurement
