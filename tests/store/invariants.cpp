#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/tables/master_tables.h"
#include "tests/support/cycle_folder.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Connection;
using inventory::Transaction;

namespace {

using Names = std::vector<std::string>;

/// One change to the database of a settled cycle, past the program, and the invariant that it
/// breaks.
struct Corruption {
  const char* invariant;
  const char* change;
};

constexpr Corruption corruptions[]{
    {"an_enabled_administrator_exists",
     "INSERT INTO user_account SELECT county_id, 1, 'x', 1, 'x', 'enabled', NULL, registered_at, "
     "NULL FROM county"},
    {"users_have_one_credential",
     "INSERT INTO user_account SELECT county_id, 1, 'x', 1, 'x', 'enabled', NULL, registered_at, "
     "NULL FROM county"},
    {"supplier_accounts_are_only_suppliers",
     "INSERT INTO user_account SELECT county_id, 1, 'x', 1, 'x', 'enabled', 99, registered_at, "
     "NULL FROM county"},
    {"grants_name_known_users_roles_and_facilities",
     "INSERT INTO role_grant SELECT county_id, 1, 99, 'requester', 0, registered_at, 'x', NULL, "
     "NULL FROM county"},
    {"disabled_users_have_no_session",
     "INSERT INTO user_session SELECT county_id, REPEAT('0', 64), 99, registered_at, "
     "registered_at, registered_at FROM county"},
    {"account_balance_equals_postings",
     "UPDATE account_balance SET balance = balance + 0.01 WHERE account = 'rounding' LIMIT 1"},
    {"account_balance_equals_postings",
     "DELETE FROM account_balance WHERE account = 'opening' LIMIT 1"},
    {"account_balance_equals_postings",
     "INSERT INTO account_balance SELECT county_id, 'opening', 99, 0.01 FROM county"},
    {"allocation_never_above_request",
     "UPDATE allocation SET quantity = quantity + 1000 WHERE quantity > 0 LIMIT 1"},
    {"allocation_never_above_request", "DELETE FROM allocation WHERE quantity = 0 LIMIT 1"},
    {"allocations_equal_shipments",
     "UPDATE allocation SET quantity = quantity - 1 WHERE quantity > 1 LIMIT 1"},
    {"allocations_equal_shipments", "UPDATE shipment_line SET quantity = quantity + 1 LIMIT 1"},
    {"allocations_equal_shipments", "DELETE FROM shipment_line LIMIT 1"},
    {"audit_chain_is_unbroken", "UPDATE audit_entry SET actor = 'nobody' LIMIT 1"},
    {"audit_chain_is_unbroken", "DELETE FROM audit_entry ORDER BY sequence LIMIT 1"},
    {"audit_checkpoints_fit_the_chain",
     "INSERT INTO audit_checkpoint SELECT county_id, 1, sequence, REPEAT('e', 64), recorded_at, "
     "hash, hash, '' FROM audit_entry LIMIT 1"},
    {"audit_checkpoints_fit_the_chain",
     "INSERT INTO audit_checkpoint SELECT county_id, 2, sequence, hash, recorded_at, hash, hash, "
     "'' FROM audit_entry LIMIT 1"},
    {"command_answers_are_as_given", "UPDATE command SET answer = '{}' LIMIT 1"},
    {"command_answers_are_as_given", "DELETE FROM command LIMIT 1"},
    {"consumption_lines_equal_movements",
     "INSERT INTO stock_movement SELECT county_id, 1, lot_id, location_id, -3, 1 FROM stock_balance"
     " LIMIT 1"},
    {"consumption_lines_equal_movements",
     "INSERT INTO stock_movement SELECT county_id, 1, lot_id, -3, location_id, 1 FROM stock_balance"
     " LIMIT 1"},
    {"reversed_consumption_is_taken_back_whole",
     "INSERT INTO consumption SELECT county_id, 1, 'CS', 99, '2026-11-22', 7, '', 'x', "
     "registered_at FROM county"},
    {"shortage_cases_are_what_their_steps_say",
     "INSERT INTO shortage_case SELECT county_id, 1, 'SC', 99, 99, 1, '', '', NULL, 'registered', "
     "1, '2026-11-22' FROM county"},
    {"demand_records_name_known_records",
     "INSERT INTO shortage_case SELECT county_id, 1, 'SC', 99, 99, 1, '', '', NULL, 'registered', "
     "1, '2026-11-22' FROM county"},
    {"demand_records_name_known_records",
     "INSERT INTO consumption SELECT county_id, 1, 'CS', 99, '2026-11-22', NULL, '', 'x', "
     "registered_at FROM county"},
    {"demand_records_name_known_records",
     "INSERT INTO consumption_line SELECT county_id, 1, item_id, lot_id, 1 FROM lot LIMIT 1"},
    {"demand_records_name_known_records",
     "INSERT INTO stock_list_line SELECT county_id, facility_id, 99, 1, 'imprest', NULL, 5, '', "
     "'x', '2026-11-22' FROM facility LIMIT 1"},
    {"demand_records_name_known_records",
     "INSERT INTO route_calendar SELECT county_id, 99, 1, NULL, NULL, '', 'x', registered_at FROM "
     "county"},
    {"current_record_is_newest_version", "UPDATE facility SET name = 'new' LIMIT 1"},
    {"current_record_is_newest_version", "UPDATE facility SET parent_id = NULL LIMIT 2"},
    {"current_record_is_newest_version", "UPDATE supplier SET licence_expires_on = NULL LIMIT 1"},
    {"current_record_is_newest_version", "UPDATE supplier SET version = version + 1 LIMIT 1"},
    {"current_record_is_newest_version", "UPDATE item SET vat_rate = 0.17 LIMIT 1"},
    {"current_record_is_newest_version", "UPDATE item SET pack_size = pack_size + 1 LIMIT 1"},
    {"current_record_is_newest_version", "DELETE FROM item_version LIMIT 1"},
    {"budget_balance_equals_movements",
     "INSERT INTO budget SELECT county_id, 1, 'B', 'B', 99, 'money', '', NULL, '2026-01', "
     "'2026-12', 5, 0 FROM county"},
    {"budgets_are_not_overspent",
     "INSERT INTO budget SELECT county_id, 1, 'B', 'B', 99, 'money', '', NULL, '2026-01', "
     "'2026-12', 5, 0 FROM county"},
    {"requisitions_hold_only_what_is_approved",
     "INSERT INTO budget_movement SELECT county_id, 1, 99, 1, 'commit', 5 FROM county"},
    {"requisitions_are_what_their_steps_say",
     "INSERT INTO requisition SELECT county_id, 1, 'RQ', 99, 'regular', 'draft', 1, '2026-11', "
     "NULL, '', NULL, 'x', '', NULL FROM county"},
    {"requisitions_name_known_records",
     "INSERT INTO requisition SELECT county_id, 1, 'RQ', 99, 'regular', 'draft', 1, '2026-11', "
     "NULL, '', NULL, 'x', '', NULL FROM county"},
    {"requisitions_name_known_records",
     "INSERT INTO budget SELECT county_id, 1, 'B', 'B', 99, 'money', '', NULL, '2026-01', "
     "'2026-12', 0, 0 FROM county"},
    {"consolidated_requisitions_have_one_consolidation",
     "INSERT INTO requisition SELECT county_id, 1, 'RQ', 99, 'regular', 'consolidated', 1, "
     "'2026-11', NULL, '', NULL, 'x', '', NULL FROM county"},
    {"consolidated_lines_sum_to_requests",
     "INSERT INTO consolidation SELECT county_id, 1, 'CO', cycle_id, 'standing', 1, 'centre', '', "
     "today, 'x', NOW(), '', NULL, '' FROM procurement_cycle"},
    {"consolidation_orders_equal_decision",
     "INSERT INTO consolidation_line SELECT county_id, 1, item_id, 1, 1, 1, 1, order_id, 1, 1, "
     "packs, pack_price, pack_price_places, '', '' FROM purchase_order_line LIMIT 1"},
    {"daily_orders_are_what_their_steps_say",
     "INSERT INTO purchase_order_detail SELECT county_id, order_id, 1, 1, 1, NULL, '2026-11-01', "
     "NULL, NULL, NULL, 'x' FROM purchase_order LIMIT 1"},
    {"daily_order_lines_are_the_newest_version",
     "INSERT INTO purchase_order_detail SELECT county_id, order_id, 1, 1, 1, NULL, '2026-11-01', "
     "NULL, NULL, NULL, 'x' FROM purchase_order LIMIT 1"},
    {"nobody_approves_an_order_of_his_own",
     "INSERT INTO purchase_order_step SELECT county_id, 1, n, IF(n = 1, 'create', 'approve'), "
     "'drafted', '', '', 'x', registered_at FROM county, (SELECT 1 AS n UNION ALL SELECT 2) AS "
     "two"},
    {"sent_orders_have_a_clock",
     "INSERT INTO purchase_order_clock SELECT county_id, 1, 1, registered_at, NULL FROM county"},
    {"documents_name_known_records", "UPDATE requisition_line SET facility_id = 99 LIMIT 1"},
    {"documents_name_known_records", "UPDATE requisition_line SET item_id = 99 LIMIT 1"},
    {"documents_name_known_records", "UPDATE bid SET supplier_id = 99 LIMIT 1"},
    {"documents_name_known_records", "UPDATE stock_balance SET lot_id = 99 LIMIT 1"},
    {"documents_name_known_records", "UPDATE lot SET item_id = 99 LIMIT 1"},
    {"documents_name_known_records", "DELETE FROM lot LIMIT 1"},
    {"every_command_is_audited", "DELETE FROM audit_entry LIMIT 1"},
    {"every_command_is_audited", "UPDATE audit_entry SET outcome = 'refused: no' LIMIT 1"},
    {"every_command_is_audited", "UPDATE command SET content_hash = REPEAT('0', 64) LIMIT 1"},
    {"exactly_one_centre", "UPDATE facility SET kind = 'hospital' WHERE kind = 'centre'"},
    {"exactly_one_centre", "UPDATE facility SET kind = 'centre' WHERE kind = 'township'"},
    {"inventory_account_equals_stock_value",
     "UPDATE account_balance SET balance = balance + 0.01 WHERE account = 'inventory' LIMIT 1"},
    {"inventory_account_equals_stock_value",
     "UPDATE lot SET pack_price = pack_price + 1 WHERE lot_no = 'L-9'"},
    {"inventory_account_equals_stock_value",
     "UPDATE stock_balance b JOIN lot ON lot.lot_id = b.lot_id SET b.quantity = b.quantity + 1"
     " WHERE lot.lot_no = 'L-9'"},
    {"order_amount_equals_lines", "UPDATE purchase_order SET amount = amount + 0.01 LIMIT 1"},
    {"order_amount_equals_lines", "UPDATE purchase_order_line SET amount = amount - 0.01 LIMIT 1"},
    {"order_lines_equal_awards", "UPDATE award SET packs = packs + 1 LIMIT 1"},
    {"order_lines_equal_awards", "UPDATE award SET pack_price = pack_price + 0.000001 LIMIT 1"},
    {"order_lines_equal_awards", "DELETE FROM award LIMIT 1"},
    {"order_lines_equal_awards", "UPDATE purchase_order_line SET packs = packs + 1 LIMIT 1"},
    {"order_lines_equal_receipts",
     "UPDATE purchase_order_line SET accepted_quantity = accepted_quantity - 1 LIMIT 1"},
    {"order_lines_equal_receipts",
     "UPDATE purchase_order_line SET received_amount = received_amount + 0.01 LIMIT 1"},
    {"order_lines_equal_receipts", "DELETE FROM receipt_line LIMIT 1"},
    {"payables_equal_receipts", "UPDATE receipt SET amount = amount + 0.01 LIMIT 1"},
    {"payables_equal_receipts",
     "UPDATE account_balance SET balance = balance + 0.01 WHERE account = 'payables' LIMIT 1"},
    {"posting_has_one_side", "UPDATE posting SET debit = debit + 1, credit = credit + 1 LIMIT 1"},
    {"posting_has_one_side",
     "UPDATE posting SET debit = -credit, credit = 0 WHERE credit > 0 LIMIT 1"},
    {"posting_has_one_side",
     "INSERT INTO posting SELECT county_id, entry_id, 99, account, party_id, 0, 0 FROM posting"
     " LIMIT 1"},
    {"postings_sum_to_zero", "UPDATE posting SET debit = debit + 0.01 WHERE debit > 0 LIMIT 1"},
    {"postings_sum_to_zero", "DELETE FROM posting LIMIT 1"},
    {"receipt_amount_is_net_plus_vat",
     "UPDATE receipt_line SET vat_amount = vat_amount + 0.01 LIMIT 1"},
    {"receipt_amount_is_net_plus_vat",
     "UPDATE receipt_line SET net_amount = net_amount - 0.01 LIMIT 1"},
    {"receipt_amount_is_net_plus_vat", "UPDATE receipt SET amount = amount + 0.01 LIMIT 1"},
    {"receipt_lines_equal_movements", "UPDATE receipt_line SET quantity = quantity + 1 LIMIT 1"},
    {"receipt_lines_equal_movements",
     "DELETE FROM stock_movement WHERE from_location_id = -2 LIMIT 1"},
    {"receipt_lines_equal_movements",
     "UPDATE stock_movement SET quantity = quantity + 1 WHERE from_location_id = -2 LIMIT 1"},
    {"receivables_equal_shipments", "UPDATE shipment SET amount = amount + 0.01 LIMIT 1"},
    {"receivables_equal_shipments", "UPDATE shipment_line SET amount = amount + 0.01 LIMIT 1"},
    {"receivables_equal_shipments",
     "UPDATE account_balance SET balance = balance + 0.01 WHERE account = 'receivables' LIMIT 1"},
    {"release_counts_equal_rows",
     "INSERT INTO release_row SELECT county_id, 1, 1, 'c', '', '', '', '', '', '[]' FROM county"},
    {"release_counts_equal_rows",
     "INSERT INTO catalogue_release SELECT county_id, 1, 'vbp_result', 'b', '2026-01-01',"
     " '2026-01-01', '[]', 1, 0 FROM county"},
    {"release_mappings_equal_decisions",
     "INSERT INTO release_mapping SELECT county_id, 1, 1, 'rejected', NULL, '' FROM county"},
    {"release_mappings_equal_decisions",
     "INSERT INTO release_mapping_decision SELECT county_id, 1, 1, 1, NULL, 'r', 'a', '2026-01-01'"
     " FROM county"},
    {"release_mappings_follow_candidates",
     "INSERT INTO release_mapping SELECT county_id, 1, 1, 'proposed', NULL, '' FROM county"},
    {"release_mappings_follow_candidates",
     "INSERT INTO release_mapping SELECT county_id, 1, 1, 'ambiguous', NULL, '' FROM county"},
    {"release_mappings_name_known_records",
     "INSERT INTO release_mapping SELECT county_id, 1, 1, 'unmapped', NULL, '' FROM county"},
    {"release_mappings_name_known_records",
     "INSERT INTO release_mapping_candidate SELECT county_id, 1, 1, 99, 'same_code' FROM county"},
    {"shipment_lines_cost_what_the_lot_cost",
     "UPDATE shipment_line SET amount = amount + 0.01 LIMIT 1"},
    {"shipment_lines_cost_what_the_lot_cost",
     "UPDATE lot SET pack_price = pack_price * 1.06 WHERE lot_no = 'L-2'"},
    {"shipment_lines_equal_movements", "UPDATE shipment_line SET quantity = quantity + 1 LIMIT 1"},
    {"shipment_lines_equal_movements",
     "UPDATE stock_movement SET quantity = quantity + 1 WHERE from_location_id > 0 LIMIT 1"},
    {"shipment_lines_equal_movements",
     "UPDATE stock_movement SET to_location_id = 99 WHERE from_location_id > 0 LIMIT 1"},
    {"shipment_lines_equal_movements", "DELETE FROM shipment LIMIT 1"},
    {"shortages_explain_what_was_not_supplied",
     "UPDATE shortage SET supplied = supplied + 1 LIMIT 1"},
    {"shortages_explain_what_was_not_supplied", "DELETE FROM shortage LIMIT 1"},
    {"shortages_explain_what_was_not_supplied",
     "UPDATE requisition_line SET quantity = quantity + 1 LIMIT 1"},
    {"statements_equal_documents",
     "UPDATE supplier_statement SET received_amount = received_amount + 0.01 LIMIT 1"},
    {"statements_equal_documents",
     "UPDATE supplier_statement SET net_amount = net_amount + 0.01 LIMIT 1"},
    {"statements_equal_documents", "DELETE FROM supplier_statement LIMIT 1"},
    {"statements_equal_documents",
     "UPDATE member_statement SET shipped_amount = shipped_amount - 0.01 LIMIT 1"},
    {"statements_equal_documents", "DELETE FROM member_statement LIMIT 1"},
    {"stock_balance_equals_movements", "UPDATE stock_balance SET quantity = quantity + 1 LIMIT 1"},
    {"stock_balance_equals_movements", "DELETE FROM stock_balance WHERE quantity > 0 LIMIT 1"},
    {"stock_balance_equals_movements",
     "UPDATE stock_movement SET quantity = quantity + 1 WHERE from_location_id = -1 LIMIT 1"},
    {"stock_is_never_negative", "UPDATE stock_balance SET quantity = -1 LIMIT 1"},
    {"item_versions_are_a_chain", "UPDATE item_version SET version = version + 1 LIMIT 1"},
    {"item_versions_are_a_chain",
     "INSERT INTO item_detail_version SELECT county_id, item_id, 77, '', '', '', '', '', 0, 'none',"
     " '', '', '', 0, NULL, '', '', '', 0, 0 FROM item LIMIT 1"},
    {"current_item_is_version_of_its_day",
     "INSERT INTO item_version SELECT county_id, item_id, version + 1, effective_from,"
     " generic_name, trade_name, form, strength, base_unit, pack_size, manufacturer, kind, storage,"
     " vat_rate, vat_rate_places, substitution_group, approval_no, list_price, list_price_places"
     " FROM item_version LIMIT 1"},
    {"formulary_subset_rule",
     "INSERT INTO formulary_entry SELECT county_id, 'village', item_id, '2099-01-01', NULL, '', '',"
     " '' FROM item LIMIT 1"},
    {"facility_formulary_has_no_overlap",
     "INSERT INTO facility_formulary_entry SELECT county_id, facility_id, 1, begin, NULL, '', ''"
     " FROM facility JOIN (SELECT '2026-05-01' AS begin UNION SELECT '2026-06-01') AS twice"
     " WHERE kind = 'township'"},
    {"facility_formularies_name_known_records",
     "INSERT INTO facility_formulary_entry SELECT county_id, 1, item_id, '2026-05-01', NULL, '', ''"
     " FROM item LIMIT 1"},
    {"facility_tree_has_one_root",
     "UPDATE facility SET parent_id = NULL WHERE kind = 'township' LIMIT 1"},
    {"facility_tree_has_one_root",
     "UPDATE facility SET parent_id = facility_id WHERE kind = 'township' LIMIT 1"},
    {"licence_dates_are_in_order",
     "INSERT INTO supplier_licence SELECT county_id, 1, supplier_id, 'other', 'N', '', '',"
     " '2026-05-01', '2026-04-30', NULL, NULL, '', '2026-01-01', '' FROM supplier LIMIT 1"},
    {"licence_dates_are_in_order",
     "INSERT INTO supplier_licence SELECT county_id, 1, supplier_id, 'other', 'N', '', '',"
     " '2026-05-01', NULL, 7, NULL, '', '2026-01-01', '' FROM supplier LIMIT 1"},
    {"nobody_is_on_two_routes_a_weekday", "UPDATE delivery_route_day SET weekday = 1"},
    {"organisation_names_known_records", "DELETE FROM delivery_route_version LIMIT 1"},
    {"organisation_names_known_records", "UPDATE delivery_route_stop SET facility_id = 1 LIMIT 1"},
    {"organisation_names_known_records",
     "INSERT INTO supplier_suspension SELECT county_id, 1, 1, '2026-05-01', '', '', NULL, '', ''"
     " FROM supplier LIMIT 1"},
    {"spans_of_one_thing_do_not_overlap",
     "INSERT INTO facility_departure SELECT county_id, facility_id, n, '2026-05-01', '', NULL, NULL"
     " FROM facility JOIN (SELECT 1 AS n UNION SELECT 2) AS twice WHERE kind = 'township'"},
    {"spans_of_one_thing_do_not_overlap",
     "INSERT INTO supplier_suspension SELECT county_id, supplier_id, n, '2026-05-01', '', '', NULL,"
     " '', '' FROM supplier JOIN (SELECT 1 AS n UNION SELECT 2) AS twice"},
    // Suppliers' invoices.
    {"invoiced_never_above_accepted",
     "INSERT INTO receipt_return SELECT county_id, receipt_id, item_id, lot_id, 1, 1, quantity + 1"
     " FROM receipt_line LIMIT 1"},
    {"invoiced_never_above_accepted",
     "INSERT INTO invoice_claim SELECT county_id, receipt_id, item_id, lot_id, 1, 1, 1, -1"
     " FROM receipt_line LIMIT 1"},
    {"matched_lines_tie_to_receipts",
     "INSERT INTO invoice_claim SELECT county_id, receipt_id, item_id, lot_id, 1, 1, 1, 1"
     " FROM receipt_line LIMIT 1"},
    {"matched_lines_tie_to_receipts", "UPDATE invoice_line_match SET outcome = 'matched'"},
    {"matched_lines_tie_to_receipts", "UPDATE invoice_line_match SET payable_amount = 0.01"},
    {"invoice_amount_equals_lines", "UPDATE supplier_invoice_line SET amount = amount + 0.01"},
    {"invoice_amount_equals_lines", "UPDATE supplier_invoice SET net_amount = net_amount - 0.01"},
    {"invoice_amount_equals_lines", "DELETE FROM supplier_invoice_line"},
    {"credits_never_above_invoice",
     "INSERT INTO invoice_credit SELECT county_id, 1, 1, 2, 1, 25, 0 FROM county"},
    {"credits_never_above_invoice",
     "INSERT INTO invoice_credit SELECT county_id, 1, 2, 2, 1, 1, 0 FROM county"},
    {"credits_equal_credit_notes",
     "INSERT INTO invoice_credit SELECT county_id, 1, 1, 2, 1, 1, 0 FROM county"},
    {"credits_equal_credit_notes", "UPDATE supplier_invoice SET kind = 'credit_note'"},
    {"held_lines_have_one_open_case", "DELETE FROM invoice_case"},
    {"held_lines_have_one_open_case", "UPDATE supplier_invoice SET state = 'matched'"},
    {"held_lines_have_one_open_case", "UPDATE supplier_invoice SET state = 'withdrawn'"},
    // Deliveries, returns, supplies.
    {"inspected_deliveries_equal_receipts", "UPDATE delivery_line SET accepted_quantity = 1"},
    {"inspected_deliveries_equal_receipts", "UPDATE delivery SET receipt_id = 1"},
    {"inspected_deliveries_equal_receipts", "UPDATE delivery SET inspected_by = received_by"},
    {"rejected_goods_have_a_nonconformance", "UPDATE delivery_line SET accepted_quantity = 0"},
    {"rejected_goods_have_a_nonconformance", "UPDATE delivery SET state = 'inspected'"},
    {"returns_are_parts_of_receipts", "UPDATE supplier_return SET amount = 0.01"},
    {"returns_are_parts_of_receipts", "UPDATE supplier_return_line SET net_amount = 0.01"},
    {"returns_are_parts_of_receipts",
     "UPDATE supplier_return t JOIN supplier_return_line l ON l.return_id = t.return_id"
     " SET t.state = 'sent', l.quantity = 1000000"},
    {"shipment_lines_equal_movements", "UPDATE supplier_return SET state = 'sent'"},
    {"payables_equal_receipts", "UPDATE supplier_return SET state = 'sent', amount = 0.01"},
    {"statements_equal_documents",
     "UPDATE supplier_return t JOIN supplier_return_line l ON l.return_id = t.return_id"
     " SET t.state = 'sent', l.amount = 0.01"},
    {"requisitions_are_supplied_as_approved",
     "INSERT INTO requisition_supply SELECT county_id, 1, 1, 1, 1 FROM county"},
    {"trace_codes_are_of_delivered_lines", "UPDATE trace_code SET line_no = 9"},
    {"trace_codes_are_of_delivered_lines", "DELETE FROM trace_product"},
    {"allocations_equal_shipments",
     "INSERT INTO shipment_surplus SELECT county_id, shipment_id, cycle_id, facility_id, 99, 1"
     " FROM shipment LIMIT 1"},
};

/// An invoice with one line that is held.
void add_invoice(Connection& session) {
  session.execute(
      "INSERT INTO supplier_invoice SELECT county_id, 1, supplier_id, 'N', 'n', 0, 'invoice',"
      " '2026-11-22', 'CNY', 8.72, 7.72, 1.00, 0.00, 'entry', REPEAT('0', 64), REPEAT('0', 64),"
      " NULL, NULL, NULL, NULL, NULL, 'held', 2, 'x', '2026-11-22' FROM supplier LIMIT 1");
  session.execute(
      "INSERT INTO supplier_invoice_line SELECT county_id, 1, 1, 'PO-9', 'I1', '', 24, 8.72, 2,"
      " 8.72, 0.13, 2 FROM county");
  session.execute(
      "INSERT INTO invoice_line_match SELECT county_id, 1, 1, 'unmatched', 'order', '', 'PO-9',"
      " 0.00, NULL, 'x', '2026-11-22' FROM county");
  session.execute(
      "INSERT INTO invoice_case SELECT county_id, 1, 1, 1, 'unmatched', 'order', '', 'PO-9', NULL,"
      " 'x', '2026-11-22' FROM county");
}

/// A delivery that nobody has inspected yet, and a return that was not sent.
void add_goods(Connection& session) {
  session.execute(
      "INSERT INTO delivery SELECT county_id, 1, 'DL-1', order_id, NULL, 99, 'N', 'recorded', 1,"
      " 'x', '2026-11-22', '2026-11-22', '', NULL, NULL, NULL FROM purchase_order LIMIT 1");
  session.execute(
      "INSERT INTO delivery_line SELECT county_id, 1, 1, 1, 'L', NULL, '2028-01-01', 5, '',"
      " 'intact', NULL, NULL, NULL, '', '' FROM county");
  session.execute(
      "INSERT INTO trace_code SELECT county_id, '81234567890123456789', 1, 1 FROM county");
  session.execute("INSERT INTO trace_product SELECT county_id, '8123456', 1 FROM county");
  session.execute(
      "INSERT INTO supplier_return SELECT o.county_id, 1, 'RT-1', o.cycle_id, r.receipt_id,"
      " o.supplier_id, 'created', 1, '', 0.00, 'x', '2026-11-22', NULL, NULL FROM receipt r"
      " JOIN purchase_order o ON o.order_id = r.order_id LIMIT 1");
  session.execute(
      "INSERT INTO supplier_return_line SELECT county_id, 1, item_id, lot_id, 1, 0.00, 0.00, 0.00"
      " FROM receipt_line WHERE receipt_id = (SELECT receipt_id FROM supplier_return) LIMIT 1");
}

/// Two routes over one facility, on Monday and on Tuesday.
void add_routes(Connection& session) {
  for (const char* number : {"1", "2"}) {
    const std::string from = std::string(" FROM facility WHERE kind = 'township' LIMIT 1");
    const std::string route = std::string("SELECT county_id, ") + number;
    session.execute("INSERT INTO delivery_route " + route + ", " + number + ", 1" + from);
    session.execute("INSERT INTO delivery_route_version " + route +
                    ", 1, '2026-01-01', '', facility_id" + from);
    session.execute("INSERT INTO delivery_route_day " + route + ", 1, " + number + from);
    session.execute("INSERT INTO delivery_route_stop " + route + ", 1, 1, facility_id" + from);
  }
}

/// The invariants that do not hold.
Names broken_in(Connection& connection, std::int64_t county_id) {
  Names names;
  for (const auto& result : inventory::check_invariants(connection, county_id)) {
    if (result.holds()) continue;
    names.push_back(result.name);
    CHECK_FALSE(result.first_violation.empty());
  }
  return names;
}

/// A small county with one settled cycle.
struct SettledCounty {
  test::TestDatabase database;
  std::int64_t county_id = 0;

