#pragma once

#include <string>

#include "pricing/vat.h"

namespace wutong::reporting {

/// The rate in hundredths, as it is said: 0.13 is "13", 0.005 is "0.5".
std::string percentage(pricing::VatRate rate);

}  // namespace wutong::reporting
