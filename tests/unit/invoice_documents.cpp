#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "procurement/app/invoices/read_invoice_table.h"
#include "procurement/app/invoices/read_ubl_invoice.h"
#include "procurement/app/invoices/xml_tree.h"
#include "procurement/settlement/check_invoice.h"
#include "procurement/settlement/invoice_number.h"
#include "tests/support/temporary_folder.h"

using namespace wutong;
using namespace wutong::app;
using inventory::InvoiceKind;
using inventory::SupplierInvoice;
using procurement::Refusal;

namespace {

/// "row column wire_name value; " for each fault.
class FaultLine : public FaultSink {
 public:
  void report(const FolderFault& fault) override {
    line += std::to_string(fault.row) + " " + fault.column + " " +
            std::string(wire_name(fault.refusal)) + " " + fault.value + "; ";
  }
  std::string line;
};

const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>24110001</cbc:ID>
  <cbc:IssueDate>2026-11-22</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-2026-11-S1</cbc:ID></cac:OrderReference>
  <cac:AdditionalDocumentReference><cbc:ID>U-1</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate>
    <cbc:DocumentTypeCode>UPSTREAM-INVOICE</cbc:DocumentTypeCode><cac:IssuerParty><cac:PartyName>
    <cbc:Name>珠海联邦</cbc:Name></cac:PartyName></cac:IssuerParty></cac:AdditionalDocumentReference>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyIdentification><cbc:ID>S1</cbc:ID>
    </cac:PartyIdentification></cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal><cbc:TaxAmount currencyID="CNY">7.02</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="CNY">54.02</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="CNY">54.02</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="CNY">61.04</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="CNY">61.04</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
)";
const std::string line = R"(<cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="C62">168</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="CNY">54.02</cbc:LineExtensionAmount>
    <cac:PricingReference><cac:AlternativeConditionPrice>
      <cbc:PriceAmount currencyID="CNY">8.72</cbc:PriceAmount><cbc:PriceTypeCode>01</cbc:PriceTypeCode>
    </cac:AlternativeConditionPrice></cac:PricingReference>
    <cac:TaxTotal><cbc:TaxAmount currencyID="CNY">7.02</cbc:TaxAmount></cac:TaxTotal>
    <cac:Item>
      <cac:BuyersItemIdentification><cbc:ID>I1</cbc:ID></cac:BuyersItemIdentification>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>13</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
      <cac:ItemInstance><cac:LotIdentification><cbc:LotNumberID>L-2</cbc:LotNumberID>
      </cac:LotIdentification></cac:ItemInstance>
    </cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="CNY">7.72</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
)";
const std::string document = head + line + "</Invoice>\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// The faults of a document; "read" when there is none.
std::string said(const std::string& text) {
  FaultLine faults;
  const auto invoice = read_ubl_invoice(text, "x.xml", faults);
  CHECK(invoice.has_value() == faults.line.empty());
  return invoice ? "read" : faults.line;
}

}  // namespace

TEST_CASE("a UBL invoice is read from the elements of the standard", "[invoice][ubl]") {
  FaultLine faults;
  const auto read = read_ubl_invoice(document, "x.xml", faults);
  INFO(faults.line);
  REQUIRE(read);
  CHECK(read->number == "24110001");
  CHECK(read->supplier_code == "S1");
  CHECK(read->kind == InvoiceKind::invoice);
  CHECK(read->gross.to_string() == "61.04");
  CHECK(read->net.to_string() == "54.02");
  CHECK(read->vat.to_string() == "7.02");
  CHECK(read->document_hash.size() == 64);
  REQUIRE(read->upstream);
  CHECK(read->upstream->seller == "珠海联邦");
  REQUIRE(read->lines.size() == 1);
  const inventory::InvoiceLine& billed = read->lines.front();
  CHECK(billed.order_no == "PO-2026-11-S1");
  CHECK(billed.item_code == "I1");
  CHECK(billed.lot_no == "L-2");
  CHECK(billed.quantity.units() == 168);
  CHECK(billed.amount.to_string() == "61.04");
  CHECK(billed.pack_price.value().to_string() == "8.72");
  CHECK(billed.vat_rate.to_string() == "0.13");
  procurement::check_invoice(*read, inventory::parse_date("2026-11-22").value());
}

