#include "procurement/app/generate/county_table.h"

#include <stdexcept>
#include <string>

namespace wutong::app {

CountyTable::CountyTable(const std::filesystem::path& path,
                         std::initializer_list<std::string_view> header)
    : path_(path), stream_(path, std::ios::binary | std::ios::trunc), writer_(stream_) {
  if (!stream_) {
    throw std::runtime_error("cannot write " + path.string());
  }
  row(header);
  rows_ = 0;
}

void CountyTable::row(std::initializer_list<std::string_view> cells) {
  try {
    writer_.row(cells);
  } catch (const reporting::CsvNotWritten& failure) {
    throw std::runtime_error("cannot write " + path_.string() + ": " + failure.what());
  }
  ++rows_;
}

void CountyTable::finish() {
  try {
    writer_.finish();
  } catch (const reporting::CsvNotWritten& failure) {
    throw std::runtime_error("cannot write " + path_.string() + ": " + failure.what());
  }
}

}  // namespace wutong::app