  SettledCounty() {
    const test::CycleFolder folder;
    REQUIRE(test::run_cycle(database.store(), folder) == "done");
    county_id = inventory::load_counties(database.session()).at(0).county_id;
    add_routes(database.session());
    add_invoice(database.session());
    add_goods(database.session());
    // The tables' own checks would not let some of the changes through.
    database.session().execute("SET SESSION check_constraint_checks = 0");
  }
};

}  // namespace

TEST_CASE("every invariant holds in a settled county, and each reports what breaks it",
          "[invariants]") {
  SettledCounty county;
  Connection& session = county.database.session();
  REQUIRE(broken_in(session, county.county_id).empty());
  for (const Corruption& corruption : corruptions) {
    INFO(corruption.change);
    Transaction transaction(session);
    CHECK(session.execute(corruption.change) > 0);
    CHECK_THAT(broken_in(session, county.county_id),
               Catch::VectorContains(std::string(corruption.invariant)));
    CHECK(broken_in(session, county.county_id + 1).empty());  // nobody else's business
  }
  CHECK(broken_in(session, county.county_id).empty());
}

TEST_CASE("every invariant is known to report something", "[invariants]") {
  std::set<std::string> shown;
  for (const Corruption& corruption : corruptions) shown.insert(corruption.invariant);
  const Names names = inventory::invariant_names();
  CHECK(shown == std::set<std::string>(names.begin(), names.end()));
  CHECK(shown.size() == names.size());
}

TEST_CASE("the invariants hold in a county of which nothing is known", "[invariants]") {
  test::TestDatabase database;
  CHECK(broken_in(database.session(), 1).empty());
  std::int64_t results = 0;
  for (const auto& result : inventory::check_invariants(database.session(), 1)) {
    CHECK(result.name == inventory::invariant_names().at(static_cast<std::size_t>(results++)));
  }
}

TEST_CASE("a violation is shown with its columns", "[invariants]") {
  SettledCounty county;
  Connection& session = county.database.session();
  Transaction transaction(session);
  session.execute("UPDATE facility SET kind = 'centre'");
  for (const auto& result : inventory::check_invariants(session, county.county_id)) {
    if (result.name != "exactly_one_centre") continue;
    CHECK(result.violations == 1);
    CHECK(result.first_violation == "centres=4");
  }
  session.execute("UPDATE stock_balance SET quantity = -2");
  for (const auto& result : inventory::check_invariants(session, county.county_id)) {
    if (result.name != "stock_is_never_negative") continue;
    CHECK(result.violations > 1);
    CHECK_THAT(result.first_violation, Catch::Contains("quantity=-2"));
    CHECK_THAT(result.first_violation, Catch::StartsWith("location_id="));
  }
}
