#pragma once

#include <string>

#include "reporting/print/printed_document.h"

namespace wutong::reporting {

/// The document as a PDF (A4, landscape) on as many pages as it takes: the head of the table stands
/// on each, with the page's number and the number of pages. Text is wrapped, never cut: a cell that
/// is longer than what is left of a page goes on on the next. The same document gives the same
/// bytes. Throws std::runtime_error when the library cannot make it.
std::string print_pdf(const PrintedDocument& document);

}  // namespace wutong::reporting
