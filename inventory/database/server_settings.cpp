#include "inventory/database/server_settings.h"

namespace wutong::inventory {

std::string_view server_settings() {
  return R"(# Settings of the private database server of this folder. Written anew at each start.
[mariadbd]
# Relative to the folder the server is started in.
datadir = ./data
secure_file_priv = ./tmp
pid_file = ./pid
# Relative to datadir, where the server goes first. A socket's address may have 107 characters.
socket = ../socket
tmpdir = ../tmp

# One machine, one owner, one socket.
skip_networking
skip_name_resolve
skip_log_bin
local_infile = OFF
feedback = OFF
performance_schema = OFF
max_connections = 100
# Idle connections belong to our own pools; a dead process's are noticed at once.
wait_timeout = 31536000
interactive_timeout = 31536000
max_allowed_packet = 64M
table_open_cache_instances = 1
log_warnings = 1

# The same text and the same times for every client, whatever it asks for. Codes differ by case.
character_set_server = utf8mb4
collation_server = utf8mb4_bin
skip_character_set_client_handshake
default_time_zone = +00:00
sql_mode = STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY

transaction_isolation = READ-COMMITTED
innodb_lock_wait_timeout = 5
innodb_rollback_on_timeout = ON
lock_wait_timeout = 60

# What was committed survives a power cut.
innodb_flush_log_at_trx_commit = 1
innodb_doublewrite = ON
innodb_flush_method = O_DIRECT

innodb_buffer_pool_size = 256M
# Newer servers otherwise reserve 8 TiB of addresses, more than some machines let a process have.
loose_innodb_buffer_pool_size_max = 256M
# Inserting a million rows was no faster with 256M.
innodb_log_file_size = 96M

# Quick to start and to stop, small on the disk.
innodb_fast_shutdown = 1
innodb_buffer_pool_dump_at_shutdown = OFF
innodb_buffer_pool_load_at_startup = OFF
innodb_temp_data_file_path = ibtmp1:1M:autoextend
innodb_autoextend_increment = 4
key_buffer_size = 64K
aria_pagecache_buffer_size = 32M
aria_log_file_size = 8M
)";
}

}  // namespace wutong::inventory
