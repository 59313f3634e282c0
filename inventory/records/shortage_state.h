#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace wutong::inventory {

/// What became of an item that somebody waits for.
enum class ShortageState {
  registered,
  purchasing,  ///< it is being bought
  delivered,   ///< it waits at the facility
  collected,
  no_show,  ///< nobody came for it
  cancelled
};
std::string_view to_string(ShortageState state);
std::optional<ShortageState> parse_shortage_state(std::string_view text);
const std::vector<ShortageState>& all_shortage_states();

enum class ShortageAction { register_case, purchase, deliver, collect, give_up, cancel };
std::string_view to_string(ShortageAction action);
std::optional<ShortageAction> parse_shortage_action(std::string_view text);
const std::vector<ShortageAction>& all_shortage_actions();

/// The whole table of steps; nothing: not in this state. What is at hand may be delivered without
/// being bought first.
std::optional<ShortageState> next_state(ShortageState state, ShortageAction action);

}  // namespace wutong::inventory
