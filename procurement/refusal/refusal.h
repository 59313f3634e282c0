#pragma once

#include <array>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::procurement {

/// Every expected "no", by its stable wire name (`texts/` holds the table: wire name, HTTP
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
  // Identity: accounts, sign-in, duties.
  sign_in_failed,
  totp_code_required,
  too_many_attempts,
  sign_in_busy,
  not_signed_in,
  csrf_token_wrong,
  duty_missing,
  user_unknown,
  user_name_taken,
  user_name_not_allowed,
  display_name_not_allowed,
  user_changed_meanwhile,
  user_disabled,
  role_unknown,
  facility_unknown,
  supplier_unknown,
  grant_needs_facility,
  grant_is_county_wide,
  grant_needs_supplier,
  supplier_account_only_supplier,
  roles_conflict,
  own_account_not_changed,
  last_administrator_stays,
  password_too_short,
  password_too_long,
  password_too_common,
  password_contains_user_name,
  password_not_changed,
  current_password_wrong,
  totp_already_enrolled,
  totp_not_enrolled,
  totp_code_wrong,
  token_unknown,
  token_name_not_allowed,
  token_expiry_not_allowed,
  too_many_tokens,
  scope_beyond_duties,
  same_person_for_two_duties,
  opener_not_independent,
  // Accounts over HTTP: sessions, tokens, authenticators.
  session_needed,
  session_unknown,
  password_change_due,
  // The HTTP interface.
  not_found,
  method_not_allowed,
  body_too_large,
  body_not_json,
  body_not_taken,
  media_type_not_taken,
  unknown_parameter,
  field_not_allowed,
  if_match_missing,
  unknown_record,
  server_busy,
  database_unavailable,
  schema_not_current,
  fault,
  // Import and export of single files.
  not_a_table_file,
  workbook_of_old_format,
  workbook_encrypted,
  workbook_has_macros,
  workbook_too_large,
  workbook_damaged,
  cell_is_formula,
  cell_is_error,
  digits_lost,
  cells_merged,
  parent_refused,
  import_refused,
  too_many_rows_for_workbook,
  too_many_rows_for_paper,
  recorded_otherwise,
  // The organisation of the county, and its suppliers.
  supplier_not_known,
  supplier_code_taken,
  supplier_suspended,
  supplier_already_suspended,
  supplier_not_suspended,
  supplier_licence_expired,
  manufacturer_not_known,
  manufacturer_code_taken,
  licence_not_known,
  licence_already_recorded,
  licence_no_longer_in_use,
  facility_not_known,
  facility_already_member,
  facility_not_member,
  centre_is_fixed,
  parent_kind_not_allowed,
  facility_below_itself,
  children_would_stay,
  facility_has_open_affairs,
  handover_facility_unfit,
  entity_not_known,
  entity_code_taken,
  route_not_known,
  route_without_days,
  route_without_stops,
  route_hub_unfit,
  route_stop_unfit,
  route_stop_twice,
  facility_on_two_routes,
  link_not_known,
  link_pharmacy_unfit,
  link_drugstore_unfit,
  drugstore_linked_already,
  record_has_changed,
  change_before_newest_version,
  dates_reversed,
  field_missing,
  field_too_long,
  figure_out_of_range,
  // Releases of the catalogue's codes.
  release_already_taken_in,
  release_unknown,
  releases_of_different_sources,
  release_row_unknown,
  release_row_in_quarantine,
  mapping_needs_reason,
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
  facility_formulary_of_centre,
  facility_formulary_already_begun,
  facility_formulary_not_begun,
  facility_formulary_tier_has_none,
  substitution_not_allowed,
  item_code_malformed,
  policy_not_in_force,
  policy_set_not_allowed,
  // Requisitions and budgets.
  requisition_unknown,
  requisition_facility_unfit,
  requisition_step_not_allowed,
  requisition_empty,
  requisition_item_twice,
  requisition_item_disabled,
  requisition_item_not_in_formulary,
  requisition_item_not_in_own_formulary,
  requisition_item_no_equipment,
  requisition_item_not_there,
  requisitions_do_not_merge,
  approved_above_requested,
  review_approves_nothing,
  emergency_above_cap,
  item_without_price,
  budget_insufficient,
  budget_unknown,
  budget_code_taken,
  budget_periods_reversed,
  budget_release_outside,
  budget_below_spent,
  bad_period,
  // Suggested quantities, stock lists, calendars, follow-up.
  stock_list_minimum_above_maximum,
  stock_list_method_needs_figure,
  calendar_unknown,
  cut_off_passed,
  shortage_unknown,
  shortage_step_not_allowed,
  // Consumption.
  consumption_unknown,
  consumption_above_stock,
  consumption_already_reversed,
  consumption_dated_later,
  consumption_needs_one_figure,
  // Forecasts: series of demand.
  period_not_understood,
  period_of_another_kind,
  series_too_long,
  // Periods of the daily work.
  period_is_run_daily,
  period_not_open,
  period_still_open,
  period_orders_open,
  period_deliveries_open,
  opening_stock_too_late,
  // Agreements and consolidation.
  agreement_unknown,
  agreement_above_list_price,
  agreement_minimum_above_maximum,
  agreement_overlaps,
  agreement_ended,
  consolidation_unknown,
  consolidation_empty,
  consolidation_outdated,
  consolidation_step_not_allowed,
  consolidation_already_sent,
  requisition_not_approved,
  override_needs_reason,
  override_without_agreement,
  packs_not_a_multiple,
  packs_below_minimum,
  packs_above_maximum,
  delivery_site_not_allowed,
  // Purchase orders of the daily work.
  order_unknown,
  order_step_not_allowed,
  order_of_a_cycle,
  order_above_authority,
  order_line_unknown,
  order_change_is_none,
  order_without_lines,
  // Notices, deliveries, inspection, returns.
  notice_unknown,
  notice_number_taken,
  notice_above_open,
  notice_step_not_allowed,
  delivery_unknown,
  delivery_step_not_allowed,
  delivery_line_unknown,
  inspection_incomplete,
  inspection_above_delivered,
  inspection_reason_needed,
  inspection_accepts_unfit,
  trace_code_repeated,
  trace_code_of_another_item,
  nonconformance_unknown,
  nonconformance_step_not_allowed,
  return_unknown,
  return_step_not_allowed,
  return_above_stock,
  receipt_unknown,
  nothing_to_dispatch,
  trace_code_malformed,
  delivery_note_taken,
  delivery_lines_missing,
  temperature_reading_missing,
  delivery_site_elsewhere,
  return_empty,
  return_not_credited,
  // Suppliers' invoices.
  invoice_number_taken,
  invoice_field_not_allowed,
  invoice_amounts_differ,
  invoice_dated_later,
  invoice_unknown,
  invoice_step_not_allowed,
  credit_line_unknown,
  refund_above_payable,
  return_above_accepted,
  case_unknown,
  case_already_settled,
  way_out_not_open,
  document_not_an_invoice,
  document_type_refused,
  document_damaged,
  document_too_large,
  // Backup and restore.
  backup_target_taken,
  backup_of_nothing,
  backup_under_way,
  backup_not_readable,
  backup_damaged,
  backup_format_unknown,
  backup_newer_than_program,
  restore_target_used,
  restore_under_way,
  database_half_restored,
  sealing_key_needed,
  sealing_key_wrong,
  restored_data_differs,
  restored_data_breaks_invariants,
  // The audit chain.
  audit_chain_broken,
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
