#include <catch2/catch.hpp>

#include "procurement/identity/duty.h"
#include "procurement/identity/separation_of_duties.h"
#include "procurement/refusal/refusal.h"

using namespace wutong::procurement;

namespace {

const Person wang{11, "wang"};
const Person li{12, "li"};
const Person zhao{13, "zhao"};
const Person wholesaler{14, "wholesaler", 900};
const Person nobody{};

/// "" when it may be, otherwise the wire name of the refusal and its figures.
template <typename Check>
std::string refusal_of(const Check& check) {
  try {
    check();
  } catch (const Refused& refused) {
    std::string text(wire_name(refused.refusal()));
    for (const std::string& figure : refused.figures()) text += " " + figure;
    return text;
  }
  return "";
}

}  // namespace

TEST_CASE("two steps of a document take two known persons, for every pair of duties",
          "[identity]") {
  for (const DutyPairText& pair : all_duty_pairs()) {
    const std::string said = "same_person_for_two_duties REQ-1 " + std::string(pair.first) + " " +
                             std::string(pair.second) + " ";
    INFO(said);
    CHECK(parse_duty(pair.first));
    CHECK(parse_duty(pair.second));
    for (const Person& first : {wang, li, nobody}) {
      for (const Person& second : {wang, li, nobody}) {
        const bool apart =
            first.user_id != second.user_id && first.user_id != 0 && second.user_id != 0;
        const std::string expected =
            apart ? "" : said + (second.user_name.empty() ? "?" : second.user_name);
        CHECK(refusal_of([&] { require_different_person(pair.pair, first, second, "REQ-1"); }) ==
              expected);
      }
    }
  }
  CHECK(all_duty_pairs().size() == 8);
}

TEST_CASE("bids are opened by two persons, neither bidder nor keeper", "[identity]") {
  const auto opening = [](const Person& one, const Person& other, const Person& keeper) {
    return refusal_of([&] {
      require_independent_openers({one, other, keeper, {wholesaler, {15, "zhou", 901}}}, "R-1");
    });
  };
  CHECK(opening(wang, li, zhao).empty());
  CHECK(opening(wang, wang, zhao) == "same_person_for_two_duties R-1 open_bids open_bids wang");
  CHECK(opening(wang, li, li) == "same_person_for_two_duties R-1 open_bids keep_bargaining li");
  CHECK(opening(wang, li, wang) == "same_person_for_two_duties R-1 open_bids keep_bargaining wang");
  CHECK(opening(wholesaler, li, zhao) == "opener_not_independent R-1 wholesaler");
  CHECK(opening(wang, {16, "other supplier", 950}, zhao) ==
        "opener_not_independent R-1 other supplier");
  CHECK(opening(wang, {15, "zhou"}, zhao) ==
        "same_person_for_two_duties R-1 open_bids submit_bids zhou");
  CHECK(opening(wang, nobody, zhao) == "same_person_for_two_duties R-1 open_bids open_bids ?");
}
