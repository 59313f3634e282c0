#pragma once

#include <cstdint>

#include "procurement/catalogue/search/catalogue_index.h"

namespace wutong::procurement::search {

/// What a typed word is worth where it was found: the kind first, then the field. 0: not found.
using Score = std::uint8_t;

constexpr int fields_in_a_kind = 8;

constexpr Score score_of(MatchReason reason) {
  return static_cast<Score>(static_cast<int>(reason.kind) * fields_in_a_kind +
                            static_cast<int>(reason.field));
}

constexpr MatchReason reason_of(Score score) {
  return {static_cast<MatchField>(score % fields_in_a_kind),
          static_cast<MatchKind>(score / fields_in_a_kind)};
}

}  // namespace wutong::procurement::search
