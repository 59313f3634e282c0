"""Tables for `wutong import`: made up, written as CSV or as a workbook, and what comes back of them."""

import csv
import json

import openpyxl
from openpyxl.cell import WriteOnlyCell

ITEM_COLUMNS = ("code generic_name trade_name form strength base_unit pack_size manufacturer kind storage vat_rate"
                " substitution_group approval_no list_price").split()
FACILITY_COLUMNS = "code name kind parent_code".split()
SUPPLIER_COLUMNS = "code name licence_no licence_expires_on order_fee minimum_order_amount".split()

# Texts that a spreadsheet, CSV or XML would like to make something else of.
HOSTILE = ["=cmd|' /C calc'!A0", "'=1+1", "''=1", "+86 10", "-1", "@SUM(A1)", "\tTab", "'quoted'", "'", "a,b", 'say "x"',
           "two\nlines", "CR\rLF\r\nend", "0012", "8.70", "1e5", "TRUE", "2026-11-22", "_x0041_", "_x005F_", "#N/A", "＝1",
           "<&>]]>", "阿莫西林😀", " lead", "trail ", "007", "\x01bell", "http://a.example/", "{=1}", "1/2", "Jan 1", "%"]


def item(number, **changes):
    row = {"code": f"I{number:06}", "generic_name": f"通用名 {number}", "trade_name": "", "form": "片剂",
           "strength": f"{number % 7 + 1}0mg", "base_unit": "片", "pack_size": str(number % 90 + 1),
           "manufacturer": f"厂 {number % 50}", "kind": "drug", "storage": "room", "vat_rate": "0.13",
           "substitution_group": "" if number % 3 else f"G{number % 11}",
           "approval_no": f"国药准字H{number:08}", "list_price": f"{number % 400}.{number % 100:02}0" if number % 5 else ""}
    return {**row, **changes}


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([row[column] for column in columns] for row in rows)
    return path


def text_cell(page, text):
    cell = WriteOnlyCell(page, value=text or None)
    if text:
        cell.data_type = "s"  # openpyxl would take "=8" for a formula
    return cell


def write_workbook(path, columns, rows, sheet="items"):
    """Every cell a text."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.append(list(columns))
    for row in rows:
        page.append([text_cell(page, row[column]) for column in columns])
    book.save(path)
    return path


def answer_of(ended):
    """What `wutong --json import` printed."""
    return json.loads(ended.out)


def faults_of(answer):
    return [(fault["row"], fault["column"], fault["code"]) for fault in answer["faults"]]


def figures(answer):
    return {name: answer[name] for name in ("rows", "registered", "changed", "unchanged", "refused", "stored")}
