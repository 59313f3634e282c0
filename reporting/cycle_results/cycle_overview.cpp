#include "reporting/cycle_results/cycle_overview.h"

#include <nlohmann/json.hpp>

namespace wutong::reporting {

std::vector<CycleOverview> load_cycle_overviews(inventory::Connection& connection,
                                                std::int64_t county_id) {
  inventory::Rows rows = connection.query(
      "SELECT k.code, c.period, c.state,"
      " (SELECT COUNT(*) FROM requisition_line r"
      "  WHERE r.county_id = c.county_id AND r.cycle_id = c.cycle_id),"
      " (SELECT COUNT(*) FROM purchase_order o"
      "  WHERE o.county_id = c.county_id AND o.cycle_id = c.cycle_id),"
      " (SELECT COUNT(*) FROM shortage h"
      "  WHERE h.county_id = c.county_id AND h.cycle_id = c.cycle_id),"
      " COALESCE((SELECT SUM(s.received_amount) FROM supplier_statement s"
      "  WHERE s.county_id = c.county_id AND s.cycle_id = c.cycle_id), 0.00),"
      " COALESCE((SELECT SUM(m.shipped_amount) FROM member_statement m"
      "  WHERE m.county_id = c.county_id AND m.cycle_id = c.cycle_id), 0.00)"
      " FROM procurement_cycle c JOIN county k ON k.county_id = c.county_id"
      " WHERE c.county_id = " +
      std::to_string(county_id) + " ORDER BY c.period");
  std::vector<CycleOverview> overviews;
  while (rows.next()) {
    overviews.push_back({rows.text(1), rows.text(2), rows.text(3), rows.integer(4), rows.integer(5),
                         rows.integer(6), rows.money(7), rows.money(8)});
  }
  return overviews;
}

std::string overviews_json(const std::vector<CycleOverview>& overviews) {
  nlohmann::ordered_json cycles = nlohmann::ordered_json::array();
  for (const CycleOverview& one : overviews) {
    cycles.push_back({{"county", one.county},
                      {"period", one.period},
                      {"state", one.state},
                      {"request_lines", one.request_lines},
                      {"orders", one.orders},
                      {"shortages", one.shortages},
                      {"owed_to_suppliers", one.owed_to_suppliers.to_string()},
                      {"owed_by_members", one.owed_by_members.to_string()}});
  }
  return nlohmann::ordered_json{{"cycles", std::move(cycles)}}.dump();
}

}  // namespace wutong::reporting
