#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// The members of the county, and its suppliers. In the order of the enum.
inline constexpr std::array organisation_texts{
    // {0} supplier
    Entry{Refusal::supplier_not_known,
          {"supplier_not_known", not_found, retry_is_useless, "没有供应商“{0}”",
           "there is no supplier \"{0}\""}},
    // {0} supplier  {1} its name
    Entry{Refusal::supplier_code_taken,
          {"supplier_code_taken", conflict, retry_is_useless, "供应商代码“{0}”已被“{1}”使用",
           "the supplier code \"{0}\" belongs to \"{1}\" already"}},
    // {0} supplier  {1} since when  {2} reason
    Entry{Refusal::supplier_suspended,
          {"supplier_suspended", conflict, retry_helps, "供应商“{0}”自 {1} 起暂停供货：{2}",
           "the supplier \"{0}\" is suspended since {1}: {2}"}},
    // {0} supplier  {1} since when  {2} reason
    Entry{Refusal::supplier_already_suspended,
          {"supplier_already_suspended", conflict, retry_is_useless,
           "供应商“{0}”已自 {1} 起暂停：{2}",
           "the supplier \"{0}\" is suspended already, since {1}: {2}"}},
    // {0} supplier  {1} day
    Entry{Refusal::supplier_not_suspended,
          {"supplier_not_suspended", conflict, retry_is_useless, "供应商“{0}”在 {1} 没有被暂停",
           "the supplier \"{0}\" is not suspended on {1}"}},
    // {0} supplier  {1} kind of licence  {2} number  {3} last day  {4} day asked for
    Entry{
        Refusal::supplier_licence_expired,
        {"supplier_licence_expired", conflict, retry_helps,
         "供应商“{0}”的证照（{1}，编号 {2}）有效期至 {3}，{4} 不能向其下单",
         "the licence of the supplier \"{0}\" ({1}, no. {2}) was good until {3}: no order on {4}"}},
    // {0} manufacturer
    Entry{Refusal::manufacturer_not_known,
          {"manufacturer_not_known", not_found, retry_is_useless, "没有生产企业“{0}”",
           "there is no manufacturer \"{0}\""}},
    // {0} manufacturer  {1} its name
    Entry{Refusal::manufacturer_code_taken,
          {"manufacturer_code_taken", conflict, retry_is_useless, "生产企业代码“{0}”已被“{1}”使用",
           "the manufacturer code \"{0}\" belongs to \"{1}\" already"}},
    // {0} supplier  {1} licence
    Entry{Refusal::licence_not_known,
          {"licence_not_known", not_found, retry_is_useless, "供应商“{0}”没有证照 {1}",
           "the supplier \"{0}\" has no licence {1}"}},
    // {0} supplier  {1} kind  {2} number
    Entry{Refusal::licence_already_recorded,
          {"licence_already_recorded", conflict, retry_is_useless,
           "供应商“{0}”的证照（{1}，编号 {2}）已经登记，请用换证",
           "the licence of the supplier \"{0}\" ({1}, no. {2}) is recorded already: renew it "
           "instead"}},
    // {0} supplier  {1} kind  {2} number
    Entry{Refusal::licence_no_longer_in_use,
          {"licence_no_longer_in_use", conflict, retry_is_useless,
           "供应商“{0}”的证照（{1}，编号 {2}）已换证或已注销",
           "the licence of the supplier \"{0}\" ({1}, no. {2}) was renewed or withdrawn before"}},
    // {0} facility
    Entry{Refusal::facility_not_known,
          {"facility_not_known", not_found, retry_is_useless, "没有机构“{0}”",
           "there is no facility \"{0}\""}},
    // {0} facility  {1} its name
    Entry{Refusal::facility_already_member,
          {"facility_already_member", conflict, retry_is_useless, "机构“{0}”（{1}）已经是成员",
           "the facility \"{0}\" ({1}) is a member already"}},
    // {0} facility  {1} day
    Entry{Refusal::facility_not_member,
          {"facility_not_member", conflict, retry_is_useless, "机构“{0}”在 {1} 不是成员",
           "the facility \"{0}\" is not a member on {1}"}},
    // {0} facility
    Entry{Refusal::centre_is_fixed,
          {"centre_is_fixed", conflict, retry_is_useless,
           "“{0}”：中心机构只有一个，不能加入、退出、移动或改变类别",
           "\"{0}\": there is one centre, which cannot be joined, leave, move or become another "
           "kind"}},
    // {0} facility  {1} its kind  {2} parent  {3} the parent's kind
    Entry{Refusal::parent_kind_not_allowed,
          {"parent_kind_not_allowed", unprocessable, retry_is_useless,
           "机构“{0}”（{1}）不能归“{2}”（{3}）管辖",
           "the facility \"{0}\" ({1}) cannot stand under \"{2}\" ({3})"}},
    // {0} the chain  {1} day
    Entry{Refusal::facility_below_itself,
          {"facility_below_itself", unprocessable, retry_is_useless,
           "自 {1} 起机构的隶属关系会形成循环：{0}",
           "from {1} on a facility would be below itself: {0}"}},
    // {0} facility  {1} how many  {2} some of them
    Entry{Refusal::children_would_stay,
          {"children_would_stay", conflict, retry_helps,
           "机构“{0}”还有 {1} 个下级机构（{2}），请先移走",
           "the facility \"{0}\" still has {1} facilities below it ({2}): move them first"}},
    // {0} facility  {1} routes  {2} drugstore links  {3} lots in stock  {4} balance  {5} unsettled
    // periods
    Entry{Refusal::facility_has_open_affairs,
          {"facility_has_open_affairs", conflict, retry_helps,
           "机构“{0}”还有未了事项：配送线路 {1}；药店联动 {2} 个；库存 {3} 批；往来余额 {4} "
           "元；未结算期间 {5}",
           "the facility \"{0}\" has open affairs: routes {1}; drugstore links {2}; lots in stock "
           "{3}; "
           "balance {4} yuan; unsettled periods {5}"}},
    // {0} facility  {1} who should take over  {2} day
    Entry{Refusal::handover_facility_unfit,
          {"handover_facility_unfit", unprocessable, retry_is_useless,
           "“{1}”不能接管机构“{0}”：它须是 {2} 仍在的其他成员",
           "\"{1}\" cannot take over from the facility \"{0}\": it must be another member that "
           "stays on "
           "{2}"}},
    // {0} accounting entity
    Entry{Refusal::entity_not_known,
          {"entity_not_known", not_found, retry_is_useless, "没有核算主体“{0}”",
           "there is no accounting entity \"{0}\""}},
    // {0} accounting entity  {1} its name
    Entry{Refusal::entity_code_taken,
          {"entity_code_taken", conflict, retry_is_useless, "核算主体代码“{0}”已被“{1}”使用",
           "the accounting entity code \"{0}\" belongs to \"{1}\" already"}},
    // {0} route
    Entry{Refusal::route_not_known,
          {"route_not_known", not_found, retry_is_useless, "没有配送线路“{0}”",
           "there is no delivery route \"{0}\""}},
    // {0} route
    Entry{Refusal::route_without_days,
          {"route_without_days", unprocessable, retry_is_useless, "配送线路“{0}”至少要有一个配送日",
           "the delivery route \"{0}\" needs a weekday at least"}},
    // {0} route
    Entry{Refusal::route_without_stops,
          {"route_without_stops", unprocessable, retry_is_useless, "配送线路“{0}”至少要有一个站点",
           "the delivery route \"{0}\" needs a stop at least"}},
    // {0} route  {1} facility
    Entry{Refusal::route_hub_unfit,
          {"route_hub_unfit", unprocessable, retry_is_useless,
           "“{1}”不是乡镇卫生院，不能作配送线路“{0}”的中转站",
           "\"{1}\" is no township health centre and cannot be the hub of the delivery route "
           "\"{0}\""}},
    // {0} route  {1} facility
    Entry{Refusal::route_stop_unfit,
          {"route_stop_unfit", unprocessable, retry_is_useless,
           "“{1}”不能作配送线路“{0}”的站点：须是中心以外的成员机构",
           "\"{1}\" cannot be a stop of the delivery route \"{0}\": a stop is a member other than "
           "the "
           "centre"}},
    // {0} route  {1} facility
    Entry{Refusal::route_stop_twice,
          {"route_stop_twice", unprocessable, retry_is_useless, "配送线路“{0}”两次列入了“{1}”",
           "the delivery route \"{0}\" names \"{1}\" twice"}},
    // {0} facility  {1} weekday  {2} route  {3} the other route  {4} day
    Entry{Refusal::facility_on_two_routes,
          {"facility_on_two_routes", conflict, retry_is_useless,
           "自 {4} 起机构“{0}”在同一天（{1}）列入两条线路：“{2}”和“{3}”",
           "from {4} on the facility \"{0}\" would be on two routes on one weekday ({1}): \"{2}\" "
           "and "
           "\"{3}\""}},
    // {0} pharmacy  {1} drugstore  {2} day
    Entry{Refusal::link_not_known,
          {"link_not_known", not_found, retry_is_useless, "{2} 没有“{0}”与药店“{1}”的联动",
           "there is no link of \"{0}\" with the drugstore \"{1}\" on {2}"}},
    // {0} pharmacy  {1} drugstore
    Entry{Refusal::link_pharmacy_unfit,
          {"link_pharmacy_unfit", unprocessable, retry_is_useless,
           "“{0}”不是医院或乡镇卫生院，不能与药店“{1}”联动",
           "\"{0}\" is no hospital or township health centre: it cannot be linked with \"{1}\""}},
    // {0} pharmacy  {1} drugstore
    Entry{
        Refusal::link_drugstore_unfit,
        {"link_drugstore_unfit", unprocessable, retry_is_useless, "“{1}”不是药店，不能与“{0}”联动",
         "\"{1}\" is no drugstore: it cannot be linked with \"{0}\""}},
    // {0} pharmacy  {1} drugstore  {2} first day of the other link
    Entry{Refusal::drugstore_linked_already,
          {"drugstore_linked_already", conflict, retry_is_useless,
           "“{0}”与药店“{1}”在这段时间已经联动（自 {2} 起）",
           "\"{0}\" and the drugstore \"{1}\" are linked already in that time (from {2} on)"}},
    // {0} code  {1} expected version  {2} newest version
    Entry{Refusal::record_has_changed,
          {"record_has_changed", conflict, retry_helps,
           "“{0}”已由他人修改：您看到的是第 {1} 版，现为第 {2} 版",
           "\"{0}\" has changed meanwhile: you saw version {1}, it is now version {2}"}},
    // {0} code  {1} version  {2} its day  {3} day asked for
    Entry{Refusal::change_before_newest_version,
          {"change_before_newest_version", conflict, retry_is_useless,
           "“{0}”的第 {1} 版自 {2} 起生效，更改不能早于这一天（{3}）",
           "\"{0}\" has version {1} from {2} on: a change cannot begin before ({3})"}},
    // {0} what  {1} first day  {2} last day
    Entry{Refusal::dates_reversed,
          {"dates_reversed", unprocessable, retry_is_useless, "{0}：日期颠倒，{1} 晚于 {2}",
           "{0}: the days are in the wrong order, {1} is after {2}"}},
    // {0} what  {1} field
    Entry{Refusal::field_missing,
          {"field_missing", unprocessable, retry_is_useless, "{0}：必须填写 {1}",
           "{0}: {1} is required"}},
    // {0} what  {1} field  {2} limit
    Entry{Refusal::field_too_long,
          {"field_too_long", unprocessable, retry_is_useless, "{0}：{1} 最多 {2} 个字符",
           "{0}: {1} may have {2} characters at most"}},
    // {0} what  {1} field  {2} figure  {3} least  {4} most
    Entry{
        Refusal::figure_out_of_range,
        {"figure_out_of_range", unprocessable, retry_is_useless,
         "{0}：{1} 为 {2}，应在 {3} 到 {4} 之间", "{0}: {1} is {2}, and must be from {3} to {4}"}},
};

}  // namespace wutong::procurement::refusal_texts
