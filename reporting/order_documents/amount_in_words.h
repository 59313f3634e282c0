#pragma once

#include <string>

#include "pricing/money.h"

namespace wutong::reporting {

/// The amount in the capital figures (大写金额) that Chinese business papers carry beside the
/// digits, so that it cannot be altered: 1,020.05 is 壹仟零贰拾元零伍分. An amount below zero
/// begins with 负.
std::string amount_in_words(pricing::Money amount);

}  // namespace wutong::reporting
