#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Releases of codes, items, formularies, policies. In the order of the enum.
inline constexpr std::array catalogue_texts{
    // Releases of the catalogue's codes.
    // {0} source  {1} batch
    Entry{Refusal::release_already_taken_in,
          {"release_already_taken_in", conflict, retry_is_useless, "{0} 的批次“{1}”已经收录",
           "the batch \"{1}\" of {0} is already taken in"}},
    // {0} id
    Entry{Refusal::release_unknown,
          {"release_unknown", not_found, retry_is_useless, "没有编号为 {0} 的发布",
           "there is no release {0}"}},
    // {0} source of the older  {1} source of the newer
    Entry{Refusal::releases_of_different_sources,
          {"releases_of_different_sources", unprocessable, retry_is_useless,
           "不能比较不同来源的发布：{0} 与 {1}", "releases of {0} and {1} cannot be compared"}},
    // {0} row  {1} rows of the release
    Entry{Refusal::release_row_unknown,
          {"release_row_unknown", unprocessable, retry_is_useless, "没有第 {0} 行，该发布共 {1} 行",
           "there is no row {0}: the release has {1}"}},
    // {0} row
    Entry{Refusal::release_row_in_quarantine,
          {"release_row_in_quarantine", conflict, retry_helps,
           "第 {0} 行仍在隔离中，请先处理隔离原因",
           "row {0} is still in quarantine: see to its reason first"}},
    // {0} row
    Entry{Refusal::mapping_needs_reason,
          {"mapping_needs_reason", unprocessable, retry_is_useless,
           "第 {0} 行：不对应任何品种、或改变先前的决定时，必须写明理由",
           "row {0}: that it belongs to no item, or a decision is changed, needs a reason"}},
    // The catalogue: items, formularies, substitution, policy.
    // {0} item
    Entry{Refusal::item_unknown,
          {"item_unknown", unprocessable, retry_is_useless, "目录中没有品种 {0}",
           "the catalogue has no item {0} on that day"}},
    // {0} item
    Entry{Refusal::item_already_registered,
          {"item_already_registered", conflict, retry_is_useless, "品种 {0} 已在目录中",
           "the item {0} is in the catalogue already"}},
    // {0} item  {1} version expected  {2} last version
    Entry{Refusal::item_version_outdated,
          {"item_version_outdated", conflict, retry_is_useless,
           "品种 {0} 已是第 {2} 版，您看到的是第 {1} 版，请刷新后再改",
           "the item {0} is at version {2}, you have seen version {1}: load it again"}},
    // {0} item  {1} day  {2} today
    Entry{Refusal::item_day_past,
          {"item_day_past", unprocessable, retry_is_useless, "{0} 的生效日 {1} 早于今天 {2}",
           "{0} cannot change from {1} on, which is before today, {2}"}},
    // {0} item  {1} field  {2} value
    Entry{Refusal::item_value_not_allowed,
          {"item_value_not_allowed", unprocessable, retry_is_useless,
           "品种 {0} 的字段 {1} 不能是“{2}”", "the field {1} of the item {0} cannot be \"{2}\""}},
    // {0} item
    Entry{Refusal::item_reason_missing,
          {"item_reason_missing", unprocessable, retry_is_useless, "{0}：必须写明理由",
           "{0}: a reason is required"}},
    // {0} item  {1} day
    Entry{Refusal::item_already_disabled,
          {"item_already_disabled", conflict, retry_is_useless, "品种 {0} 在 {1} 已停用",
           "the item {0} is disabled on {1} already"}},
    // {0} item  {1} day
    Entry{Refusal::item_already_enabled,
          {"item_already_enabled", conflict, retry_is_useless, "品种 {0} 在 {1} 未停用",
           "the item {0} is enabled on {1} already"}},
    // {0} item  {1} tier  {2} higher tier  {3} day
    Entry{Refusal::formulary_not_in_higher_tier,
          {"formulary_not_in_higher_tier", unprocessable, retry_is_useless,
           "品种 {0} 不在上级（{2}）目录中，不能从 {3} 起列入 {1} 目录",
           "the item {0} cannot be in the formulary of {1} from {3} on: it is not in that of {2}"}},
    // {0} item  {1} tier  {2} lower tier  {3} day
    Entry{Refusal::formulary_still_in_lower_tier,
          {"formulary_still_in_lower_tier", conflict, retry_is_useless,
           "品种 {0} 仍在下级（{2}）目录中，不能从 {3} 起移出 {1} 目录",
           "the item {0} cannot leave the formulary of {1} on {3}: it is still in that of {2}"}},
    // {0} item  {1} tier  {2} day
    Entry{Refusal::formulary_already_holds,
          {"formulary_already_holds", conflict, retry_is_useless,
           "品种 {0} 在 {2} 已列入或将列入 {1} 目录",
           "the formulary of {1} holds or will hold the item {0} on {2} already"}},
    // {0} item  {1} tier  {2} day
    Entry{Refusal::formulary_does_not_hold,
          {"formulary_does_not_hold", conflict, retry_is_useless, "品种 {0} 在 {2} 不在 {1} 目录中",
           "the formulary of {1} does not hold the item {0} on {2}"}},
    // {0} item  {1} tier  {2} generic name  {3} route  {4} brands  {5} limit
    Entry{Refusal::formulary_too_many_brands,
          {"formulary_too_many_brands", unprocessable, retry_is_useless,
           "一品两规：{1} 目录中通用名“{2}”（{3}）加入 {0} 后有 {4} 个品牌，限 {5} "
           "个；例外须写明理由",
           "the formulary of {1} would have {4} brands of {2} ({3}) with the item {0}, {5} are "
           "allowed; "
           "an exception needs a reason"}},
    // {0} facility
    Entry{Refusal::facility_formulary_of_centre,
          {"facility_formulary_of_centre", unprocessable, retry_is_useless,
           "{0} 是采购配送中心，没有自己的用药目录",
           "{0} is the centre, which has no formulary of its own"}},
    // {0} facility  {1} first day
    Entry{Refusal::facility_formulary_already_begun,
          {"facility_formulary_already_begun", conflict, retry_is_useless,
           "机构 {0} 已自 {1} 起有自己的用药目录",
           "the facility {0} has a formulary of its own from {1} on"}},
    // {0} facility  {1} day
    Entry{Refusal::facility_formulary_not_begun,
          {"facility_formulary_not_begun", conflict, retry_is_useless,
           "机构 {0} 在 {1} 没有自己的用药目录，使用的是本级目录",
           "the facility {0} has no formulary of its own on {1}: it uses that of its tier"}},
    // {0} facility  {1} tier  {2} day
    Entry{Refusal::facility_formulary_tier_has_none,
          {"facility_formulary_tier_has_none", conflict, retry_is_useless,
           "{1} 级目录在 {2} 没有品种，机构 {0} 不能据以建立自己的目录",
           "the formulary of {1} holds nothing on {2}: the facility {0} has nothing to take over"}},
    // {0} item  {1} item  {2} field  {3} {4} its values
    Entry{Refusal::substitution_not_allowed,
          {"substitution_not_allowed", unprocessable, retry_is_useless,
           "{0} 与 {1} 不能互相替代：{2} 分别是“{3}”和“{4}”",
           "{0} and {1} cannot replace each other: their {2} is \"{3}\" and \"{4}\""}},
    // {0} item  {1} field  {2} code  {3} why not, in Chinese  {4} in English
    Entry{Refusal::item_code_malformed,
          {"item_code_malformed", unprocessable, retry_is_useless,
           "品种 {0} 的 {1}“{2}”不是正确的编码：{3}（{4}）",
           "the {1} \"{2}\" of the item {0} is not a good code: {4} ({3})"}},
    // {0} subject  {1} day  {2} parameter
    Entry{
        Refusal::policy_not_in_force,
        {"policy_not_in_force", unprocessable, retry_is_useless, "{1} 没有生效的“{0}”政策参数 {2}",
         "no policy set on {0} with the parameter {2} is in force on {1}"}},
    // {0} subject  {1} field  {2} value
    Entry{Refusal::policy_set_not_allowed,
          {"policy_set_not_allowed", unprocessable, retry_is_useless,
           "政策参数“{0}”的 {1} 不能是“{2}”", "the {1} of a policy set on {0} cannot be \"{2}\""}},
};

}  // namespace wutong::procurement::refusal_texts
