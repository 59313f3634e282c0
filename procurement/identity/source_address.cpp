#include "procurement/identity/source_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace wutong::procurement {

namespace {

std::string plain(std::string_view text) {
  std::string cut(text.substr(0, 60));
  std::replace_if(
      cut.begin(), cut.end(), [](char c) { return c <= ' ' || c >= 0x7f; }, '?');
  return cut;
}

bool is_mapped(const in6_addr& address) {
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(mapped.begin(), mapped.end(), std::begin(address.s6_addr));
}

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(family, address, text.data(), text.size());
  return text.data();
}

}  // namespace

std::string source_of(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // fe80::1%eth0
  in6_addr parsed{};
  if (::inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return plain(address);
  if (is_mapped(parsed)) return text_of(AF_INET, &parsed.s6_addr[12]);
  std::fill(std::begin(parsed.s6_addr) + 8, std::end(parsed.s6_addr), std::uint8_t{0});
  return text_of(AF_INET6, &parsed) + "/64";
}

}  // namespace wutong::procurement