TEST_CASE("a UBL credit note says which invoice, why, and what", "[invoice][ubl]") {
  std::string note = with(document, "InvoicedQuantity", "CreditedQuantity");
  note = with(note, "cac:InvoiceLine", "cac:CreditNoteLine");
  note = with(with(note, "<Invoice ", "<CreditNote "), "</Invoice>", "</CreditNote>");
  note = with(note, "xsd:Invoice-2", "xsd:CreditNote-2");
  CHECK(said(note) ==
        "2 cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID missing_value ; "
        "2 cac:DiscrepancyResponse/cbc:ResponseCode missing_value ; ");
  const std::string about =
      "<cac:DiscrepancyResponse><cbc:ResponseCode>returned_goods</cbc:ResponseCode>"
      "</"
      "cac:DiscrepancyResponse><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>24110001"
      "</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference><cac:OrderReference>";
  FaultLine faults;
  const auto read = read_ubl_invoice(with(note, "<cac:OrderReference>", about), "x.xml", faults);
  INFO(faults.line);
  REQUIRE(read);
  CHECK(read->kind == InvoiceKind::credit_note);
  CHECK(read->refers_to == "24110001");
  CHECK(read->reason == inventory::CreditReason::returned_goods);
  CHECK(read->lines.at(0).quantity.units() == 168);
}

TEST_CASE("what is wrong in a UBL document is named by line, element and rule", "[invoice][ubl]") {
  CHECK(said(with(document, "<cbc:IssueDate>2026-11-22", "<cbc:IssueDate>2026-02-30")) ==
        "6 cbc:IssueDate bad_date 2026-02-30; ");
  CHECK(said(with(document, "unitCode=\"C62\"", "unitCode=\"XPK\"")) ==
        "23 cbc:InvoicedQuantity/@unitCode unknown_value XPK; ");
  CHECK(said(with(document, ">168<", ">168.5<")) == "23 cbc:InvoicedQuantity bad_number 168.5; ");
  CHECK(said(with(document, "<cbc:Percent>13<", "<cbc:Percent>thirteen<")) ==
        "31 cac:Item/cac:ClassifiedTaxCategory/cbc:Percent bad_number thirteen; ");
  CHECK(said(with(document, "currencyID=\"CNY\">61.04</cbc:Tax",
                  "currencyID=\"USD\">61.04</cbc:Tax")) ==
        "18 cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount/@currencyID unknown_value USD; ");
  CHECK(said(with(document, ">61.04</cbc:Payable", ">61.05</cbc:Payable")) ==
        "19 cac:LegalMonetaryTotal/cbc:PayableAmount unknown_value 61.05; ");
  CHECK(said(with(document, "<cbc:ID>I1</cbc:ID>", "")) ==
        "21 cac:Item/cac:BuyersItemIdentification/cbc:ID missing_value ; ");
  CHECK(said(head + "</Invoice>") == "2 cac:InvoiceLine missing_value ; ");
  CHECK(said(with(document, ">54.02</cbc:Line", ">99999999999999999999</cbc:Line"))
            .find("number_too_large") != std::string::npos);
  CHECK(said(with(document, "\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasic",
                  "\"urn:other:CommonBasic")) != "read");
}

TEST_CASE("what is no UBL invoice at all is refused whole", "[invoice][ubl]") {
  const auto refusal = [](const std::string& text) {
    FaultLine faults;
    CHECK_FALSE(read_ubl_invoice(text, "x.xml", faults));
    return faults.line;
  };
  CHECK(refusal("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>")
            .find("document_not_an_invoice") != std::string::npos);
  CHECK(refusal("<Invoice/>").find("document_not_an_invoice") != std::string::npos);
  CHECK(refusal("").find("document_damaged") != std::string::npos);
  CHECK(refusal(document.substr(0, 900)).find("document_damaged") != std::string::npos);
  CHECK(refusal(document + "<x/>").find("document_damaged") != std::string::npos);
  CHECK(refusal("<a>\xff</a>").find("document_damaged") != std::string::npos);
}

TEST_CASE("a document type is refused: nothing is fetched, nothing grows", "[invoice][ubl]") {
  const std::string outside =
      "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>";
  const std::string laughs = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>";
  for (const std::string& text : {outside, laughs, std::string("<!DOCTYPE x><x/>")}) {
    FaultLine faults;
    CHECK_FALSE(read_ubl_invoice(text, "x.xml", faults));
    CHECK(faults.line == "1  document_type_refused ; ");
  }
}

