#pragma once

#include <span>
#include <string>

#include "procurement/app/http/route.h"
#include "procurement/app/http/schema_book.h"

namespace wutong::app {

/// The OpenAPI 3.1 document: every route of the table, every schema, every refusal.
std::string openapi_document(std::span<const Route> table, const SchemaBook& schemas);

}  // namespace wutong::app
