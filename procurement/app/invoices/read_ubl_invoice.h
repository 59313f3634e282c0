#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inventory/records/supplier_invoice.h"
#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// A UBL 2.1 Invoice, CreditNote or DebitNote (OASIS, namespaces ...:Invoice-2 and so on). Every
/// fault goes to `faults` by the line of the file and the element's path; the document is there
/// only when there was none. Elements that are not needed are passed over. What is read from where:
/// README.md of this folder.
std::optional<inventory::SupplierInvoice> read_ubl_invoice(std::string_view document,
                                                           const std::string& file_name,
                                                           FaultSink& faults);

}  // namespace wutong::app
