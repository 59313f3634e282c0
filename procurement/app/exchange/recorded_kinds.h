#pragma once

#include <span>

#include "procurement/app/exchange/exchange_kind.h"

namespace wutong::app {

/// Kinds whose records hold from a day on, or carry a reason or a history of their own. Their rules
/// are in procurement/catalogue/import.
std::span<const ExchangeKind> recorded_kinds();

}  // namespace wutong::app
