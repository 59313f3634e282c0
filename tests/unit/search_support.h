#pragma once

#include <string>
#include <vector>

#include "procurement/catalogue/search/catalogue_index.h"

namespace wutong::test {

/// Every item of the project's seed tables; ids count from 1 in the order of the tables, and the
/// use is that of the table.
const std::vector<procurement::CatalogueItem>& seed_catalogue();

/// The index of these, built once.
const procurement::CatalogueIndex& seed_index();

/// "X0001 阿莫西林胶囊 阿莫仙 0.25g 珠海联邦制药股份有限公司"
std::string described(const procurement::SearchHit& hit);

/// The hits in words, best first.
std::vector<std::string> found(std::string_view typed, std::size_t limit = 20);

}  // namespace wutong::test
