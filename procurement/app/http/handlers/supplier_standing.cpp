#include <algorithm>
#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/supplier_answers.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/suppliers/register_supplier.h"
#include "procurement/catalogue/suppliers/reinstate_supplier.h"
#include "procurement/catalogue/suppliers/suspend_supplier.h"

/// A supplier begins, is suspended, may be ordered from again.
namespace wutong::app::handlers {

namespace {

inventory::Date effective_from(const Call& call) {
  return date_field(*call.body, "effective_from").value_or(local_day());
}

}  // namespace

HttpAnswer register_supplier(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::RegisterSupplier input{
      {text_field(body, "code"), text_field(body, "name"), text_field(body, "licence_no"),
       date_field(body, "licence_expires_on"), money_field(body, "order_fee"),
       money_field(body, "minimum_order_amount")},
      effective_from(call),
      text_field(body, "reason")};
  run_operation(call, "register_supplier", [&](inventory::Connection& connection) {
    return procurement::register_supplier(connection, recording_of(call), input);
  });
  // One that begins later is answered as it will begin.
  return supplier_answer(call, input.record.code, std::max(input.effective_from, local_day()));
}

HttpAnswer suspend_supplier(Call& call) {
  const std::string& code = call.path.at("code");
  const procurement::SuspendSupplier input{code, effective_from(call),
                                           text_field(*call.body, "reason")};
  run_operation(call, "suspend_supplier", [&](inventory::Connection& connection) {
    require_supplier_version(call, connection, code);
    return procurement::suspend_supplier(connection, recording_of(call), input);
  });
  return supplier_answer(call, code, local_day());
}

HttpAnswer reinstate_supplier(Call& call) {
  const std::string& code = call.path.at("code");
  const procurement::ReinstateSupplier input{code, effective_from(call),
                                             text_field(*call.body, "reason")};
  run_operation(call, "reinstate_supplier", [&](inventory::Connection& connection) {
    require_supplier_version(call, connection, code);
    return procurement::reinstate_supplier(connection, recording_of(call), input);
  });
  return supplier_answer(call, code, local_day());
}

}  // namespace wutong::app::handlers
