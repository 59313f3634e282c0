#include "reporting/cycle_documents/supplier_documents.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/visible_documents.h"
#include "procurement/app/http/http_service.h"
#include "procurement/refusal/refusal.h"

/// What cycles wrote for suppliers. A supplier's account is shown its own only.
namespace wutong::app::handlers {

using nlohmann::ordered_json;

namespace {

ordered_json shown(const reporting::AwardRow& award) {
  return {{"period", award.period},
          {"item_code", award.item_code},
          {"item_name", award.item_name},
          {"supplier_code", award.supplier_code},
          {"pack_price", award.pack_price.to_string()},
          {"packs", award.packs},
          {"reason", award.reason}};
}

ordered_json shown(const reporting::ReceiptRow& receipt) {
  return {{"receipt_id", std::to_string(receipt.receipt_id)},
          {"order_no", receipt.order_no},
          {"period", receipt.period},
          {"supplier_code", receipt.supplier_code},
          {"received_on", inventory::to_string(receipt.received_on)},
          {"amount", receipt.amount.to_string()}};
}

ordered_json shown(const reporting::ReceiptLineRow& line) {
  return {{"item_code", line.item_code},
          {"lot", line.lot_no},
          {"expires_on", inventory::to_string(line.expires_on)},
          {"quantity", line.quantity.units()},
          {"amount", line.amount.to_string()},
          {"net_amount", line.net_amount.to_string()},
          {"vat_amount", line.vat_amount.to_string()}};
}

ordered_json shown(const reporting::SupplierStatementRow& statement) {
  return {{"period", statement.period},
          {"supplier_code", statement.supplier_code},
          {"supplier_name", statement.supplier_name},
          {"received_amount", statement.received_amount.to_string()},
          {"net_amount", statement.net_amount.to_string()},
          {"vat_amount", statement.vat_amount.to_string()}};
}

template <typename Lines>
ordered_json with_lines(ordered_json document, const Lines& lines) {
  document["lines"] = ordered_json::array();
  for (const auto& line : lines) document["lines"].push_back(shown(line));
  return document;
}

/// As the list of receipts orders them.
std::string padded(std::int64_t id) {
  constexpr std::size_t digits = 20;
  const std::string text = std::to_string(id);
  return std::string(digits - text.size(), '0') + text;
}

std::int64_t id_in(const std::string& text) {
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc{} && stop == text.data() + text.size() ? id : 0;
}

}  // namespace

HttpAnswer list_awards(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  std::vector<KeyedRecord> awards;
  for (const auto& one : reporting::list_awards(*connection, call.service.county_id(),
                                                supplier_filter(call, *connection, page, 3))) {
    awards.push_back({joined_key({one.period, one.item_code, one.supplier_code}), shown(one)});
  }
  return keyed_page_answer("awards", std::move(awards), page);
}

HttpAnswer list_receipts(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  std::vector<KeyedRecord> receipts;
  for (const auto& one : reporting::list_receipts(*connection, call.service.county_id(),
                                                  supplier_filter(call, *connection, page, 2))) {
    receipts.push_back({joined_key({one.order_no, padded(one.receipt_id)}), shown(one)});
  }
  return keyed_page_answer("receipts", std::move(receipts), page);
}

HttpAnswer show_receipt(Call& call) {
  const std::string& text = call.path.at("receipt_id");
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  const auto receipt = reporting::find_receipt(*connection, county_id, id_in(text),
                                               call.caller->principal.supplier_id);
  if (!receipt) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"receipt", text});
  }
  return json_answer(with_lines(
      shown(*receipt), reporting::load_receipt_lines(*connection, county_id, receipt->receipt_id)));
}

HttpAnswer list_supplier_statements(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  std::vector<KeyedRecord> statements;
  for (const auto& one : reporting::list_supplier_statements(
           *connection, call.service.county_id(), supplier_filter(call, *connection, page, 2))) {
    statements.push_back({joined_key({one.period, one.supplier_code}), shown(one)});
  }
  return keyed_page_answer("statements", std::move(statements), page);
}

}  // namespace wutong::app::handlers