TEST_CASE("a document beyond a limit is refused", "[invoice][ubl]") {
  const auto refusal = [](const std::string& text, const XmlLimits& limits) {
    try {
      read_xml_tree(text, limits);
    } catch (const XmlProblem& problem) {
      return std::string(wire_name(problem.refusal)) + " " + problem.detail;
    }
    return std::string("read");
  };
  CHECK(refusal("<a><b><c/></b></a>", {.depth = 3}) == "read");
  CHECK(refusal("<a><b><c><d/></c></b></a>", {.depth = 3}) == "document_too_large depth 3");
  CHECK(refusal("<a><b/><b/></a>", {.elements = 3}) == "read");
  CHECK(refusal("<a><b/><b/><b/></a>", {.elements = 3}) == "document_too_large 3 elements");
  CHECK(refusal("<a>xxxx</a>", {.text_bytes = 4}) == "read");
  CHECK(refusal("<a>xxxxx</a>", {.text_bytes = 4}) == "document_too_large 4 bytes of text");
  CHECK(refusal("<a>xxxx</a>", {.bytes = 10}) == "document_too_large 10 bytes");
  std::string deep;
  for (int level = 0; level < 100'000; ++level) deep += "<a>";
  CHECK(refusal(deep, {}) == "document_too_large depth 24");
}

namespace {

struct TableOutcomeOf {
  std::vector<SupplierInvoice> documents;
  std::string faults;
};

TableOutcomeOf read_table_of(const std::string& text) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "invoices.csv";
  std::ofstream(file, std::ios::binary) << text;
  FaultLine faults;
  TableOutcomeOf outcome;
  outcome.documents = read_invoice_table(file, faults);
  outcome.faults = faults.line;
  return outcome;
}

const std::string columns =
    "supplier_code,invoice_no,issued_on,order_no,item_code,lot,quantity,pack_price,amount,vat_"
    "rate\n";

}  // namespace

TEST_CASE("rows of one number are one document", "[invoice]") {
  const auto read = read_table_of(columns +
                                  "S1,N1,2026-11-22,PO,I1,L-2,168,8.72,61.04,0.13\n"
                                  "S1,N2,2026-11-22,PO,I1,,24,,8.72,0.13\n"
                                  "S1,N1,2026-11-22,PO,I1,L-3,71,8.72,25.80,0.13\n");
  CHECK(read.faults.empty());
  REQUIRE(read.documents.size() == 2);
  CHECK(read.documents[0].lines.size() == 2);
  CHECK(read.documents[0].gross.to_string() == "86.84");
  CHECK(read.documents[0].lines[1].lot_no == "L-3");
  CHECK_FALSE(read.documents[1].lines[0].pack_price);
  CHECK(read.documents[0].source == inventory::InvoiceSource::csv);
  for (const SupplierInvoice& each : read.documents) {
    procurement::check_invoice(each, inventory::parse_date("2026-11-22").value());
  }
}

TEST_CASE("a table with a fault gives nothing, and every fault by row and column", "[invoice]") {
  const auto read = read_table_of(columns +
                                  "S1,N1,2026-11-22,PO,I1,L-2,168,8.72,61.04,0.13\n"
                                  "S1,N1,2026-11-21,PO,I1,L-3,71,8.72,25.80,0.13\n"
                                  "S1,N2,2026-11-31,PO,I1,L-3,x,8.72,25.805,0.13\n");
  CHECK(read.documents.empty());
  CHECK(read.faults.find("2 invoice_no unknown_value") == 0);
  CHECK(read.faults.find("3 issued_on bad_date 2026-11-31") != std::string::npos);
  CHECK(read.faults.find("3 quantity bad_number x") != std::string::npos);
  CHECK(read.faults.find("3 amount too_many_decimals 25.805") != std::string::npos);
  CHECK(read_table_of("a,b\n1,2\n").faults.find("unknown_column") != std::string::npos);
}

TEST_CASE("numbers that look alike are one number", "[invoice]") {
  using procurement::invoice_number_key;
  CHECK(invoice_number_key("ＦＰ－００１") == invoice_number_key("fp-001"));
  CHECK(invoice_number_key(" FP\t-\u00a0001\u3000") == "fp-001");
  CHECK(invoice_number_key("FP\u200b-001") == "fp-001");
  CHECK(invoice_number_key("FP-O01") != invoice_number_key("FP-001"));
  CHECK(invoice_number_key("\u3000 \u200b").empty());
}
