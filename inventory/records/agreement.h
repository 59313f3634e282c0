#pragma once

#include <optional>
#include <string_view>

namespace wutong::inventory {

/// How a supplier came to supply an item: it won a volume-based procurement (带量), or has a
/// contract with the county.
enum class AgreementKind { vbp, contract };
std::string_view to_string(AgreementKind kind);
std::optional<AgreementKind> parse_agreement_kind(std::string_view text);

/// Where the goods go: to the centre, or straight to the facility that asked for them.
enum class DeliverySite { centre, direct };
std::string_view to_string(DeliverySite site);
std::optional<DeliverySite> parse_delivery_site(std::string_view text);

/// Whether a consolidation follows the agreements in that, or sends everything to the centre.
enum class DeliveryRule { as_agreed, centre };
std::string_view to_string(DeliveryRule rule);
std::optional<DeliveryRule> parse_delivery_rule(std::string_view text);

enum class ConsolidationState { standing, undone };
std::string_view to_string(ConsolidationState state);
std::optional<ConsolidationState> parse_consolidation_state(std::string_view text);

}  // namespace wutong::inventory
