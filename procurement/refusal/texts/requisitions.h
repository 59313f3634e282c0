#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Requisitions, budgets, consumption, suggested quantities, forecasts. In the order of the enum.
inline constexpr std::array requisitions_texts{
    // Requisitions and budgets.
    // {0} requisition
    Entry{Refusal::requisition_unknown,
          {"requisition_unknown", not_found, retry_is_useless, "没有请领单 {0}",
           "there is no requisition {0}"}},
    // {0} facility
    Entry{Refusal::requisition_facility_unfit,
          {"requisition_facility_unfit", unprocessable, retry_is_useless,
           "{0} 是采购配送中心，不能请领", "{0} is the centre, which makes no requisitions"}},
    // {0} requisition  {1} state  {2} action
    Entry{Refusal::requisition_step_not_allowed,
          {"requisition_step_not_allowed", conflict, retry_is_useless,
           "请领单 {0} 的状态是 {1}，不能执行 {2}",
           "the requisition {0} is {1}: {2} is not possible"}},
    // {0} requisition
    Entry{Refusal::requisition_empty,
          {"requisition_empty", unprocessable, retry_is_useless, "请领单 {0} 没有明细",
           "the requisition {0} has no lines"}},
    // {0} requisition  {1} item
    Entry{Refusal::requisition_item_twice,
          {"requisition_item_twice", unprocessable, retry_is_useless,
           "请领单 {0} 中品种 {1} 出现两次", "the requisition {0} names the item {1} twice"}},
    // {0} requisition  {1} item  {2} reason
    Entry{
        Refusal::requisition_item_disabled,
        {"requisition_item_disabled", unprocessable, retry_is_useless,
         "请领单 {0}：品种 {1} 已停用（{2}）", "requisition {0}: the item {1} is disabled ({2})"}},
    // {0} requisition  {1} item  {2} tier
    Entry{Refusal::requisition_item_not_in_formulary,
          {"requisition_item_not_in_formulary", unprocessable, retry_is_useless,
           "请领单 {0}：品种 {1} 不在 {2} 级用药目录中",
           "requisition {0}: the item {1} is not in the formulary of the tier {2}"}},
    // {0} requisition  {1} item  {2} tier
    Entry{Refusal::requisition_item_not_in_own_formulary,
          {"requisition_item_not_in_own_formulary", unprocessable, retry_is_useless,
           "请领单 {0}：品种 {1} 虽在 {2} 级用药目录中，但不在本机构自己的用药目录中",
           "requisition {0}: the item {1} is in the formulary of the tier {2}, but not in the "
           "facility's "
           "own"}},
    // {0} requisition  {1} item  {2} kind
    Entry{Refusal::requisition_item_no_equipment,
          {"requisition_item_no_equipment", unprocessable, retry_is_useless,
           "请领单 {0}：品种 {1} 的类别是 {2}，不是设备",
           "requisition {0}: the item {1} is of the kind {2}, not equipment"}},
    // {0} requisition  {1} item
    Entry{Refusal::requisition_item_not_there,
          {"requisition_item_not_there", unprocessable, retry_is_useless,
           "请领单 {0} 中没有品种 {1}", "the requisition {0} has no line of the item {1}"}},
    // {0} requisition  {1} requisition
    Entry{Refusal::requisitions_do_not_merge,
          {"requisitions_do_not_merge", unprocessable, retry_is_useless,
           "请领单 {0} 与 {1} 不能合并：须是同一机构、同一类别的不同请领单",
           "the requisitions {0} and {1} do not merge: they must be two of one facility and kind"}},
    // {0} requisition  {1} item  {2} approved  {3} requested
    Entry{Refusal::approved_above_requested,
          {"approved_above_requested", unprocessable, retry_is_useless,
           "请领单 {0}：品种 {1} 批准 {2}，超过请领的 {3}",
           "requisition {0}: {2} of the item {1} is more than the {3} asked for"}},
    // {0} requisition
    Entry{Refusal::review_approves_nothing,
          {"review_approves_nothing", unprocessable, retry_is_useless,
           "请领单 {0} 的全部明细都被批为 0：请改为驳回",
           "every line of the requisition {0} would be struck out: reject it instead"}},
    // {0} requisition  {1} figure  {2} cap
    Entry{Refusal::emergency_above_cap,
          {"emergency_above_cap", unprocessable, retry_is_useless, "急领单 {0}：{1} 超过上限 {2}",
           "emergency requisition {0}: {1} is above the cap of {2}"}},
    // {0} requisition  {1} item  {2} budget or cap
    Entry{Refusal::item_without_price,
          {"item_without_price", unprocessable, retry_is_useless,
           "请领单 {0}：品种 {1} 没有参考价，无法按预算 {2} 审核",
           "requisition {0}: the item {1} has no reference price, which {2} needs"}},
    // {0} requisition  {1} budget  {2} wanted  {3} available  {4} measure
    Entry{Refusal::budget_insufficient,
          {"budget_insufficient", conflict, retry_is_useless,
           "请领单 {0}：预算 {1} 需要 {2}，只剩 {3}（{4}）",
           "requisition {0}: the budget {1} has {3} left of the {2} it needs ({4})"}},
    // {0} budget
    Entry{
        Refusal::budget_unknown,
        {"budget_unknown", not_found, retry_is_useless, "没有预算 {0}", "there is no budget {0}"}},
    // {0} budget
    Entry{Refusal::budget_code_taken,
          {"budget_code_taken", conflict, retry_is_useless, "预算编号 {0} 已被使用",
           "the budget code {0} is taken"}},
    // {0} budget  {1} first  {2} last
    Entry{Refusal::budget_periods_reversed,
          {"budget_periods_reversed", unprocessable, retry_is_useless,
           "预算 {0}：起始期 {1} 晚于结束期 {2}",
           "budget {0}: it would begin in {1}, after its end in {2}"}},
    // {0} budget  {1} period  {2} first  {3} last
    Entry{Refusal::budget_release_outside,
          {"budget_release_outside", unprocessable, retry_is_useless,
           "预算 {0}：下达期 {1} 不在 {2} 至 {3} 之间",
           "budget {0}: the release of {1} is not from {2} to {3}"}},
    // {0} budget  {1} released  {2} spent
    Entry{Refusal::budget_below_spent,
          {"budget_below_spent", conflict, retry_is_useless,
           "预算 {0}：下达总额将为 {1}，低于已占用的 {2}",
           "budget {0}: {1} would be released in all, less than the {2} already spent"}},
    // {0} period
    Entry{Refusal::bad_period,
          {"bad_period", unprocessable, retry_is_useless, "“{0}”不是月份（应如 2026-11）",
           "\"{0}\" is no month (such as 2026-11)"}},
    // Suggested quantities, stock lists, calendars, follow-up.
    Entry{Refusal::stock_list_minimum_above_maximum,
          {"stock_list_minimum_above_maximum", unprocessable, retry_is_useless,
           "机构 {0} 的药品 {1}：下限 {2} 高于上限 {3}",
           "facility {0}, item {1}: the minimum {2} is above the maximum {3}"}},
    Entry{Refusal::stock_list_method_needs_figure,
          {"stock_list_method_needs_figure", unprocessable, retry_is_useless,
           "机构 {0} 的药品 {1}：方式 {2} 须填写 {3}",
           "facility {0}, item {1}: the method {2} needs {3}"}},
    Entry{Refusal::calendar_unknown,
          {"calendar_unknown", missing, retry_is_useless, "路线 {0} 没有请领日历",
           "the route {0} has no requisition calendar"}},
    Entry{
        Refusal::cut_off_passed,
        {"cut_off_passed", conflict, retry_is_useless, "路线 {0} 的请领已于 {1} 截止，下一次为 {2}",
         "the cut-off of route {0} was {1}; the next one is {2}"}},
    Entry{Refusal::shortage_unknown,
          {"shortage_unknown", missing, retry_is_useless, "没有短缺登记 {0}",
           "there is no registered shortage {0}"}},
    Entry{Refusal::shortage_step_not_allowed,
          {"shortage_step_not_allowed", conflict, retry_is_useless,
           "短缺登记 {0} 状态为 {1}，不能 {2}", "the shortage {0} is {1}: it does not take {2}"}},
    // Consumption.
    Entry{Refusal::consumption_unknown,
          {"consumption_unknown", missing, retry_is_useless, "没有消耗单 {0}",
           "there is no record of consumption {0}"}},
    Entry{Refusal::consumption_above_stock,
          {"consumption_above_stock", unprocessable, retry_is_useless,
           "机构 {0} 的药品 {1}：消耗 {2}，库存 {3}",
           "facility {0}, item {1}: {2} used, {3} in stock"}},
    Entry{Refusal::consumption_already_reversed,
          {"consumption_already_reversed", conflict, retry_is_useless,
           "消耗单 {0} 已冲销或本身为冲销单",
           "the record of consumption {0} has been taken back, or takes back another"}},
    Entry{Refusal::consumption_dated_later,
          {"consumption_dated_later", unprocessable, retry_is_useless, "消耗日期 {0} 晚于今天 {1}",
           "used on {0}, which is after today, {1}"}},
    Entry{Refusal::consumption_needs_one_figure,
          {"consumption_needs_one_figure", unprocessable, retry_is_useless,
           "药品 {0}：消耗数量与剩余数量须且只须填写一项",
           "item {0}: give either what was used or what is left, one of the two"}},
    // Forecasts: faults of a file of demand series, with the figures of faults of a folder.
    Entry{Refusal::period_not_understood,
          {"period_not_understood", unprocessable, retry_is_useless,
           "“{3}”不是可识别的期间；可用：{4}", "\"{3}\" is not a known period; known are: {4}"}},
    Entry{Refusal::period_of_another_kind,
          {"period_of_another_kind", unprocessable, retry_is_useless,
           "“{3}”与文件首个期间的种类不同：{4}",
           "\"{3}\" is another kind of period than the first one of the file, {4}"}},
    Entry{
        Refusal::series_too_long,
        {"series_too_long", unprocessable, retry_is_useless,
         "序列“{3}”首末期间相距过远；最多 {4} 期",
         "the first and the last period of series \"{3}\" are too far apart; at most {4} periods"}},
};

}  // namespace wutong::procurement::refusal_texts
