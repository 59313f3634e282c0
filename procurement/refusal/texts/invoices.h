#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Suppliers' invoices and their match. In the order of the enum.
inline constexpr std::array invoices_texts{
    // {0} number  {1} supplier  {2} earlier number  {3} its date
    Entry{Refusal::invoice_number_taken,
          {"invoice_number_taken", conflict, retry_is_useless,
           "供应商 {1} 的发票号 {0} 与已登记的 {2}（{3}）相同",
           "supplier {1} has an invoice {2} of {3} already, which is the same number as {0}"}},
    // {0} number  {1} field  {2} value
    Entry{Refusal::invoice_field_not_allowed,
          {"invoice_field_not_allowed", unprocessable, retry_is_useless,
           "发票 {0}：{1} 不能是“{2}”", "invoice {0}: {1} may not be \"{2}\""}},
    // {0} number  {1} figure  {2} expected  {3} found
    Entry{Refusal::invoice_amounts_differ,
          {"invoice_amounts_differ", unprocessable, retry_is_useless,
           "发票 {0}：{1} 应为 {2}，票面为 {3}", "invoice {0}: {1} is {3} and should be {2}"}},
    // {0} number  {1} date  {2} today
    Entry{Refusal::invoice_dated_later,
          {"invoice_dated_later", unprocessable, retry_is_useless,
           "发票 {0} 的日期 {1} 晚于今天 {2}", "invoice {0} is dated {1}, after today, {2}"}},
    // {0} number or id
    Entry{
        Refusal::invoice_unknown,
        {"invoice_unknown", missing, retry_is_useless, "没有发票 {0}", "there is no invoice {0}"}},
    // {0} number  {1} state  {2} what was asked
    Entry{Refusal::invoice_step_not_allowed,
          {"invoice_step_not_allowed", conflict, retry_is_useless,
           "发票 {0} 的状态是 {1}，不能 {2}", "invoice {0} is {1}: it cannot be {2}"}},
    // {0} credit note  {1} line  {2} invoice  {3} order  {4} item  {5} lot
    Entry{
        Refusal::credit_line_unknown,
        {"credit_line_unknown", unprocessable, retry_is_useless,
         "红字单据 {0} 第 {1} 行：发票 {2} 没有可冲减的行（订单 {3}，品种 {4}，批号 {5}）",
         "credit note {0} line {1}: invoice {2} has no line for order {3}, item {4}, lot \"{5}\""}},
    // {0} credit note  {1} line  {2} invoice  {3} asked  {4} left
    Entry{Refusal::refund_above_payable,
          {"refund_above_payable", conflict, retry_is_useless,
           "红字单据 {0} 第 {1} 行：退 {3}，但发票 {2} 该行只剩 {4}",
           "credit note {0} line {1}: {3} is more than the {4} that is left of the line of invoice "
           "{2}"}},
    // {0} credit note  {1} line  {2} returned  {3} at most
    Entry{
        Refusal::return_above_accepted,
        {"return_above_accepted", conflict, retry_is_useless,
         "红字单据 {0} 第 {1} 行：退货 {2}，但已验收且未被其他发票占用的只有 {3}",
         "credit note {0} line {1}: {2} went back, but only {3} were accepted and are billed by no "
         "other line"}},
    // {0} invoice  {1} case
    Entry{Refusal::case_unknown,
          {"case_unknown", missing, retry_is_useless, "发票 {0} 没有差异 {1}",
           "invoice {0} has no case {1}"}},
    // {0} case  {1} way out  {2} by whom
    Entry{Refusal::case_already_settled,
          {"case_already_settled", conflict, retry_is_useless, "差异 {0} 已由 {2} 以 {1} 处理",
           "case {0} was settled by {2}: {1}"}},
    // {0} case  {1} rule  {2} way  {3} ways
    Entry{Refusal::way_out_not_open,
          {"way_out_not_open", unprocessable, retry_is_useless,
           "差异 {0}（{1}）不能以 {2} 处理，可用的有：{3}",
           "case {0} ({1}) has no way out {2}; there are: {3}"}},
    // {3} what it is
    Entry{Refusal::document_not_an_invoice,
          {"document_not_an_invoice", unprocessable, retry_is_useless,
           "不是 UBL 2.1 发票、红字或补开单据：{3}",
           "not a UBL 2.1 Invoice, CreditNote or DebitNote: {3}"}},
    // no figures
    Entry{Refusal::document_type_refused,
          {"document_type_refused", unprocessable, retry_is_useless,
           "XML 带有文档类型声明（DOCTYPE），不予读取",
           "XML with a document type (DOCTYPE) is not read"}},
    // {3} what the reader says
    Entry{Refusal::document_damaged,
          {"document_damaged", unprocessable, retry_is_useless, "XML 无法读取：{3}",
           "the XML cannot be read: {3}"}},
    // {3} which limit
    Entry{Refusal::document_too_large,
          {"document_too_large", unprocessable, retry_is_useless, "文件超过限度：{3}",
           "the document is beyond its limit: {3}"}},
};

}  // namespace wutong::procurement::refusal_texts
