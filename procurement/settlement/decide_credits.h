#pragma once

#include <cstdint>
#include <vector>

#include "procurement/settlement/match_facts.h"

namespace wutong::procurement {

/// What a line of a credit note takes off a line of the invoice.
struct Credit {
  std::int64_t document_line_no{};
  std::int64_t line_no{};
  pricing::Quantity quantity;
  pricing::Money amount;
};

/// Received goods that went back.
struct ReturnedGoods {
  std::int64_t document_line_no{};
  Claim goods;
};

struct Credits {
  std::vector<Credit> credits;
  std::vector<ReturnedGoods> returned;
};

/// Pure: each line of the note takes from the first line of the invoice with its order, item and
/// lot that has as much left. Refuses credit_line_unknown; refund_above_payable when more quantity
/// or money is given back than is left; return_above_accepted when more goods went back than were
/// accepted and are not billed by other lines.
Credits decide_credits(const inventory::SupplierInvoice& note, const MatchFacts& facts);

}  // namespace wutong::procurement
