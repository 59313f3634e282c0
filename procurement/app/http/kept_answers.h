#pragma once

#include <chrono>
#include <optional>

#include "inventory/database/store.h"
#include "inventory/records/instant.h"
#include "inventory/run_command.h"
#include "procurement/app/http/message.h"

namespace wutong::app {

/// For how long the repetition of a write is answered to the letter. Later it is still not done
/// twice, but is answered with the record as it is then.
inline constexpr std::chrono::hours kept_for{48};

/// What was answered to this request when it first came; nothing: it has not come, or too long ago.
/// Throws inventory::ContentDiffers when the key came with another content.
std::optional<HttpAnswer> find_kept_answer(inventory::Store& store,
                                           const inventory::CommandRequest& request);

/// Keeps an answer before it is sent. Of two that are kept at once the first stays: what is
/// returned is what both have to send.
HttpAnswer keep_answer(inventory::Store& store, const inventory::CommandRequest& request,
                       const HttpAnswer& answer, inventory::Instant now);

/// Forgets what is older than `kept_for`, some thousand answers at a time.
void forget_old_answers(inventory::Store& store, std::int64_t county_id, inventory::Instant now);

}  // namespace wutong::app
