#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/cycle_table.h"
#include "inventory/tables/delivery_table.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/nonconformance_table.h"
#include "inventory/tables/order_detail_table.h"
#include "inventory/tables/shipping_notice_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/receiving_access.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/receiving/announce_notice.h"
#include "procurement/purchase/receiving/inspect_delivery.h"
#include "procurement/purchase/receiving/propose_inspection.h"
#include "procurement/purchase/receiving/record_delivery.h"
#include "procurement/purchase/receiving/settle_nonconformance.h"
#include "procurement/refusal/refusal.h"

/// Notices, deliveries, their inspection and its deviations.
namespace wutong::app::handlers {

using inventory::Connection;
using inventory::Delivery;
using inventory::DeliveryLine;
using inventory::Nonconformance;
using inventory::ShippingNotice;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json id_or_null(const std::optional<std::int64_t>& id) {
  return id ? ordered_json(std::to_string(*id)) : ordered_json(nullptr);
}

ordered_json figure_or_null(const std::optional<std::int64_t>& figure) {
  return figure ? ordered_json(*figure) : ordered_json(nullptr);
}

std::optional<std::int64_t> figure_field(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return found->get<std::int64_t>();
}

inventory::Date needed_day(const json& body, const char* name) {
  const auto day = date_field(body, name);
  if (!day) throw Refused(Refusal::field_missing, {name, name});
  return *day;
}

pricing::Quantity quantity_field(const json& body, const char* name) {
  return pricing::Quantity(body.at(name).get<std::int64_t>());
}

HttpAnswer tagged(const ordered_json& body, std::int64_t version, int status) {
  HttpAnswer answer = json_answer(body, status);
  answer.headers.emplace_back("ETag", '"' + std::to_string(version) + '"');
  return answer;
}

// Notices

ordered_json shown_head(const ShippingNotice& notice, const DocumentCodes& codes) {
  return {{"notice_id", std::to_string(notice.notice_id)},
          {"notice_no", notice.notice_no},
          {"supplier_code", codes.suppliers.at(notice.supplier_id)},
          {"order_no", notice.order_no},
          {"delivery_facility_code", codes.facilities.at(notice.delivery_facility_id)},
          {"state", to_string(notice.state)},
          {"version", notice.version},
          {"carrier", notice.carrier},
          {"expected_on", shown(notice.expected_on)},
          {"announced_by", notice.announced_by}};
}

HttpAnswer notice_answer(Call& call, std::int64_t notice_id, int status = 200) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto notice = inventory::find_notice(*connection, county_id, notice_id);
  const auto items = inventory::load_codes(*connection, county_id, inventory::Noun::item);
  ordered_json body = shown_head(notice.value(), load_document_codes(call, *connection));
  body["lines"] = ordered_json::array();
  for (const auto& line : notice->lines) {
    body["lines"].push_back({{"line_no", line.line_no},
                             {"item_code", items.at(line.item_id)},
                             {"lot", line.lot_no},
                             {"made_on", shown(line.made_on)},
                             {"expires_on", inventory::to_string(line.expires_on)},
                             {"quantity", line.quantity.units()},
                             {"trace_codes", line.trace_codes}});
  }
  return tagged(body, notice->version, status);
}

/// A notice that the caller may not see is one that is not there.
ShippingNotice visible_notice(Call& call, Connection& connection, Duty duty) {
  const std::string& text = call.path.at("notice_id");
  const auto notice = inventory::find_notice(connection, call.service.county_id(), id_in(text));
  if (!notice ||
      !sees_goods(call, connection, duty, notice->supplier_id, notice->delivery_facility_id)) {
    throw Refused(Refusal::notice_unknown, {text});
  }
  return *notice;
}

