#include "reporting/cycle_documents/member_documents.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/visible_documents.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

/// What cycles wrote for members. A member's account is shown its own and what is below it.
namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::Duty;

namespace {

ordered_json shown(const reporting::ShipmentRow& shipment) {
  return {{"shipment_no", shipment.shipment_no},
          {"period", shipment.period},
          {"facility_code", shipment.facility_code},
          {"amount", shipment.amount.to_string()}};
}

ordered_json shown(const reporting::ShipmentLineRow& line) {
  return {{"item_code", line.item_code},
          {"item_name", line.item_name},
          {"lot", line.lot_no},
          {"expires_on", inventory::to_string(line.expires_on)},
          {"quantity", line.quantity.units()},
          {"amount", line.amount.to_string()}};
}

ordered_json shown(const reporting::ShortageRow& shortage) {
  return {{"period", shortage.period},
          {"item_code", shortage.item_code},
          {"item_name", shortage.item_name},
          {"facility_code", shortage.facility_code},
          {"requested", shortage.requested.units()},
          {"supplied", shortage.supplied.units()},
          {"reason", shortage.reason}};
}

ordered_json shown(const reporting::MemberStatementRow& statement) {
  return {{"period", statement.period},
          {"facility_code", statement.facility_code},
          {"facility_name", statement.facility_name},
          {"shipped_amount", statement.shipped_amount.to_string()}};
}

}  // namespace

HttpAnswer list_shipments(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto filter = facility_filter(call, *connection, page, 1, Duty::read_stock);
  std::vector<KeyedRecord> shipments;
  for (const auto& one : reporting::list_shipments(*connection, call.service.county_id(), filter)) {
    shipments.push_back({one.shipment_no, shown(one)});
  }
  return keyed_page_answer("shipments", std::move(shipments), page);
}

HttpAnswer show_shipment(Call& call) {
  const std::string& shipment_no = call.path.at("shipment_no");
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  const auto shipment = reporting::find_shipment(*connection, county_id, shipment_no);
  if (!shipment || !sees_facility(call, *connection, shipment->facility_id, Duty::read_stock)) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"shipment", shipment_no});
  }
  ordered_json document = shown(*shipment);
  document["lines"] = ordered_json::array();
  for (const auto& line :
       reporting::load_shipment_lines(*connection, county_id, shipment->shipment_id)) {
    document["lines"].push_back(shown(line));
  }
  return json_answer(document);
}

HttpAnswer list_shortages(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto filter = facility_filter(call, *connection, page, 3, Duty::read_requisitions);
  std::vector<KeyedRecord> shortages;
  for (const auto& one : reporting::list_shortages(*connection, call.service.county_id(), filter)) {
    shortages.push_back({joined_key({one.period, one.item_code, one.facility_code}), shown(one)});
  }
  return keyed_page_answer("shortages", std::move(shortages), page);
}

HttpAnswer list_member_statements(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto filter = facility_filter(call, *connection, page, 2, Duty::read_settlement);
  std::vector<KeyedRecord> statements;
  for (const auto& one :
       reporting::list_member_statements(*connection, call.service.county_id(), filter)) {
    statements.push_back({joined_key({one.period, one.facility_code}), shown(one)});
  }
  return keyed_page_answer("statements", std::move(statements), page);
}

}  // namespace wutong::app::handlers
