#include <iostream>

#include "procurement/app/command_line/commands.h"
#include "procurement/app/http/openapi.h"
#include "procurement/app/http/schema_book.h"

namespace wutong::app {

int run(const GlobalOptions&, const OpenApiCommand&) {
  std::cout << openapi_document(routes(), SchemaBook()) << "\n";
  return exit_done;
}

}  // namespace wutong::app