procurement::AnnounceNotice notice_in(const json& body) {
  procurement::AnnounceNotice input{text_field(body, "notice_no"),
                                    text_field(body, "order_no"),
                                    text_field(body, "carrier"),
                                    date_field(body, "expected_on"),
                                    {}};
  for (const json& line : body.at("lines")) {
    input.rows.push_back({text_field(line, "item_code"), text_field(line, "lot"),
                          date_field(line, "made_on"), needed_day(line, "expires_on"),
                          quantity_field(line, "quantity"), text_list(line, "trace_codes")});
  }
  return input;
}

/// An order of another supplier is one that is not there.
void require_own_order(Call& call, Connection& connection, const std::string& order_no) {
  const auto& own = call.caller->principal.supplier_id;
  if (!own) return;
  const auto order = inventory::find_daily_order(connection, call.service.county_id(), order_no);
  const bool is_own = order && (order->order.supplier_id == *own ||
                                order->detail.distributor_id == std::optional(*own));
  if (!is_own) throw Refused(Refusal::order_unknown, {order_no});
}

// Deliveries

ordered_json shown_head(const Delivery& delivery, const DocumentCodes& codes) {
  return {{"delivery_no", delivery.delivery_no},
          {"order_no", delivery.order_no},
          {"supplier_code", codes.suppliers.at(delivery.supplier_id)},
          {"facility_code", codes.facilities.at(delivery.facility_id)},
          {"notice_id", id_or_null(delivery.notice_id)},
          {"delivery_note_no", delivery.delivery_note_no},
          {"state", to_string(delivery.state)},
          {"version", delivery.version},
          {"received_by", delivery.received_by},
          {"received_on", inventory::to_string(delivery.received_on)},
          {"inspected_by", text_or_null(delivery.inspected_by)},
          {"receipt_id", id_or_null(delivery.receipt_id)},
          {"shipment_id", id_or_null(delivery.shipment_id)}};
}

ordered_json shown_line(const DeliveryLine& line, const std::string& item_code) {
  ordered_json shown_one{{"line_no", line.line_no},
                         {"item_code", item_code},
                         {"lot", line.lot_no},
                         {"made_on", shown(line.made_on)},
                         {"expires_on", inventory::to_string(line.expires_on)},
                         {"quantity", line.quantity.units()},
                         {"approval_no", line.approval_no},
                         {"package_condition", line.is_damaged ? "damaged" : "intact"},
                         {"coldest_tenths", figure_or_null(line.coldest_tenths)},
                         {"warmest_tenths", figure_or_null(line.warmest_tenths)},
                         {"accepted_quantity", nullptr},
                         {"rejected_quantity", nullptr},
                         {"reason", nullptr},
                         {"evidence", line.note},
                         {"proposed_accepted_quantity", nullptr},
                         {"proposed_reason", nullptr},
                         {"trace_codes", line.trace_codes}};
  if (line.accepted) {
    shown_one["accepted_quantity"] = line.accepted->units();
    shown_one["rejected_quantity"] = (line.quantity - *line.accepted).units();
  }
  if (line.reason) shown_one["reason"] = to_string(*line.reason);
  return shown_one;
}

/// What the rules alone would have an inspector do; empty once it is inspected.
std::vector<procurement::LineProposal> proposals_for(Connection& connection, std::int64_t county_id,
                                                     const Delivery& delivery) {
  if (delivery.state != inventory::DeliveryState::recorded) return {};
  const auto order = inventory::find_daily_order(connection, county_id, delivery.order_no);
  std::vector<std::int64_t> ids;
  for (const DeliveryLine& line : delivery.lines) ids.push_back(line.item_id);
  procurement::StorageByItem storage;
  const inventory::Date today = local_day();
  for (auto& version : inventory::load_items_by_id(connection, county_id, today, ids)) {
    storage.emplace(version.item_id, version.item.record.storage);
  }
  std::int64_t shelf_life_days = 0;
  for (const auto& cycle : inventory::load_cycles(connection, county_id)) {
    if (cycle.cycle_id != order->cycle.cycle_id) continue;
    shelf_life_days = cycle.parameters.minimum_shelf_life_days;
  }
  return procurement::propose_inspection(order->order, delivery.lines, storage, today,
                                         today + std::chrono::days(shelf_life_days));
}

