#include <Poco/SAX/AttributesImpl.h>
#include <Poco/XML/XMLWriter.h>

#include <map>
#include <sstream>

#include "reporting/order_documents/percentage.h"
#include "reporting/order_documents/write_order.h"

namespace wutong::reporting {

namespace {

using pricing::Money;

const std::string order_space = "urn:oasis:names:specification:ubl:schema:xsd:Order-2";
const std::string aggregate_space =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const std::string basic_space =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// What XML cannot hold, control characters, becomes the sign for it.
std::string as_xml_text(const std::string& text) {
  constexpr unsigned char space = 0x20;
  std::string safe;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    const bool is_white = character == '\t' || character == '\n' || character == '\r';
    if (byte < space && !is_white) {
      safe += "\xEF\xBF\xBD";
    } else {
      safe += character;
    }
  }
  return safe;
}

/// Writes elements in the order in which it is called: the order of the schema's sequences.
class UblWriter {
 public:
  explicit UblWriter(std::ostream& out)
      : writer_(out,
                Poco::XML::XMLWriter::WRITE_XML_DECLARATION | Poco::XML::XMLWriter::PRETTY_PRINT) {
    writer_.setNewLine("\n");
    writer_.setIndent("  ");
    writer_.startDocument();
    writer_.startPrefixMapping("", order_space);
    writer_.startPrefixMapping("cac", aggregate_space);
    writer_.startPrefixMapping("cbc", basic_space);
    writer_.startElement(order_space, "Order", "Order");
  }

  void end() {
    writer_.endElement(order_space, "Order", "Order");
    writer_.endDocument();
  }

  void basic(const std::string& name, const std::string& text) { leaf(name, text, "", ""); }
  /// Nothing for an empty text: UBL has no empty elements.
  void optional(const std::string& name, const std::string& text) {
    if (!text.empty()) basic(name, text);
  }
  void amount(const std::string& name, const std::string& figure) {
    leaf(name, figure, "currencyID", "CNY");
  }
  void amount(const std::string& name, Money money) { amount(name, money.to_string()); }
  void quantity(const std::string& name, pricing::Quantity units) {
    leaf(name, units.to_string(), "unitCode", "C62");
  }

  template <typename Content>
  void aggregate(const std::string& name, const Content& content) {
    writer_.startElement(aggregate_space, name, "cac:" + name);
    content();
    writer_.endElement(aggregate_space, name, "cac:" + name);
  }

 private:
  void leaf(const std::string& name, const std::string& text, const std::string& attribute,
            const std::string& value) {
    Poco::XML::AttributesImpl attributes;
    if (!attribute.empty()) attributes.addAttribute("", attribute, attribute, "CDATA", value);
    writer_.startElement(basic_space, name, "cbc:" + name, attributes);
    writer_.characters(as_xml_text(text));
    writer_.endElement(basic_space, name, "cbc:" + name);
  }

