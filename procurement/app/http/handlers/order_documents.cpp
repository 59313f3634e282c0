#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/order_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/problem.h"
#include "procurement/refusal/refusal.h"
#include "reporting/order_documents/write_order.h"

/// An order as a file, for people and for other programs.
namespace wutong::app::handlers {

namespace {

reporting::OrderLanguage asked_language(const Call& call) {
  const std::string_view asked = call.parameter("language");
  const bool is_english = asked.empty() ? call.request.language() == Language::en : asked == "en";
  return is_english ? reporting::OrderLanguage::en : reporting::OrderLanguage::zh;
}

HttpAnswer file_answer(std::string content, const char* type, const std::string& name) {
  HttpAnswer answer;
  answer.content_type = type;
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + '"');
  answer.body = std::move(content);
  return answer;
}

/// A number of an order holds a supplier's code; what a header cannot carry is left out.
std::string file_name_of(const std::string& order_no) {
  std::string name;
  for (const char character : order_no) {
    const auto byte = static_cast<unsigned char>(character);
    const bool is_plain = std::isalnum(byte) != 0 || character == '-' || character == '_';
    name += is_plain ? character : '_';
  }
  return name;
}

}  // namespace

HttpAnswer show_order_document(Call& call) {
  const std::string& order_no = call.path.at("order_no");
  const std::int64_t county_id = call.service.county_id();
  const reporting::OrderView view = order_view(call);
  std::optional<reporting::OrderDocument> order;
  {
    const auto connection = call.service.store().lease();
    if (reporting::find_listed_order(*connection, county_id, order_no, view)) {
      order = reporting::load_order_document(*connection, county_id, order_no, view.supplier_id);
    }
  }
  if (!order) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"order", order_no});
  }
  const std::string name = file_name_of(order_no);
  const std::string_view format = call.parameter("format");
  if (format == "csv") {
    return file_answer(reporting::order_as_csv(*order), "text/csv; charset=utf-8", name + ".csv");
  }
  if (format == "ubl") {
    return file_answer(reporting::order_as_ubl(*order), "application/xml", name + ".xml");
  }
  if (!format.empty() && format != "pdf") {
    throw InputRefused(
        {{"format", procurement::Refusal::field_not_allowed, {"format", "pdf, csv, ubl"}}});
  }
  return file_answer(reporting::order_as_pdf(*order, asked_language(call)), "application/pdf",
                     name + ".pdf");
}

}  // namespace wutong::app::handlers