HttpAnswer delivery_answer(Call& call, const std::string& delivery_no, int status = 200) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto delivery = inventory::find_delivery(*connection, county_id, delivery_no);
  const auto items = inventory::load_codes(*connection, county_id, inventory::Noun::item);
  const auto proposals = proposals_for(*connection, county_id, delivery.value());
  ordered_json body = shown_head(*delivery, load_document_codes(call, *connection));
  body["lines"] = ordered_json::array();
  for (std::size_t index = 0; index < delivery->lines.size(); ++index) {
    const DeliveryLine& line = delivery->lines[index];
    ordered_json shown_one = shown_line(line, items.at(line.item_id));
    if (!proposals.empty()) {
      shown_one["proposed_accepted_quantity"] = proposals[index].accepted.units();
      if (proposals[index].reason) {
        shown_one["proposed_reason"] = to_string(*proposals[index].reason);
      }
    }
    body["lines"].push_back(std::move(shown_one));
  }
  return tagged(body, delivery->version, status);
}

Delivery visible_delivery(Call& call, Connection& connection, Duty duty) {
  const std::string& number = call.path.at("delivery_no");
  const auto delivery = inventory::find_delivery(connection, call.service.county_id(), number);
  if (!delivery ||
      !sees_goods(call, connection, duty, delivery->supplier_id, delivery->facility_id)) {
    throw Refused(Refusal::delivery_unknown, {number});
  }
  return *delivery;
}

procurement::RecordDelivery delivery_in(const json& body) {
  procurement::RecordDelivery input{
      text_field(body, "order_no"), std::nullopt, text_field(body, "delivery_note_no"), {}};
  const std::string notice = text_field(body, "notice_id");
  if (!notice.empty()) input.notice_id = id_in(notice);
  for (const json& line : body.at("lines")) {
    input.rows.push_back({text_field(line, "item_code"), text_field(line, "lot"),
                          date_field(line, "made_on"), needed_day(line, "expires_on"),
                          quantity_field(line, "quantity"), text_field(line, "approval_no"),
                          text_field(line, "package_condition") == "damaged",
                          figure_field(line, "coldest_tenths"),
                          figure_field(line, "warmest_tenths"), text_list(line, "trace_codes")});
  }
  return input;
}

/// Goods are received where the order is delivered, by somebody of that place.
void require_delivery_site(Call& call, Connection& connection, const std::string& order_no) {
  const auto order = inventory::find_daily_order(connection, call.service.county_id(), order_no);
  if (!order) return;  // the operation says what is wrong with the number
  const std::int64_t facility_id = order->detail.delivery_facility_id;
  if (FacilityReach(connection, call, Duty::receive_deliveries).contains(facility_id)) return;
  const auto codes =
      inventory::load_codes(connection, call.service.county_id(), inventory::Noun::facility);
  throw Refused(Refusal::delivery_site_elsewhere, {order_no, codes.at(facility_id)});
}

procurement::InspectDelivery inspection_in(const Call& call) {
  procurement::InspectDelivery input{{call.path.at("delivery_no"), expected_version(call)}, {}};
  for (const json& line : call.body->at("lines")) {
    input.lines.push_back({line.at("line_no").get<std::int64_t>(),
                           quantity_field(line, "accepted_quantity"),
                           quantity_field(line, "rejected_quantity"), text_field(line, "reason"),
                           text_field(line, "evidence")});
  }
  return input;
}

// Deviations