  Poco::XML::XMLWriter writer_;
};

void write_party(UblWriter& ubl, const DocumentParty& party) {
  ubl.aggregate("PartyIdentification", [&] { ubl.basic("ID", party.code); });
  ubl.aggregate("PartyName", [&] { ubl.basic("Name", party.name); });
}

/// Of the customer, the supplier ...: the party within its role.
void write_role(UblWriter& ubl, const std::string& role, const DocumentParty& party) {
  ubl.aggregate(role, [&] { ubl.aggregate("Party", [&] { write_party(ubl, party); }); });
}

void write_delivery(UblWriter& ubl, const OrderDocument& order) {
  ubl.aggregate("Delivery", [&] {
    ubl.aggregate("DeliveryLocation", [&] {
      ubl.basic("ID", order.delivery_site.code);
      ubl.basic("Name", order.delivery_site.name);
    });
    if (order.expected_on) {
      ubl.aggregate("RequestedDeliveryPeriod",
                    [&] { ubl.basic("EndDate", inventory::to_string(*order.expected_on)); });
    }
    if (order.distributor) {
      ubl.aggregate("CarrierParty", [&] { write_party(ubl, *order.distributor); });
    }
  });
}

void write_tax_category(UblWriter& ubl, const std::string& element, const std::string& percent) {
  ubl.aggregate(element, [&] {
    ubl.basic("ID", percent == "0" ? "Z" : "S");
    ubl.basic("Percent", percent);
    ubl.aggregate("TaxScheme", [&] { ubl.basic("ID", "VAT"); });
  });
}

struct TaxedAtRate {
  pricing::VatRate rate;
  Money net;
  Money vat;
};

void write_totals(UblWriter& ubl, const OrderDocument& order) {
  std::map<std::int64_t, TaxedAtRate> by_rate;
  TaxedAtRate all;
  for (const OrderDocumentLine& line : order.lines) {
    TaxedAtRate& taxed = by_rate[line.vat_rate.micros()];
    taxed.rate = line.vat_rate;
    for (TaxedAtRate* sum : {&taxed, &all}) {
      sum->net += line.vat.net;
      sum->vat += line.vat.vat;
    }
  }
  ubl.aggregate("TaxTotal", [&] {
    ubl.amount("TaxAmount", all.vat);
    for (const auto& [micros, taxed] : by_rate) {
      ubl.aggregate("TaxSubtotal", [&, &sum = taxed] {
        ubl.amount("TaxableAmount", sum.net);
        ubl.amount("TaxAmount", sum.vat);
        write_tax_category(ubl, "TaxCategory", percentage(sum.rate));
      });
    }
  });
  ubl.aggregate("AnticipatedMonetaryTotal", [&] {
    ubl.amount("LineExtensionAmount", all.net);
    ubl.amount("TaxExclusiveAmount", all.net);
    ubl.amount("TaxInclusiveAmount", order.amount);
    ubl.amount("PayableAmount", order.amount);
  });
}

void write_item(UblWriter& ubl, const OrderDocumentLine& line) {
  ubl.aggregate("Item", [&] {
    std::string description = line.form;
    if (!line.strength.empty()) description += (description.empty() ? "" : " ") + line.strength;
    ubl.optional("Description", description);
    ubl.basic("PackSizeNumeric", line.pack_size.to_string());
    ubl.basic("Name", line.generic_name);
    ubl.optional("BrandName", line.trade_name);
    ubl.aggregate("BuyersItemIdentification", [&] { ubl.basic("ID", line.item_code); });
    if (!line.approval_no.empty()) {
      ubl.aggregate("AdditionalItemIdentification", [&] { ubl.basic("ID", line.approval_no); });
    }
    write_tax_category(ubl, "ClassifiedTaxCategory", percentage(line.vat_rate));
    ubl.aggregate("AdditionalItemProperty", [&] {
      ubl.basic("Name", "base_unit");
      ubl.basic("Value", line.base_unit);
    });
    ubl.aggregate("AdditionalItemProperty", [&] {
      ubl.basic("Name", "packs");
      ubl.basic("Value", line.packs.to_string());
    });
    if (!line.manufacturer.empty()) {
      ubl.aggregate("ManufacturerParty", [&] {
        ubl.aggregate("PartyName", [&] { ubl.basic("Name", line.manufacturer); });
      });
    }
  });
}

void write_line(UblWriter& ubl, const OrderDocumentLine& line, std::size_t number) {
  ubl.aggregate("OrderLine", [&] {
    ubl.aggregate("LineItem", [&] {
      ubl.basic("ID", std::to_string(number));
      ubl.quantity("Quantity", line.packs * line.pack_size);
      ubl.amount("LineExtensionAmount", line.vat.net);
      ubl.amount("TotalTaxAmount", line.vat.vat);
      ubl.aggregate("PricingReference", [&] {
        ubl.aggregate("AlternativeConditionPrice", [&] {
          ubl.amount("PriceAmount", line.pack_price.to_string());
          ubl.quantity("BaseQuantity", line.pack_size);
          ubl.basic("PriceTypeCode", "01");
        });
      });
      write_item(ubl, line);
    });
  });
}

}  // namespace

std::string order_as_ubl(const OrderDocument& order) {
  std::ostringstream out;
  UblWriter ubl(out);
  ubl.basic("UBLVersionID", "2.1");
  ubl.basic("ID", order.order_no);
  ubl.basic("IssueDate", inventory::to_string(order.ordered_on.value_or(
                             inventory::parse_date(order.period + "-01").value())));
  ubl.basic("Note", "version " + std::to_string(order.version));
  ubl.basic("DocumentCurrencyCode", "CNY");
  ubl.basic("LineCountNumeric", std::to_string(order.lines.size()));
  write_role(ubl, "BuyerCustomerParty", order.buyer);
  write_role(ubl, "SellerSupplierParty", order.supplier);
  write_delivery(ubl, order);
  write_totals(ubl, order);
  std::size_t number = 0;
  for (const OrderDocumentLine& line : order.lines) write_line(ubl, line, ++number);
  ubl.end();
  return out.str();
}

}  // namespace wutong::reporting
