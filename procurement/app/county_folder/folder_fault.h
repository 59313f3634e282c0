#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// Where and what, for a person: "requests.csv row 5 column quantity: "abc" is not ...".
std::string fault_sentence_en(const FolderFault& fault);
/// "requests.csv 第 5 行 quantity 列：……"
std::string fault_sentence_zh(const FolderFault& fault);

/// For whoever only wants to know whether there is a result.
class IgnoringFaultSink : public FaultSink {
 public:
  void report(const FolderFault&) override {}
};

/// One line a fault, with the refusal's wire name, in English and in Chinese.
class PrintingFaultSink : public FaultSink {
 public:
  explicit PrintingFaultSink(std::ostream& out) : out_(out) {}
  void report(const FolderFault& fault) override;
  std::int64_t count() const { return count_; }

 private:
  std::ostream& out_;
  std::int64_t count_ = 0;
};

/// A JSON array of {file, row, column, code, value, message_en, message_zh}, written as the faults
/// come. The array is complete after `finish`; with no fault it is empty.
class JsonFaultSink : public FaultSink {
 public:
  explicit JsonFaultSink(std::ostream& out);
  void report(const FolderFault& fault) override;
  void finish();
  std::int64_t count() const { return count_; }

 private:
  std::ostream& out_;
  std::int64_t count_ = 0;
};

}  // namespace wutong::app