ordered_json shown_deviation(const Nonconformance& one, const DocumentCodes& codes,
                             const inventory::CodesById& items) {
  return {{"nonconformance_no", one.nonconformance_no},
          {"delivery_no", one.delivery_no},
          {"supplier_code", codes.suppliers.at(one.supplier_id)},
          {"facility_code", codes.facilities.at(one.facility_id)},
          {"line_no", one.line_no == 0 ? ordered_json(nullptr) : ordered_json(one.line_no)},
          {"item_code", items.at(one.item_id)},
          {"reason", to_string(one.reason)},
          {"quantity", one.quantity.units()},
          {"state", to_string(one.state)},
          {"version", one.version},
          {"evidence", one.evidence},
          {"resolution", text_or_null(one.resolution)},
          {"resolution_note", one.resolution_note},
          {"opened_by", one.opened_by},
          {"resolved_by", text_or_null(one.resolved_by)}};
}

Nonconformance visible_deviation(Call& call, Connection& connection, Duty duty) {
  const std::string& number = call.path.at("nonconformance_no");
  const auto one = inventory::find_nonconformance(connection, call.service.county_id(), number);
  if (!one || !sees_goods(call, connection, duty, one->supplier_id, one->facility_id)) {
    throw Refused(Refusal::nonconformance_unknown, {number});
  }
  return *one;
}

HttpAnswer deviation_answer(Call& call) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto one =
      inventory::find_nonconformance(*connection, county_id, call.path.at("nonconformance_no"));
  return tagged(
      shown_deviation(one.value(), load_document_codes(call, *connection),
                      inventory::load_codes(*connection, county_id, inventory::Noun::item)),
      one->version, 200);
}

HttpAnswer run_on_deviation(Call& call, std::string_view operation,
                            const std::function<std::string(Connection&)>& work) {
  run_operation(call, operation, [&](Connection& connection) {
    visible_deviation(call, connection, Duty::inspect_deliveries);
    return work(connection);
  });
  return deviation_answer(call);
}

}  // namespace

HttpAnswer list_notices(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const DocumentCodes codes = load_document_codes(call, *connection);
  const GoodsFilter goods = goods_filter(call, *connection, codes.facilities, Duty::read_orders);
  std::vector<KeyedRecord> records;
  if (!goods.sees_nothing) {
    inventory::NoticeFilter filter{goods.supplier_id,
                                   goods.facility_ids,
                                   std::string(call.parameter("order_no")),
                                   std::string(call.parameter("state")),
                                   id_after(page),
                                   page.limit + 1};
    for (const auto& one : inventory::list_notices(*connection, call.service.county_id(), filter)) {
      records.emplace_back(id_key(one.notice_id), shown_head(one, codes));
    }
  }
  return keyed_page_answer("notices", std::move(records), page);
}

HttpAnswer show_notice(Call& call) {
  std::int64_t notice_id = 0;
  {
    const auto connection = call.service.store().lease();
    notice_id = visible_notice(call, *connection, Duty::read_orders).notice_id;
  }
  return notice_answer(call, notice_id);
}

HttpAnswer announce_notice(Call& call) {
  const procurement::AnnounceNotice input = notice_in(*call.body);
  const std::string answer = run_operation(call, "announce_notice", [&](Connection& connection) {
    require_own_order(call, connection, input.order_no);
    return procurement::announce_notice(connection, recording_of(call), input);
  });
  return notice_answer(call, inventory::figure_in(answer, "notice_id"), 201);
}

HttpAnswer withdraw_notice(Call& call) {
  const std::int64_t version = expected_version(call);
  const std::string answer = run_operation(call, "withdraw_notice", [&](Connection& connection) {
    const auto notice = visible_notice(call, connection, Duty::confirm_orders);
    return procurement::withdraw_notice(connection, recording_of(call),
                                        {notice.notice_id, version});
  });
  return notice_answer(call, inventory::figure_in(answer, "notice_id"));
}

