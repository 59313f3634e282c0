#pragma once

#include <cstdint>
#include <filesystem>

namespace wutong::app {

/// What to make up. All counts are 1 or more except `suppliers` and `lines`, which may be 0.
struct GenerateOptions {
  std::int64_t facilities{};  ///< the centre included
  std::int64_t items{};
  std::int64_t suppliers{};
  std::int64_t lines{};  ///< rows of requests.csv
  std::uint64_t seed{};
  std::filesystem::path out;
};

/// What was made, for the closing line.
struct GeneratedCounty {
  std::int64_t facilities{}, items{}, suppliers{}, bids{}, requests{}, stock_rows{}, deliveries{};
};

/// Writes a complete county folder (contract section 3) into options.out, which is made when it is
/// missing; files of a county that stand there are replaced. The same options give the same bytes
/// on every machine. Memory grows with the facilities and items, not with the lines. Throws
/// std::invalid_argument, with a sentence for a person, for what cannot be made.
GeneratedCounty generate_county(const GenerateOptions& options);

/// The county that ships as sql/seed/sample_county: every seed place, item and supplier, one month.
GeneratedCounty generate_sample_county(const std::filesystem::path& out);

}  // namespace wutong::app
