#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace wutong::procurement {

/// What a person may do. The wire names (duty.cpp) are what the interface and the scopes of API
/// tokens speak; a duty that begins with read_ or export_ changes nothing.
enum class Duty : std::uint8_t {
  read_catalogue,
  keep_catalogue,
  read_members,
  keep_members,
  read_suppliers,
  keep_suppliers,
  read_users,
  keep_users,
  read_audit,
  read_cycles,
  run_cycles,
  import_data,
  export_data,
  // bargaining
  read_bargaining,
  keep_bargaining,
  submit_bids,
  open_bids,
  award_bids,
  // purchase
  read_requisitions,
  submit_requisitions,
  approve_requisitions,
  read_orders,
  place_orders,
  confirm_orders,
  read_receipts,
  receive_deliveries,
  inspect_deliveries,
  // stock and distribution
  read_stock,
  allocate_stock,
  pick_shipments,
  check_shipments,
  dispatch_shipments,
  confirm_shipments,
  count_stock,
  adjust_stock,
  transfer_stock,
  recall_lots,
  // settlement
  read_settlement,
  submit_invoices,
  match_invoices,
  prepare_payments,
  approve_payments,
  close_periods,
  // budgets
  keep_budgets,
  // the audit chain
  sign_audit,
  // purchase, on
  approve_orders,
};

std::string_view wire_name(Duty duty);
std::optional<Duty> parse_duty(std::string_view name);
/// Every duty, in the order of the enum.
const std::vector<Duty>& all_duties();
/// The duty changes nothing.
bool only_reads(Duty duty);

/// A set of duties.
class DutySet {
 public:
  constexpr DutySet() = default;
  constexpr DutySet(std::initializer_list<Duty> duties) {
    for (const Duty duty : duties) bits_ |= bit(duty);
  }
  constexpr bool contains(Duty duty) const { return (bits_ & bit(duty)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool includes(DutySet other) const { return (other.bits_ & ~bits_) == 0; }
  constexpr void insert(Duty duty) { bits_ |= bit(duty); }
  constexpr DutySet operator|(DutySet other) const { return DutySet(bits_ | other.bits_); }
  constexpr DutySet operator&(DutySet other) const { return DutySet(bits_ & other.bits_); }
  friend constexpr bool operator==(DutySet, DutySet) = default;
  std::vector<Duty> list() const;  ///< in the order of the enum

 private:
  constexpr explicit DutySet(std::uint64_t bits) : bits_(bits) {}
  static constexpr std::uint64_t bit(Duty duty) {
    return std::uint64_t{1} << static_cast<unsigned>(duty);
  }
  std::uint64_t bits_ = 0;
};

}  // namespace wutong::procurement
