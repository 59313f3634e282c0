#include "procurement/app/county_folder/folder_fault.h"

#include <string_view>
#include <vector>

namespace wutong::app {
namespace {

std::vector<std::string> figures_of(const FolderFault& fault) {
  if (!fault.figures.empty()) return fault.figures;
  return {fault.file, std::to_string(fault.row), fault.column, fault.value, fault.wanted};
}

std::string place_en(const FolderFault& fault) {
  std::string place = fault.file;
  if (fault.row > 0) {
    place += " row " + std::to_string(fault.row);
  }
  if (!fault.column.empty()) {
    place += " column " + fault.column;
  }
  return place;
}

std::string place_zh(const FolderFault& fault) {
  std::string place = fault.file;
  if (fault.row > 0) {
    place += " 第 " + std::to_string(fault.row) + " 行";
  }
  if (!fault.column.empty()) {
    place += " " + fault.column + " 列";
  }
  return place;
}

}  // namespace

std::string fault_sentence_en(const FolderFault& fault) {
  return place_en(fault) + ": " + procurement::sentence_en(fault.refusal, figures_of(fault));
}

std::string fault_sentence_zh(const FolderFault& fault) {
  return place_zh(fault) + "：" + procurement::sentence_zh(fault.refusal, figures_of(fault));
}

void PrintingFaultSink::report(const FolderFault& fault) {
  ++count_;
  out_ << place_en(fault) << ": " << procurement::wire_name(fault.refusal) << ": "
       << procurement::sentence_en(fault.refusal, figures_of(fault)) << " | "
       << fault_sentence_zh(fault) << '\n';
}

}  // namespace wutong::app
