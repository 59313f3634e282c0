#include <nlohmann/json.hpp>

#include "procurement/app/county_folder/folder_fault.h"

namespace wutong::app {

JsonFaultSink::JsonFaultSink(std::ostream& out) : out_(out) {
  out_ << '[';
}

void JsonFaultSink::report(const FolderFault& fault) {
  const nlohmann::ordered_json object = {
      {"file", fault.file},
      {"row", fault.row},
      {"column", fault.column},
      {"code", procurement::wire_name(fault.refusal)},
      {"value", fault.value},
      {"message_en", fault_sentence_en(fault)},
      {"message_zh", fault_sentence_zh(fault)},
  };
  // The texts are valid UTF-8 when they come from the folder's reader; any other caller's are made
  // so.
  out_ << (count_++ == 0 ? "\n" : ",\n")
       << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void JsonFaultSink::finish() {
  out_ << "\n]\n";
}

}  // namespace wutong::app
