#pragma once

#include <array>

#include "procurement/refusal/texts/entry.h"

namespace wutong::procurement::refusal_texts {

// Backup, restore, the audit chain. In the order of the enum.
inline constexpr std::array keeping_texts{
    // Backup and restore.
    // {0} folder
    Entry{Refusal::backup_target_taken,
          {"backup_target_taken", conflict, retry_is_useless,
           "{0} 已经存在，备份不会覆盖任何东西，请另起名称",
           "{0} is there already and a backup overwrites nothing: choose another name"}},
    // {0} data folder or database
    Entry{Refusal::backup_of_nothing,
          {"backup_of_nothing", unprocessable, retry_is_useless,
           "{0} 中没有数据库，没有可备份的内容，请检查 --data 或 --database",
           "there is no database in {0}, so nothing to back up: check --data or --database"}},
    // {0} folder
    Entry{Refusal::backup_under_way,
          {"backup_under_way", conflict, retry_helps, "另一个备份正在写入 {0}",
           "another backup is being written to {0}"}},
    // {0} backup  {1} file  {2} the system's reason
    Entry{Refusal::backup_not_readable,
          {"backup_not_readable", unprocessable, retry_is_useless, "无法读取备份 {0} 中的 {1}：{2}",
           "{1} of the backup {0} cannot be read: {2}"}},
    // {0} backup  {1} file
    Entry{
        Refusal::backup_damaged,
        {"backup_damaged", unprocessable, retry_is_useless,
         "备份 {0} 已损坏：{1} 与写入时的校验和不符，未恢复任何内容",
         "the backup {0} is damaged: {1} is not what was written (SHA-256); nothing was restored"}},
    // {0} backup  {1} its format  {2} the newest format known
    Entry{Refusal::backup_format_unknown,
          {"backup_format_unknown", unprocessable, retry_is_useless,
           "备份 {0} 的格式版本是 {1}，本程序只认识 {2}",
           "the backup {0} has format {1}, this program knows {2}"}},
    // {0} backup  {1} its schema  {2} the program's
    Entry{
        Refusal::backup_newer_than_program,
        {"backup_newer_than_program", unavailable, retry_is_useless,
         "备份 {0} 的数据库结构版本 {1} 比本程序支持的版本 {2} 更新，请升级程序",
         "the schema {1} of the backup {0} is newer than this program's {2}: upgrade the program"}},
    // {0} data folder or database  {1} what is in it
    Entry{Refusal::restore_target_used,
          {"restore_target_used", conflict, retry_is_useless,
           "{0} 中已有内容（{1}），只能恢复到空的数据库",
           "{0} is in use ({1}): a backup is restored into an empty database only"}},
    // {0} data folder or database
    Entry{Refusal::restore_under_way,
          {"restore_under_way", conflict, retry_helps, "另一个恢复正在写入 {0}",
           "another restore is writing to {0}"}},
    // {0} backup  {1} when it began  {2} why it did not end
    Entry{
        Refusal::database_half_restored,
        {"database_half_restored", unavailable, retry_is_useless,
         "这个数据库只恢复了一半（备份 {0}，开始于 {1} UTC；原因：{2}），不能使用，请重新运行 "
         "wutong "
         "restore",
         "this database is half restored (from {0}, begun {1} UTC: {2}) and must not be used: run "
         "wutong restore again"}},
    // {0} backup  {1} number of users
    Entry{Refusal::sealing_key_needed,
          {"sealing_key_needed", unprocessable, retry_is_useless,
           "备份 {0} 中有 {1} 个用户使用验证器，其密钥由不在备份中的 sealing.key 保护："
           "请用 --sealing-key 给出该文件，或用 --without-sealing-key 恢复后让这些用户重新绑定",
           "{1} users in the backup {0} have an authenticator, sealed with a sealing.key that is "
           "not in "
           "the backup: give it with --sealing-key, or restore --without-sealing-key and let them "
           "enrol "
           "anew"}},
    // {0} key file  {1} backup
    Entry{Refusal::sealing_key_wrong,
          {"sealing_key_wrong", unprocessable, retry_is_useless,
           "{0} 不是备份 {1} 所用的 sealing.key", "{0} is not the sealing key of the backup {1}"}},
    // {0} data folder or database  {1} table  {2} in the backup  {3} after restoring
    Entry{Refusal::restored_data_differs,
          {"restored_data_differs", server_error, retry_is_useless,
           "恢复到 {0} 的 {1} 与备份不同：备份中 {2}，恢复后 {3}；该数据库不能使用",
           "{1} restored into {0} differs from the backup: {2} there, {3} here; the database must "
           "not "
           "be used"}},
    // {0} data folder or database  {1} number of invariants  {2} the first
    Entry{Refusal::restored_data_breaks_invariants,
          {"restored_data_breaks_invariants", server_error, retry_is_useless,
           "恢复到 {0} 的数据违反 {1} 项不变量，第一项：{2}；该数据库不能使用"
           "（备份时已如此的，可用 --accept-violations 保留）",
           "what was restored into {0} breaks {1} invariants, first {2}; the database must not be "
           "used "
           "(if it was so when it was backed up, --accept-violations keeps it)"}},
    // The audit chain.
    // {0} row  {1} why
    Entry{Refusal::audit_chain_broken,
          {"audit_chain_broken", conflict, retry_is_useless,
           "审计链在第 {0} 行断开（{1}），不能再签检查点；先运行 wutong audit verify 查明",
           "the audit chain breaks at row {0} ({1}), so no checkpoint is signed; see wutong audit "
           "verify"}},
};

}  // namespace wutong::procurement::refusal_texts
