#include "procurement/catalogue/releases/accept_terms.h"

#include <unordered_set>

#include "inventory/answer.h"
#include "procurement/codes/code_text.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {
namespace {

constexpr std::size_t longest_term = 190;

void check_term(const std::string& term) {
  const auto characters = codes::characters_of(term);
  const bool is_bare = characters && !characters->empty() && term.find('\0') == std::string::npos &&
                       !codes::is_space(characters->front()) &&
                       !codes::is_space(characters->back());
  if (!is_bare) throw Refused(Refusal::bad_code, {"terms", "", "term", term});
  if (characters->size() > longest_term) {
    throw Refused(Refusal::text_too_long,
                  {"terms", "", "term", codes::utf8_of(characters->substr(0, 30)),
                   std::to_string(longest_term)});
  }
}

}  // namespace

std::string accept_terms(inventory::Connection& connection, std::int64_t county_id,
                         const inventory::AcceptedTerms& terms) {
  for (const std::string& term : terms.terms) check_term(term);
  std::unordered_set<std::string> known = inventory::load_terms(connection, county_id, terms.kind);
  inventory::AcceptedTerms fresh{terms.kind, {}, terms.accepted_by, terms.accepted_on};
  for (const std::string& term : terms.terms) {
    if (known.insert(term).second) fresh.terms.push_back(term);
  }
  inventory::save_terms(connection, county_id, fresh);
  return inventory::answer_of({{"accepted", static_cast<std::int64_t>(fresh.terms.size())}});
}

}  // namespace wutong::procurement
