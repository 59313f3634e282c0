#include "procurement/identity/role.h"

#include <array>
#include <cassert>

namespace wutong::procurement {

namespace {

constexpr DutySet catalogue_readers{Duty::read_catalogue, Duty::read_members};
constexpr DutySet desk =
    catalogue_readers | DutySet{Duty::read_suppliers, Duty::read_cycles, Duty::export_data};
constexpr DutySet all_documents{Duty::read_bargaining, Duty::read_requisitions,
                                Duty::read_orders,     Duty::read_receipts,
                                Duty::read_stock,      Duty::read_settlement};
constexpr DutySet store_room = catalogue_readers | DutySet{Duty::read_stock};
constexpr DutySet supervision = desk | all_documents | DutySet{Duty::read_audit};

constexpr bool reads_only = true;
constexpr bool works = false;

// In the order of the enum. Who may hold two of these at once: role_conflicts.cpp.
constexpr std::array table{
    RoleText{
        Role::administrator, "administrator", "系统管理员", "Administrator", RolePlace::county,
        works,
        desk | DutySet{Duty::read_users, Duty::keep_users, Duty::read_audit, Duty::sign_audit}},
    RoleText{
        Role::purchasing_manager, "purchasing_manager", "采购中心主管", "Purchasing manager",
        RolePlace::county, works,
        desk | all_documents |
            DutySet{Duty::keep_catalogue, Duty::keep_members, Duty::keep_suppliers,
                    Duty::import_data, Duty::run_cycles, Duty::keep_bargaining, Duty::award_bids,
                    Duty::place_orders, Duty::approve_orders, Duty::confirm_orders,
                    Duty::allocate_stock, Duty::transfer_stock, Duty::recall_lots}},
    RoleText{
        Role::bid_opener, "bid_opener", "开标人", "Bid opener", RolePlace::county, works,
        catalogue_readers | DutySet{Duty::read_suppliers, Duty::read_bargaining, Duty::open_bids}},
    RoleText{Role::requester, "requester", "请领人", "Requester", RolePlace::either, works,
             store_room | DutySet{Duty::read_requisitions, Duty::submit_requisitions}},
    RoleText{Role::approver, "approver", "审批人", "Approver", RolePlace::either, works,
             store_room | DutySet{Duty::read_requisitions, Duty::approve_requisitions,
                                  Duty::read_orders, Duty::approve_orders}},
    RoleText{Role::receiver, "receiver", "收货员", "Receiver", RolePlace::either, works,
             store_room | DutySet{Duty::read_suppliers, Duty::read_orders, Duty::read_receipts,
                                  Duty::receive_deliveries, Duty::count_stock}},
    RoleText{Role::inspector, "inspector", "验收员", "Inspector", RolePlace::either, works,
             store_room | DutySet{Duty::read_suppliers, Duty::read_orders, Duty::read_receipts,
                                  Duty::inspect_deliveries, Duty::adjust_stock}},
    RoleText{Role::picker, "picker", "拣货员", "Picker", RolePlace::either, works,
             store_room | DutySet{Duty::pick_shipments, Duty::count_stock}},
    RoleText{
        Role::checker, "checker", "复核员", "Checker", RolePlace::either, works,
        store_room | DutySet{Duty::check_shipments, Duty::dispatch_shipments, Duty::adjust_stock}},
    RoleText{Role::payment_preparer, "payment_preparer", "付款制单人", "Payment preparer",
             RolePlace::county, works,
             desk | DutySet{Duty::read_orders, Duty::read_receipts, Duty::read_settlement,
                            Duty::match_invoices, Duty::prepare_payments}},
    RoleText{Role::payment_approver, "payment_approver", "付款审批人", "Payment approver",
             RolePlace::county, works,
             desk | DutySet{Duty::read_orders, Duty::read_receipts, Duty::read_settlement,
                            Duty::approve_payments}},
    RoleText{Role::township_pharmacist, "township_pharmacist", "乡镇卫生院药师",
             "Township pharmacist", RolePlace::facility, works,
             store_room | DutySet{Duty::read_cycles, Duty::export_data, Duty::read_requisitions,
                                  Duty::submit_requisitions, Duty::approve_requisitions,
                                  Duty::read_settlement, Duty::confirm_shipments, Duty::count_stock,
                                  Duty::transfer_stock}},
    RoleText{Role::village_doctor, "village_doctor", "村医", "Village doctor", RolePlace::facility,
             works,
             store_room | DutySet{Duty::read_requisitions, Duty::submit_requisitions,
                                  Duty::read_settlement, Duty::confirm_shipments}},
    RoleText{Role::finance, "finance", "财务", "Finance", RolePlace::county, works,
             desk | all_documents |
                 DutySet{Duty::submit_invoices, Duty::match_invoices, Duty::close_periods,
                         Duty::keep_budgets}},
    RoleText{Role::supplier, "supplier", "供应商", "Supplier", RolePlace::supplier, works,
             DutySet{Duty::read_catalogue, Duty::read_suppliers, Duty::submit_bids,
                     Duty::read_orders, Duty::confirm_orders, Duty::read_receipts,
                     Duty::submit_invoices, Duty::read_settlement}},
    RoleText{Role::government_inspector, "government_inspector", "政府监督员",
             "Government inspector", RolePlace::county, reads_only,
             supervision | DutySet{Duty::read_users}},
    RoleText{Role::industry_manager, "industry_manager", "行业管理员", "Industry manager",
             RolePlace::county, reads_only, supervision},
    RoleText{Role::group_supervisor, "group_supervisor", "集团监督员", "Group supervisor",
             RolePlace::either, reads_only, supervision},
    RoleText{Role::public_supervisor, "public_supervisor", "社会监督员", "Public supervisor",
             RolePlace::county, reads_only,
             DutySet{Duty::read_catalogue, Duty::read_cycles, Duty::read_bargaining}},
};

constexpr bool table_is_in_order() {
  std::size_t position = 0;
  for (const RoleText& row : table) {
    if (static_cast<std::size_t>(row.role) != position++) return false;
  }
  return position == static_cast<std::size_t>(Role::public_supervisor) + 1;
}
static_assert(table_is_in_order(), "a row for each role, in the order of the enum");

}  // namespace

const RoleText& role_text(Role role) {
  return table.at(static_cast<std::size_t>(role));
}

std::optional<Role> parse_role(std::string_view wire_name) {
  for (const RoleText& row : table) {
    if (row.wire_name == wire_name) return row.role;
  }
  return std::nullopt;
}

const std::vector<RoleText>& all_roles() {
  static const std::vector<RoleText> roles(table.begin(), table.end());
  return roles;
}

}  // namespace wutong::procurement
