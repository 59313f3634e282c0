#include "procurement/app/invoices/read_ubl_invoice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "inventory/run_command.h"
#include "pricing/decimal.h"
#include "pricing/error.h"
#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/invoices/xml_tree.h"

namespace wutong::app {

using inventory::InvoiceKind;
using inventory::InvoiceLine;
using inventory::SupplierInvoice;
using pricing::Decimal;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;
using pricing::VatRate;
using procurement::Refusal;

namespace {

constexpr std::string_view base = "urn:oasis:names:specification:ubl:schema:xsd:";

/// The three documents differ in these names alone.
struct Layout {
  InvoiceKind kind;
  std::string_view root;
  std::string_view line;
  std::string_view quantity;
  std::string_view total;
};
constexpr std::array<Layout, 3> layouts{{
    {InvoiceKind::invoice, "Invoice", "InvoiceLine", "InvoicedQuantity", "LegalMonetaryTotal"},
    {InvoiceKind::credit_note, "CreditNote", "CreditNoteLine", "CreditedQuantity",
     "LegalMonetaryTotal"},
    {InvoiceKind::debit_note, "DebitNote", "DebitNoteLine", "DebitedQuantity",
     "RequestedMonetaryTotal"},
}};

/// Units that mean one of what the item is counted in (UN/ECE Recommendation 20 and 21).
constexpr std::array<std::string_view, 4> single_units{"C62", "EA", "H87", "NAR"};
constexpr std::string_view unit_names = "C62, EA, H87, NAR";
constexpr std::string_view tax_included = "01";
constexpr std::string_view upstream_type = "UPSTREAM-INVOICE";

std::string space_of(std::string_view prefix, std::string_view root) {
  if (prefix == "cac") return std::string(base) + "CommonAggregateComponents-2";
  if (prefix == "cbc") return std::string(base) + "CommonBasicComponents-2";
  return std::string(base) + std::string(root) + "-2";
}

/// The child of that qualified name ("cbc:ID"), the first of several; null when there is none.
const XmlElement* child(const XmlElement& parent, std::string_view name) {
  const auto colon = name.find(':');
  const std::string space = space_of(name.substr(0, colon), "");
  for (const XmlElement& element : parent.children) {
    if (element.name == name.substr(colon + 1) && element.name_space == space) return &element;
  }
  return nullptr;
}

/// Down a path of qualified names, "cac:Item/cbc:Name".
const XmlElement* find(const XmlElement& from, std::string_view path) {
  const XmlElement* element = &from;
  while (element != nullptr && !path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    element = child(*element, path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return element;
}

class UblReading {
 public:
  UblReading(const Layout& layout, const XmlElement& root, const std::string& file_name,
             FaultSink& faults)
      : layout_(layout), root_(root), file_name_(file_name), faults_(faults) {}

  std::optional<SupplierInvoice> read();

 private:
  void fault(const XmlElement& where, std::string_view path, Refusal refusal,
             std::string_view value = {}, std::string_view wanted = {});
  const XmlElement* require(const XmlElement& from, std::string_view path);
  std::string text(const XmlElement& from, std::string_view path, std::size_t longest);
  std::string optional_text(const XmlElement& from, std::string_view path, std::size_t longest);
  inventory::Date date(const XmlElement& from, std::string_view path);
  Money amount(const XmlElement& from, std::string_view path);
  template <typename Value, typename Parse>
  Value parsed(const XmlElement& element, std::string_view path, std::string_view wanted,
               Parse parse);
  Quantity quantity(const XmlElement& line, const std::string& path);
  std::optional<UnitPrice> price(const XmlElement& line);
  VatRate vat_rate(const XmlElement& line);
  InvoiceLine line(const XmlElement& element, std::int64_t line_no, const std::string& order_no);
  void read_head(SupplierInvoice& invoice);
  void read_totals(SupplierInvoice& invoice);
  void read_upstream(SupplierInvoice& invoice);
  void read_note(SupplierInvoice& invoice);

  const Layout& layout_;
  const XmlElement& root_;
  const std::string& file_name_;
  FaultSink& faults_;
  bool is_clean_ = true;
};

void UblReading::fault(const XmlElement& where, std::string_view path, Refusal refusal,
                       std::string_view value, std::string_view wanted) {
  is_clean_ = false;
  faults_.report({file_name_, where.line, std::string(path), refusal, shown_value(value),
                  std::string(wanted)});
}

const XmlElement* UblReading::require(const XmlElement& from, std::string_view path) {
  const XmlElement* element = find(from, path);
  if (element != nullptr && !element->text.empty()) return element;
  fault(element != nullptr ? *element : from, path, Refusal::missing_value);
  return nullptr;
}

std::string UblReading::text(const XmlElement& from, std::string_view path, std::size_t longest) {
  return require(from, path) == nullptr ? std::string() : optional_text(from, path, longest);
}

std::string UblReading::optional_text(const XmlElement& from, std::string_view path,
                                      std::size_t longest) {
  const XmlElement* element = find(from, path);
  if (element == nullptr || element->text.empty()) return {};
  if (element->text.size() > longest) {
    fault(*element, path, Refusal::text_too_long, element->text, std::to_string(longest));
    return {};
  }
  return element->text;
}

inventory::Date UblReading::date(const XmlElement& from, std::string_view path) {
  const XmlElement* element = require(from, path);
  if (element == nullptr) return {};
  const auto day = inventory::parse_date(element->text);
  if (!day) fault(*element, path, Refusal::bad_date, element->text, "YYYY-MM-DD");
  return day.value_or(inventory::Date{});
}

template <typename Value, typename Parse>
Value UblReading::parsed(const XmlElement& element, std::string_view path, std::string_view wanted,
                         Parse parse) {
  try {
    return parse(element.text);
  } catch (const pricing::Overflow&) {
    fault(element, path, Refusal::number_too_large, element.text, wanted);
  } catch (const pricing::BadNumber&) {
    fault(element, path, Refusal::bad_number, element.text, wanted);
  }
  return {};
}

/// Yuan with two decimals at most; every amount says its currency.
Money UblReading::amount(const XmlElement& from, std::string_view path) {
  const XmlElement* element = require(from, path);
  if (element == nullptr) return {};
  const auto currency = element->attributes.find("currencyID");
  const std::string found = currency == element->attributes.end() ? "" : currency->second;
  if (found != "CNY") {
    fault(*element, std::string(path) + "/@currencyID", Refusal::unknown_value, found, "CNY");
  }
  return parsed<Money>(*element, path, "0.00", [](const std::string& digits) {
    // "8.720000" is 8.72; what would be lost is refused.
    return Money::fen(Decimal::parse(digits).coefficient_at(2));
  });
}

Quantity UblReading::quantity(const XmlElement& line, const std::string& path) {
  const XmlElement* element = require(line, path);
  if (element == nullptr) return {};
  const auto unit = element->attributes.find("unitCode");
  const std::string found = unit == element->attributes.end() ? "" : unit->second;
  if (std::find(single_units.begin(), single_units.end(), found) == single_units.end()) {
    fault(*element, path + "/@unitCode", Refusal::unknown_value, found, unit_names);
  }
  return parsed<Quantity>(*element, path, "1, 2, 3 ...", [](const std::string& digits) {
    return Quantity(Decimal::parse(digits).coefficient_at(0));
  });
}

/// cac:Price is without VAT; the price of a pack with VAT stands among the alternative prices.
std::optional<UnitPrice> UblReading::price(const XmlElement& line) {
  const XmlElement* reference = child(line, "cac:PricingReference");
  if (reference == nullptr) return std::nullopt;
  for (const XmlElement& element : reference->children) {
    if (element.name != "AlternativeConditionPrice") continue;
    const XmlElement* type = child(element, "cbc:PriceTypeCode");
    if (type == nullptr || type->text != tax_included) continue;
    const XmlElement* amount = require(element, "cbc:PriceAmount");
    if (amount == nullptr) return std::nullopt;
    return parsed<UnitPrice>(*amount, "cbc:PriceAmount", "0.000000", UnitPrice::parse);
  }
  return std::nullopt;
}

VatRate UblReading::vat_rate(const XmlElement& line) {
  constexpr std::string_view path = "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent";
  const XmlElement* element = require(line, path);
  if (element == nullptr) return {};
  return parsed<VatRate>(*element, path, "0..100", [](const std::string& percent) {
    return VatRate::parse((Decimal::parse(percent) * Decimal::of(1, 2)).to_string());
  });
}

InvoiceLine UblReading::line(const XmlElement& element, std::int64_t line_no,
                             const std::string& order_no) {
  InvoiceLine line;
  line.line_no = line_no;
  line.order_no = optional_text(element, "cac:OrderLineReference/cac:OrderReference/cbc:ID", 120);
  if (line.order_no.empty()) line.order_no = order_no;
  if (line.order_no.empty()) {
    fault(element, "cac:OrderLineReference/cac:OrderReference/cbc:ID", Refusal::missing_value);
  }
  line.item_code = text(element, "cac:Item/cac:BuyersItemIdentification/cbc:ID", 64);
  line.lot_no = optional_text(
      element, "cac:Item/cac:ItemInstance/cac:LotIdentification/cbc:LotNumberID", 120);
  line.quantity = quantity(element, "cbc:" + std::string(layout_.quantity));
  line.pack_price = price(element);
  line.vat_rate = vat_rate(element);
  line.amount = amount(element, "cbc:LineExtensionAmount");
  const bool has_tax = child(element, "cac:TaxTotal") != nullptr;
  if (has_tax || line.vat_rate.micros() != 0) {
    line.amount += amount(element, "cac:TaxTotal/cbc:TaxAmount");
  }
  return line;
}

void UblReading::read_head(SupplierInvoice& invoice) {
  invoice.number = text(root_, "cbc:ID", 120);
  invoice.issued_on = date(root_, "cbc:IssueDate");
  invoice.currency = text(root_, "cbc:DocumentCurrencyCode", 3);
  invoice.supplier_code =
      text(root_, "cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID", 64);
}

/// Rounding of the amount to be paid carries no VAT, so it moves the net amount.
void UblReading::read_totals(SupplierInvoice& invoice) {
  const std::string total = "cac:" + std::string(layout_.total) + "/cbc:";
  invoice.vat = amount(root_, "cac:TaxTotal/cbc:TaxAmount");
  if (find(root_, total + "PayableRoundingAmount") != nullptr) {
    invoice.rounding = amount(root_, total + "PayableRoundingAmount");
  }
  invoice.net = amount(root_, total + "TaxExclusiveAmount") + invoice.rounding;
  invoice.gross = amount(root_, total + "TaxInclusiveAmount") + invoice.rounding;
  const XmlElement* payable = find(root_, total + "PayableAmount");
  if (payable == nullptr || amount(root_, total + "PayableAmount") == invoice.gross) return;
  fault(*payable, total + "PayableAmount", Refusal::unknown_value, payable->text,
        invoice.gross.to_string());
}

void UblReading::read_upstream(SupplierInvoice& invoice) {
  for (const XmlElement& element : root_.children) {
    if (element.name != "AdditionalDocumentReference") continue;
    const XmlElement* type = child(element, "cbc:DocumentTypeCode");
    if (type == nullptr || type->text != upstream_type) continue;
    invoice.upstream = {text(element, "cac:IssuerParty/cac:PartyName/cbc:Name", 500),
                        text(element, "cbc:ID", 120), date(element, "cbc:IssueDate")};
  }
}

void UblReading::read_note(SupplierInvoice& invoice) {
  if (layout_.kind == InvoiceKind::invoice) return;
  invoice.refers_to = text(root_, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", 120);
  if (layout_.kind != InvoiceKind::credit_note) return;
  constexpr std::string_view path = "cac:DiscrepancyResponse/cbc:ResponseCode";
  const XmlElement* element = require(root_, path);
  if (element == nullptr) return;
  invoice.reason = inventory::parse_credit_reason(element->text);
  if (!invoice.reason) {
    fault(*element, path, Refusal::unknown_value, element->text,
          "returned_goods, billing_correction, price");
  }
}

std::optional<SupplierInvoice> UblReading::read() {
  SupplierInvoice invoice;
  invoice.kind = layout_.kind;
  invoice.source = inventory::InvoiceSource::ubl;
  read_head(invoice);
  read_note(invoice);
  read_upstream(invoice);
  try {
    read_totals(invoice);
    const std::string order_no = optional_text(root_, "cac:OrderReference/cbc:ID", 120);
    for (const XmlElement& element : root_.children) {
      if (element.name != layout_.line || element.name_space != space_of("cac", "")) continue;
      const auto line_no = static_cast<std::int64_t>(invoice.lines.size()) + 1;
      invoice.lines.push_back(line(element, line_no, order_no));
    }
  } catch (const pricing::Overflow&) {
    fault(root_, "cbc:LineExtensionAmount", Refusal::number_too_large);
  }
  if (invoice.lines.empty()) {
    fault(root_, "cac:" + std::string(layout_.line), Refusal::missing_value);
  }
  if (!is_clean_) return std::nullopt;
  return invoice;
}

const Layout* layout_of(const XmlElement& root) {
  for (const Layout& layout : layouts) {
    if (root.name == layout.root && root.name_space == space_of("", layout.root)) return &layout;
  }
  return nullptr;
}

}  // namespace

std::optional<SupplierInvoice> read_ubl_invoice(std::string_view document,
                                                const std::string& file_name, FaultSink& faults) {
  try {
    const XmlElement root = read_xml_tree(document);
    const Layout* layout = layout_of(root);
    if (layout == nullptr) {
      const std::string shown = shown_value(root.name_space + " " + root.name, 200);
      faults.report({file_name, root.line, "", Refusal::document_not_an_invoice, shown, ""});
      return std::nullopt;
    }
    auto invoice = UblReading(*layout, root, file_name, faults).read();
    if (invoice) invoice->document_hash = inventory::content_hash(document);
    return invoice;
  } catch (const XmlProblem& problem) {
    faults.report(
        {file_name, problem.line, "", problem.refusal, shown_value(problem.detail, 200), ""});
    return std::nullopt;
  }
}

}  // namespace wutong::app
