#pragma once

#include <string>
#include <vector>

#include "procurement/purchase/receiving/announce_notice.h"
#include "procurement/purchase/receiving/inspect_delivery.h"
#include "procurement/purchase/receiving/record_delivery.h"
#include "tests/support/organisation_actor.h"
#include "tests/support/purchase_county.h"

namespace wutong::test {

/// A county whose November 2026 is worked day by day: S1 supplies A (pack of 10 at 1.37) to the
/// centre, B (pack of 3 at 0.99, kept cold) straight to whoever asks for it, at most 100 packs. N
/// has no agreement.
class TradingCounty : public PurchaseCounty {
 public:
  TradingCounty();

  /// An approved requisition of one line becomes a placed order; answers the order's number.
  std::string orders(const std::string& facility, const char* item, std::int64_t quantity);
  std::string consolidates();
  void places(const std::string& order_no);

  static procurement::DeliveredRow row(const char* item, const char* lot, std::int64_t quantity,
                                       const char* expires_on = "2028-01-01");
  /// Answers the delivery's number, or the refusal.
  std::string receives(const std::string& order_no,
                       const std::vector<procurement::DeliveredRow>& rows,
                       const std::string& note = "N1",
                       std::optional<std::int64_t> notice_id = std::nullopt);
  std::string inspects(const std::string& delivery_no,
                       const std::vector<procurement::InspectedLine>& lines,
                       const std::string& actor = "user:inspector");
  static procurement::InspectedLine accepts(std::int64_t line, std::int64_t accepted,
                                            std::int64_t rejected = 0, const char* reason = "");
  /// Receives one row and accepts all of it.
  std::string takes_in(const std::string& order_no, const char* item, const char* lot,
                       std::int64_t quantity, const std::string& note);
  std::string dispatches(const std::vector<std::int64_t>& facility_ids = {});
  std::int64_t id_of(const char* facility);
};

}  // namespace wutong::test
