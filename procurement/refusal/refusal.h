#pragma once

#include <array>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement {

/// Every expected "no", by its stable wire name (refusal.cpp holds the table: wire name, HTTP
/// status, whether a retry helps, a sentence in Chinese and in English with {0} {1} ... for the
/// figures).
enum class Refusal {
  // Faults of an input folder or file: the whole input is refused.
  missing_file,
  missing_column,
  unknown_column,
  duplicate_column,
  wrong_cell_count,
  missing_value,
  unknown_code,
  unknown_value,
  bad_code,
  bad_number,
  bad_date,
  number_too_large,
  too_many_decimals,
  text_too_long,
  duplicate_key,
  not_utf8,
  nul_byte,
  bad_quoting,
  bad_json,
  not_exactly_one_centre,
  parent_cycle,
  centre_makes_no_requests,
  cycle_value_too_large,
  opening_stock_already_known,
  // Rows that are well-formed but not acceptable by a rule: the cycle goes on without them.
  bid_above_list_price,
  min_order_above_capacity,
  licence_expired,
  not_ordered,
  expired,
  short_dated,
  over_delivered,
  // Commands that are refused whole.
  period_already_settled,
  earlier_cycle_unfinished,
  later_period_settled,
  county_not_named,
  award_rule_not_offered,
  request_reused_with_different_content,
  stock_insufficient,
  schema_newer_than_program,
  output_not_writable,
  results_over_input,
  // The catalogue: items, formularies, substitution, policy.
  item_unknown,
  item_already_registered,
  item_version_outdated,
  item_day_past,
  item_value_not_allowed,
  item_reason_missing,
  item_already_disabled,
  item_already_enabled,
  formulary_not_in_higher_tier,
  formulary_still_in_lower_tier,
  formulary_already_holds,
  formulary_does_not_hold,
  formulary_too_many_brands,
  substitution_not_allowed,
  policy_not_in_force,
  policy_set_not_allowed,
};

/// What is fixed about a refusal, whatever document it meets.
struct RefusalText {
  std::string_view wire_name;
  int http_status;
  bool retry_helps;
  std::string_view sentence_zh;
  std::string_view sentence_en;
};

const RefusalText& refusal_text(Refusal refusal);

/// Every refusal of the closed list, in the order of the enum.
const std::vector<Refusal>& all_refusals();

inline std::string_view wire_name(Refusal refusal) {
  return refusal_text(refusal).wire_name;
}

/// The sentences with {0}, {1} ... replaced by `figures` (document, row, figure, limit).
std::string sentence_zh(Refusal refusal, const std::vector<std::string>& figures);
std::string sentence_en(Refusal refusal, const std::vector<std::string>& figures);

/// A command refused whole. Thrown by the checks of an operation before it writes anything, and
/// caught at one edge, which answers with the wire name and the sentence of the user's language.
class Refused : public std::exception {
 public:
  explicit Refused(Refusal refusal, std::vector<std::string> figures = {});
  Refusal refusal() const { return refusal_; }
  const std::vector<std::string>& figures() const { return figures_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  Refusal refusal_;
  std::vector<std::string> figures_;
  std::string message_;
};

}  // namespace wutong::procurement
