"""Rule 8 of the contract: statements, the value of stock, and the journal."""

from typing import NamedTuple

from exact_arithmetic import net_in_fen
from purchase_rules import order_no


class JournalLine(NamedTuple):
    entry_no: int
    account: str
    party: str
    debit: int
    credit: int
    source: str


def shipment_no(period, facility_code):
    return f"SH-{period}-{facility_code}"


def add_to(totals, key, amount):
    totals[key] = totals.get(key, 0) + amount


def supplier_totals(receipts, items):
    """supplier -> (received, net), each receipt row's net rounded by itself."""
    received, net = {}, {}
    for receipt in receipts:
        item = items[receipt.item_code]
        add_to(received, receipt.supplier_code, receipt.amount)
        add_to(net, receipt.supplier_code, net_in_fen(receipt.amount, item.vat_digits, item.vat_scale))
    return {supplier: (received[supplier], net[supplier]) for supplier in sorted(received)}


def member_totals(shipments):
    shipped = {}
    for shipment in shipments:
        add_to(shipped, shipment.facility_code, shipment.amount)
    return dict(sorted(shipped.items()))


def amounts_by_item(lines):
    amounts = {}
    for line in lines:
        add_to(amounts, line.item_code, line.amount)
    return amounts


def rounding_by_item(opening_value, receipts, shipments, closing_value):
    """item -> opening + received - shipped - closing, where anything is left over."""
    received, shipped = amounts_by_item(receipts), amounts_by_item(shipments)
    left_over = {}
    for item_code in sorted({*opening_value, *received, *shipped, *closing_value}):
        amount = (opening_value.get(item_code, 0) + received.get(item_code, 0)
                  - shipped.get(item_code, 0) - closing_value.get(item_code, 0))
        if amount != 0:
            left_over[item_code] = amount
    return left_over


class Journal:
    """Entries in the order they are made; a line of zero is left out."""

    def __init__(self):
        self.lines = []
        self._entry_no = 0

    def post(self, source, amounts):
        """One entry; amounts are [(account, party, debit minus credit)]."""
        amounts = [(account, party, amount) for account, party, amount in amounts if amount != 0]
        if not amounts:
            return
        assert sum(amount for _, _, amount in amounts) == 0, source
        self._entry_no += 1
        for account, party, amount in amounts:
            self.lines.append(JournalLine(self._entry_no, account, party, max(amount, 0), max(-amount, 0), source))


def post_opening(journal, opening_value):
    for item_code, value in sorted(opening_value.items()):
        journal.post(item_code, [("inventory", item_code, value), ("opening", item_code, -value)])


def post_documents(journal, lines, document_of, party_account, party_of, sign):
    """One entry a document: its items in inventory against its one party."""
    by_document = {}
    for line in lines:
        by_document.setdefault((document_of(line), party_of(line)), []).append(line)
    for (document, party), its_lines in sorted(by_document.items()):
        by_item = sorted(amounts_by_item(its_lines).items())
        amounts = [("inventory", item_code, sign * amount) for item_code, amount in by_item]
        amounts.append((party_account, party, -sign * sum(amount for _, amount in by_item)))
        journal.post(document, amounts)


def post_rounding(journal, left_over):
    for item_code, amount in left_over.items():
        journal.post(item_code, [("rounding", item_code, amount), ("inventory", item_code, -amount)])


def journal_lines(period, opening_value_to_post, receipts, shipments, left_over):
    journal = Journal()
    post_opening(journal, opening_value_to_post)
    post_documents(journal, receipts, lambda line: order_no(period, line.supplier_code),
                   "payables", lambda line: line.supplier_code, sign=1)
    post_documents(journal, shipments, lambda line: shipment_no(period, line.facility_code),
                   "receivables", lambda line: line.facility_code, sign=-1)
    post_rounding(journal, left_over)
    return journal.lines