HttpAnswer list_deliveries(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const DocumentCodes codes = load_document_codes(call, *connection);
  const GoodsFilter goods = goods_filter(call, *connection, codes.facilities, Duty::read_receipts);
  std::vector<KeyedRecord> records;
  if (!goods.sees_nothing) {
    inventory::DeliveryFilter filter{goods.supplier_id,
                                     goods.facility_ids,
                                     std::string(call.parameter("order_no")),
                                     std::string(call.parameter("state")),
                                     id_after(page),
                                     page.limit + 1};
    for (const auto& one :
         inventory::list_deliveries(*connection, call.service.county_id(), filter)) {
      records.emplace_back(id_key(one.delivery_id), shown_head(one, codes));
    }
  }
  return keyed_page_answer("deliveries", std::move(records), page);
}

HttpAnswer show_delivery(Call& call) {
  {
    const auto connection = call.service.store().lease();
    visible_delivery(call, *connection, Duty::read_receipts);
  }
  return delivery_answer(call, call.path.at("delivery_no"));
}

HttpAnswer record_delivery(Call& call) {
  const procurement::RecordDelivery input = delivery_in(*call.body);
  const std::string answer = run_operation(call, "record_delivery", [&](Connection& connection) {
    require_delivery_site(call, connection, input.order_no);
    return procurement::record_delivery(connection, recording_of(call), input);
  });
  std::string number;
  {
    const auto connection = call.service.store().lease();
    inventory::DeliveryFilter filter;
    filter.after_id = inventory::figure_in(answer, "delivery_id") - 1;
    filter.at_most = 1;
    number = inventory::list_deliveries(*connection, call.service.county_id(), filter)
                 .front()
                 .delivery_no;
  }
  return delivery_answer(call, number, 201);
}

HttpAnswer inspect_delivery(Call& call) {
  const procurement::InspectDelivery input = inspection_in(call);
  run_operation(call, "inspect_delivery", [&](Connection& connection) {
    visible_delivery(call, connection, Duty::inspect_deliveries);
    return procurement::inspect_delivery(connection, recording_of(call), input);
  });
  return delivery_answer(call, input.seen.delivery_no);
}

HttpAnswer list_nonconformances(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const DocumentCodes codes = load_document_codes(call, *connection);
  const auto items = inventory::load_codes(*connection, county_id, inventory::Noun::item);
  const GoodsFilter goods = goods_filter(call, *connection, codes.facilities, Duty::read_receipts);
  std::vector<KeyedRecord> records;
  if (!goods.sees_nothing) {
    inventory::NonconformanceFilter filter{goods.supplier_id,
                                           goods.facility_ids,
                                           std::string(call.parameter("delivery_no")),
                                           std::string(call.parameter("state")),
                                           id_after(page),
                                           page.limit + 1};
    for (const auto& one : inventory::list_nonconformances(*connection, county_id, filter)) {
      records.emplace_back(id_key(one.nonconformance_id), shown_deviation(one, codes, items));
    }
  }
  return keyed_page_answer("nonconformances", std::move(records), page);
}

HttpAnswer show_nonconformance(Call& call) {
  {
    const auto connection = call.service.store().lease();
    visible_deviation(call, *connection, Duty::read_receipts);
  }
  return deviation_answer(call);
}

HttpAnswer resolve_nonconformance(Call& call) {
  const procurement::ResolveNonconformance input{
      {call.path.at("nonconformance_no"), expected_version(call)},
      text_field(*call.body, "resolution"),
      text_field(*call.body, "note")};
  return run_on_deviation(call, "resolve_nonconformance", [&](Connection& connection) {
    return procurement::resolve_nonconformance(connection, recording_of(call), input);
  });
}

HttpAnswer close_nonconformance(Call& call) {
  const procurement::SeenNonconformance seen{call.path.at("nonconformance_no"),
                                             expected_version(call)};
  return run_on_deviation(call, "close_nonconformance", [&](Connection& connection) {
    return procurement::close_nonconformance(connection, recording_of(call), seen);
  });
}

}  // namespace wutong::app::handlers
