#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/receiving_state.h"
#include "inventory/records/recording.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

struct SupplierReturnLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  std::string lot_no;
  pricing::Quantity quantity;  ///< base units
  pricing::Money amount;       ///< zero until it is sent
  pricing::Money net;
  pricing::Money vat;
};

/// Received goods that go back (退货单).
struct SupplierReturn {
  std::int64_t return_id{};
  std::string return_no;
  std::int64_t cycle_id{};
  std::int64_t receipt_id{};
  std::string order_no;
  std::int64_t supplier_id{};
  ReturnState state{};
  std::int64_t version{};
  std::string reason;
  pricing::Money amount;  ///< the credit that is expected; zero until it is sent
  std::string created_by;
  std::optional<Date> sent_on;
  std::optional<std::int64_t> credit_note_id;
  std::vector<SupplierReturnLine> lines;
};

void insert_return(Connection& connection, const Recording& recording, const SupplierReturn& made);
/// Cycle, state, version, amounts, day and credit note as they come.
void save_return(Connection& connection, std::int64_t county_id, const SupplierReturn& made);
/// With its lines, by item and lot. Nothing: no return has the number.
std::optional<SupplierReturn> find_return(Connection& connection, std::int64_t county_id,
                                          const std::string& return_no);
/// The same, its row locked until the transaction ends.
std::optional<SupplierReturn> lock_return(Connection& connection, std::int64_t county_id,
                                          const std::string& return_no);

/// A row of a receipt, and how much of it has gone back.
struct ReturnableLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  std::string lot_no;
  pricing::Quantity received;
  pricing::Money amount;
  pricing::Money net;
  pricing::Quantity returned;  ///< by returns that were sent
  pricing::Money returned_amount;
  pricing::Money returned_net;
};
/// A receipt that goods may go back of; its row locked until the transaction ends, so that no more
/// goes back than came.
struct ReturnableReceipt {
  std::int64_t receipt_id{};
  std::string order_no;
  std::int64_t supplier_id{};
  std::int64_t returns{};  ///< made of it so far
  std::vector<ReturnableLine> lines;
};
std::optional<ReturnableReceipt> lock_receipt(Connection& connection, std::int64_t county_id,
                                              std::int64_t receipt_id);

/// What the credit note says went back of a receipt, by item and lot, base units.
struct CreditedLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  pricing::Quantity quantity;
};
std::vector<CreditedLine> load_credited(Connection& connection, std::int64_t county_id,
                                        std::int64_t receipt_id, std::int64_t credit_note_id);

/// What a list is narrowed by; nothing or empty: not narrowed.
struct ReturnFilter {
  std::optional<std::int64_t> supplier_id;
  std::string state;
  std::int64_t after_id = 0;
  std::int64_t at_most = 100;
};
/// By id, which grows with time; without lines.
std::vector<SupplierReturn> list_returns(Connection& connection, std::int64_t county_id,
                                         const ReturnFilter& filter);

}  // namespace wutong::inventory
