#include "procurement/identity/duty.h"

#include "inventory/records/named_values.h"

namespace wutong::procurement {

namespace {

constexpr std::size_t duty_count = static_cast<std::size_t>(Duty::approve_orders) + 1;
static_assert(duty_count <= 64, "DutySet has 64 bits");

// In the order of the enum.
constexpr inventory::NamedValues<Duty, duty_count> names{{
    {Duty::read_catalogue, "read_catalogue"},
    {Duty::keep_catalogue, "keep_catalogue"},
    {Duty::read_members, "read_members"},
    {Duty::keep_members, "keep_members"},
    {Duty::read_suppliers, "read_suppliers"},
    {Duty::keep_suppliers, "keep_suppliers"},
    {Duty::read_users, "read_users"},
    {Duty::keep_users, "keep_users"},
    {Duty::read_audit, "read_audit"},
    {Duty::read_cycles, "read_cycles"},
    {Duty::run_cycles, "run_cycles"},
    {Duty::import_data, "import_data"},
    {Duty::export_data, "export_data"},
    {Duty::read_bargaining, "read_bargaining"},
    {Duty::keep_bargaining, "keep_bargaining"},
    {Duty::submit_bids, "submit_bids"},
    {Duty::open_bids, "open_bids"},
    {Duty::award_bids, "award_bids"},
    {Duty::read_requisitions, "read_requisitions"},
    {Duty::submit_requisitions, "submit_requisitions"},
    {Duty::approve_requisitions, "approve_requisitions"},
    {Duty::read_orders, "read_orders"},
    {Duty::place_orders, "place_orders"},
    {Duty::confirm_orders, "confirm_orders"},
    {Duty::read_receipts, "read_receipts"},
    {Duty::receive_deliveries, "receive_deliveries"},
    {Duty::inspect_deliveries, "inspect_deliveries"},
    {Duty::read_stock, "read_stock"},
    {Duty::allocate_stock, "allocate_stock"},
    {Duty::pick_shipments, "pick_shipments"},
    {Duty::check_shipments, "check_shipments"},
    {Duty::dispatch_shipments, "dispatch_shipments"},
    {Duty::confirm_shipments, "confirm_shipments"},
    {Duty::count_stock, "count_stock"},
    {Duty::adjust_stock, "adjust_stock"},
    {Duty::transfer_stock, "transfer_stock"},
    {Duty::recall_lots, "recall_lots"},
    {Duty::read_settlement, "read_settlement"},
    {Duty::submit_invoices, "submit_invoices"},
    {Duty::match_invoices, "match_invoices"},
    {Duty::prepare_payments, "prepare_payments"},
    {Duty::approve_payments, "approve_payments"},
    {Duty::close_periods, "close_periods"},
    {Duty::keep_budgets, "keep_budgets"},
    {Duty::sign_audit, "sign_audit"},
    {Duty::approve_orders, "approve_orders"},
}};

constexpr bool names_are_in_order() {
  std::size_t position = 0;
  for (const auto& [duty, name] : names) {
    if (static_cast<std::size_t>(duty) != position++) return false;
  }
  return true;
}
static_assert(names_are_in_order());

std::vector<Duty> collect_duties() {
  std::vector<Duty> duties;
  for (const auto& [duty, name] : names) duties.push_back(duty);
  return duties;
}

}  // namespace

std::string_view wire_name(Duty duty) {
  return inventory::name_of(names, duty);
}

std::optional<Duty> parse_duty(std::string_view name) {
  return inventory::value_named(names, name);
}

const std::vector<Duty>& all_duties() {
  static const std::vector<Duty> duties = collect_duties();
  return duties;
}

bool only_reads(Duty duty) {
  const std::string_view name = wire_name(duty);
  return name.starts_with("read_") || name.starts_with("export_");
}

std::vector<Duty> DutySet::list() const {
  std::vector<Duty> duties;
  for (const Duty duty : all_duties()) {
    if (contains(duty)) duties.push_back(duty);
  }
  return duties;
}

}  // namespace wutong::procurement
