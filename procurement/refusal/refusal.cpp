#include "procurement/refusal/refusal.h"

#include <fmt/args.h>

#include <array>
#include <cassert>
#include <utility>

#include "procurement/refusal/texts/catalogue.h"
#include "procurement/refusal/texts/cycle.h"
#include "procurement/refusal/texts/exchange.h"
#include "procurement/refusal/texts/identity.h"
#include "procurement/refusal/texts/interface.h"
#include "procurement/refusal/texts/invoices.h"
#include "procurement/refusal/texts/keeping.h"
#include "procurement/refusal/texts/orders.h"
#include "procurement/refusal/texts/organisation.h"
#include "procurement/refusal/texts/requisitions.h"

namespace wutong::procurement {
namespace {

using refusal_texts::Entry;

template <std::size_t... Sizes>
constexpr auto in_one_table(const std::array<Entry, Sizes>&... parts) {
  std::array<Entry, (Sizes + ...)> all{};
  auto* at = all.data();
  const auto add = [&](const auto& part) {
    for (const Entry& entry : part) *at++ = entry;
  };
  (add(parts), ...);
  return all;
}

constexpr auto table = in_one_table(
    refusal_texts::cycle_texts, refusal_texts::identity_texts, refusal_texts::interface_texts,
    refusal_texts::exchange_texts, refusal_texts::organisation_texts,
    refusal_texts::catalogue_texts, refusal_texts::requisitions_texts, refusal_texts::orders_texts,
    refusal_texts::invoices_texts, refusal_texts::keeping_texts);

constexpr std::size_t position_of(Refusal refusal) {
  return static_cast<std::size_t>(refusal);
}

constexpr bool table_is_in_order() {
  std::size_t position = 0;
  for (const Entry& entry : table) {
    if (position_of(entry.refusal) != position++) {
      return false;
    }
  }
  return position == position_of(Refusal::audit_chain_broken) + 1;
}
static_assert(table_is_in_order(), "an entry for each refusal, in the order of the enum");

std::string with_figures(std::string_view sentence, const std::vector<std::string>& figures) {
  constexpr std::size_t most_figures = 10;
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& figure : figures) {
    arguments.push_back(std::cref(figure));
  }
  // A caller that gives too few figures leaves gaps in the sentence; it must not turn into a fault.
  for (std::size_t given = figures.size(); given < most_figures; ++given) {
    arguments.push_back("");
  }
  return fmt::vformat(sentence, arguments);
}

std::vector<Refusal> collect_refusals() {
  std::vector<Refusal> refusals;
  for (const Entry& entry : table) {
    refusals.push_back(entry.refusal);
  }
  return refusals;
}

}  // namespace

const RefusalText& refusal_text(Refusal refusal) {
  assert(position_of(refusal) < std::size(table));
  return table[position_of(refusal)].text;
}

const std::vector<Refusal>& all_refusals() {
  static const std::vector<Refusal> refusals = collect_refusals();
  return refusals;
}

std::string sentence_zh(Refusal refusal, const std::vector<std::string>& figures) {
  return with_figures(refusal_text(refusal).sentence_zh, figures);
}

std::string sentence_en(Refusal refusal, const std::vector<std::string>& figures) {
  return with_figures(refusal_text(refusal).sentence_en, figures);
}

Refused::Refused(Refusal refusal, std::vector<std::string> figures)
    : refusal_(refusal),
      figures_(std::move(figures)),
      message_(std::string(wire_name(refusal_)) + ": " + sentence_en(refusal_, figures_)) {}

}  // namespace wutong::procurement
