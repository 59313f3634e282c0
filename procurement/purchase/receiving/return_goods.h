#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/supplier_return_table.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

struct ReturnedRow {
  std::string item_code;
  std::string lot_no;
  pricing::Quantity quantity;  ///< base units
};

struct CreateReturn {
  std::int64_t receipt_id{};
  std::string reason;
  std::vector<ReturnedRow> rows;
};

/// Received goods are to go back to their supplier. Throws Refused: receipt_unknown,
/// period_not_open, return_empty, item_unknown, return_above_stock (more than the receipt has left,
/// or a lot that it never had). Answers {"return_id"}.
std::string create_return(inventory::Connection& connection, const inventory::Recording& recording,
                          const CreateReturn& input);

struct SeenReturn {
  std::string return_no;
  std::int64_t version{};
};

/// The goods leave the centre, and the supplier is owed less by their exact share of the receipt's
/// amount and VAT. Throws Refused: return_unknown, record_has_changed, return_step_not_allowed,
/// period_not_open, return_above_stock. Answers {"return_id", "amount_fen"}.
std::string send_return(inventory::Connection& connection, const inventory::Recording& recording,
                        const SeenReturn& seen);

/// The supplier has credited it: the credit note takes back every line. Throws Refused:
/// return_unknown, record_has_changed, return_step_not_allowed, return_not_credited.
std::string credit_return(inventory::Connection& connection, const inventory::Recording& recording,
                          const SeenReturn& seen, std::int64_t credit_note_id);

/// Pure: what `quantity` of a receipt row is worth, after what went back before: amounts and net
/// are the shares of all that has gone back by now, rounded half up, less what was credited before,
/// so that the parts of a row sum exactly to it.
inventory::SupplierReturnLine price_return(const inventory::ReturnableLine& line,
                                           pricing::Quantity quantity);

}  // namespace wutong::procurement
