#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Import and export of single files: the figures of faults of a folder, where no comment says
// otherwise. In the order of the enum.
inline constexpr std::array exchange_texts{
    Entry{Refusal::not_a_table_file,
          {"not_a_table_file", unprocessable, retry_is_useless,
           "这不是表格文件；可用 CSV（UTF-8）或 Excel 工作簿（.xlsx）",
           "this is no table: it must be CSV (UTF-8) or a workbook (.xlsx)"}},
    Entry{Refusal::workbook_of_old_format,
          {"workbook_of_old_format", unprocessable, retry_is_useless,
           "这是旧格式的工作簿（.xls），请另存为 .xlsx",
           "this is a workbook of the old format (.xls): save it as .xlsx"}},
    Entry{Refusal::workbook_encrypted,
          {"workbook_encrypted", unprocessable, retry_is_useless,
           "工作簿有密码保护，请取消密码后再导入",
           "the workbook is protected by a password: save it without one"}},
    Entry{Refusal::workbook_has_macros,
          {"workbook_has_macros", unprocessable, retry_is_useless,
           "工作簿中含有宏（{3}），请另存为不含宏的 .xlsx",
           "the workbook has macros ({3}): save it as .xlsx without them"}},
    Entry{Refusal::workbook_too_large,
          {"workbook_too_large", unprocessable, retry_is_useless,
           "工作簿解压后过大（{3}），无法读取", "the workbook unpacks to too much ({3})"}},
    Entry{
        Refusal::workbook_damaged,
        {"workbook_damaged", unprocessable, retry_is_useless, "工作簿已损坏，从此处起无法读取：{3}",
         "the workbook is damaged and cannot be read from here on: {3}"}},
    Entry{
        Refusal::cell_is_formula,
        {"cell_is_formula", unprocessable, retry_is_useless,
         "此单元格是公式（上次结果为“{3}”），请复制后选择性粘贴为数值",
         "this cell is a formula (its last result was \"{3}\"): copy it and paste it as a value"}},
    Entry{Refusal::cell_is_error,
          {"cell_is_error", unprocessable, retry_is_useless, "此单元格是错误值 {3}",
           "this cell is the error {3}"}},
    Entry{Refusal::digits_lost,
          {"digits_lost", unprocessable, retry_is_useless,
           "“{3}”超过 15 位，电子表格已丢失其末尾数字；请将该列设为文本格式后重新输入",
           "\"{3}\" has more than 15 digits, of which a spreadsheet has lost the last: make the "
           "column "
           "text and enter it again"}},
    Entry{Refusal::cells_merged,
          {"cells_merged", unprocessable, retry_is_useless,
           "此行有合并的单元格，请取消合并并逐行填写",
           "cells of this row are merged: undo it and fill in each row"}},
    Entry{Refusal::parent_refused,
          {"parent_refused", unprocessable, retry_is_useless,
           "上级机构“{3}”所在的行被拒，本行也不能导入",
           "the row of its parent \"{3}\" is refused, so this one is too"}},
    // {0} file  {1} refused rows  {2} rows
    Entry{Refusal::import_refused,
          {"import_refused", unprocessable, retry_is_useless,
           "{0} 中有错误（共 {2} 行，被拒 {1} 行），未导入任何数据",
           "{0} has faults ({1} of {2} rows are refused): nothing was imported"}},
    // {0} rows
    Entry{Refusal::too_many_rows_for_workbook,
          {"too_many_rows_for_workbook", unprocessable, retry_is_useless,
           "工作簿最多容纳 {0} 行，请导出为 CSV",
           "a workbook holds at most {0} rows: export as CSV"}},
    // {0} rows
    Entry{Refusal::too_many_rows_for_paper,
          {"too_many_rows_for_paper", unprocessable, retry_is_useless,
           "超过 {0} 行的报表不打印成 PDF，请用 CSV 或 XLSX",
           "a report of more than {0} rows is not made a PDF: take CSV or XLSX"}},
    // {0} record  {1} field  {2} what is recorded  {3} what the row says
    Entry{Refusal::recorded_otherwise,
          {"recorded_otherwise", conflict, retry_is_useless,
           "{0} 已登记，其 {1} 为“{2}”，这一行写的是“{3}”：导入不改写已登记的内容",
           "{0} is recorded with {1} \"{2}\", this row says \"{3}\": an import does not rewrite "
           "what is "
           "recorded"}},
};

}  // namespace wutong::procurement::refusal_texts
