#pragma once

#include <string>
#include <string_view>

#include "procurement/codes/judged.h"

namespace wutong::procurement::codes {

enum class ApprovalKind {
  drug,                    ///< 国药准字H/Z/S/B/T/F and 8 digits
  repacked_import,         ///< 国药准字J: imported in bulk, packed in China
  drug_from_abroad,        ///< 国药准字HJ/ZJ/SJ
  drug_from_outer_region,  ///< 国药准字HC/ZC/SC: Hong Kong, Macao, Taiwan
  import_licence,          ///< H/Z/S(C), perhaps with a B before it: registered before 2020
  device_registration,     ///< 械注准/进/许: devices of class 2 and 3
  device_filing,           ///< 械备: devices of class 1
};

/// The number under which a drug or a device may be sold, cut into its parts. What a kind has not
/// is empty.
struct ApprovalNumber {
  ApprovalKind kind{};
  std::string authority;  ///< device: 国, a province, a province with its city
  std::string form;       ///< device registration: 准 home, 进 from abroad, 许 outer regions
  std::string letters;    ///< drug: what it is, and from where: H, ZC, BH
  std::string year;       ///< 4 digits; of a drug's older numbers origin and year: 1093, 3202
  std::string category;   ///< device registration: class, 2 or 3, and 2 digits of category
  std::string serial;     ///< 4 digits
  friend bool operator==(const ApprovalNumber&, const ApprovalNumber&) = default;
};

/// Drugs: Provisions for Drug Registration of 2020, article 123, and of 2007, article 171. Devices:
/// Provisions for Device Registration of 2014 and 2021. See README for what is assumed.
Judged<ApprovalNumber> parse_approval_number(std::string_view text);

/// One spelling for one number: licences with 注册证号 and without, filings with 号 and without
/// compare equal.
std::string to_string(const ApprovalNumber& number);

}  // namespace wutong::procurement::codes
