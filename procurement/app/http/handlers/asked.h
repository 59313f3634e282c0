#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "inventory/records/date.h"
#include "procurement/app/http/route.h"

/// What paths, query parameters and bodies ask for, in our types.
namespace wutong::app::handlers {

/// The day that a query parameter names; the county's today when it is not there.
inventory::Date asked_day(const Call& call, const char* parameter = "as_of");
/// A number in the path. Refuses (unknown_record, as a `noun`) what is no number.
std::int64_t number_in_path(const Call& call, const char* name, const char* noun);
/// A query parameter that the operation cannot do without. Refuses missing_value.
std::string needed_parameter(const Call& call, const char* name);

/// A whole number at the start of a text; 0 when there is none.
std::int64_t number_of(std::string_view text);

/// A list of texts; empty when it is not there.
std::vector<std::string> text_list(const nlohmann::json& body, const char* name);

}  // namespace wutong::app::handlers
