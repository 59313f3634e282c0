#include "procurement/app/http/sign_in.h"

namespace wutong::app {

std::optional<Caller> identify(HttpService&, const HttpRequest&) {
  return std::nullopt;
}

}  // namespace wutong::app
