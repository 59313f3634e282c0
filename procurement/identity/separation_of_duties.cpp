#include "procurement/identity/separation_of_duties.h"

#include <array>

#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"

namespace wutong::procurement {

namespace {

// In the order of the enum.
constexpr std::array table{
    DutyPairText{DutyPair::request_and_approve, "submit_requisitions", "approve_requisitions"},
    DutyPairText{DutyPair::receive_and_inspect, "receive_deliveries", "inspect_deliveries"},
    DutyPairText{DutyPair::pick_and_check, "pick_shipments", "check_shipments"},
    DutyPairText{DutyPair::prepare_and_approve_payment, "prepare_payments", "approve_payments"},
    DutyPairText{DutyPair::count_and_adjust, "count_stock", "adjust_stock"},
    DutyPairText{DutyPair::open_and_open_again, "open_bids", "open_bids"},
    DutyPairText{DutyPair::open_and_bid, "open_bids", "submit_bids"},
    DutyPairText{DutyPair::open_and_keep, "open_bids", "keep_bargaining"},
};

constexpr bool table_is_in_order() {
  std::size_t position = 0;
  for (const DutyPairText& row : table) {
    if (static_cast<std::size_t>(row.pair) != position++) return false;
  }
  return position == static_cast<std::size_t>(DutyPair::open_and_keep) + 1;
}
static_assert(table_is_in_order(), "a row for each pair, in the order of the enum");

void require_no_supplier(const Person& opener, std::string_view document) {
  if (opener.supplier_id == 0) return;
  throw Refused(Refusal::opener_not_independent, {std::string(document), opener.user_name});
}

}  // namespace

const std::vector<DutyPairText>& all_duty_pairs() {
  static const std::vector<DutyPairText> pairs(table.begin(), table.end());
  return pairs;
}

void require_different_person(DutyPair pair, const Person& first, const Person& second,
                              std::string_view document) {
  const bool both_known = first.user_id != 0 && second.user_id != 0;
  if (both_known && first.user_id != second.user_id) return;
  const DutyPairText& text = table.at(static_cast<std::size_t>(pair));
  refuse_same_person(document, {text.first, text.second}, second.user_name);
}

void require_independent_openers(const BidOpening& opening, std::string_view document) {
  require_different_person(DutyPair::open_and_open_again, opening.first_opener,
                           opening.second_opener, document);
  for (const Person* opener : {&opening.first_opener, &opening.second_opener}) {
    require_no_supplier(*opener, document);
    require_different_person(DutyPair::open_and_keep, *opener, opening.keeper, document);
    for (const Person& bidder : opening.bidders) {
      require_different_person(DutyPair::open_and_bid, *opener, bidder, document);
    }
  }
}

}  // namespace wutong::procurement
