#pragma once

#include <string>
#include <vector>

#include "procurement/purchase/agreements/make_agreements.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "tests/support/purchase_county.h"

namespace wutong::test {

/// A purchase county with the suppliers S1, S2 and S3 and the open period 2026-11. Deeds answer as
/// those of PurchaseCounty.
class ConsolidationCounty : public PurchaseCounty {
 public:
  ConsolidationCounty();

  std::string opens(const std::string& period);
  /// 2026-11-01 to 2026-11-30, a contract, delivered to the centre.
  static procurement::AgreementInput agreed(const char* supplier, const char* item,
                                            const char* price);
  std::string agrees(const std::vector<procurement::AgreementInput>& inputs);
  procurement::ConsolidationDecision preview(const procurement::ConsolidationInput& input);
  /// With the fingerprint of a preview made just now; the consolidation's number when it is done.
  std::string consolidates(const procurement::ConsolidationInput& input);
  std::string consolidates(const procurement::ConsolidationInput& input,
                           const std::string& fingerprint);
  std::string undoes(const std::string& consolidation_no);
  /// "order_no state packs x item" of every order line, by order number.
  std::vector<std::string> order_lines();
  /// "facility item kind quantity" of what the period was asked for.
  std::vector<std::string> requests();
};

}  // namespace wutong::test
