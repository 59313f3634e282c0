#include "inventory/database/error.h"

namespace wutong::inventory {

bool DatabaseError::is_connection_lost() const {
  switch (code_) {
    case 1053:  // server shutdown in progress
    case 1158:  // communication errors
    case 1159:
    case 1160:
    case 1161:
    case 1927:  // connection was killed (MariaDB)
    case 2002:  // cannot connect through socket
    case 2003:
    case 2006:  // server has gone away
    case 2013:  // lost connection during query
    case 2055:
      return true;
    default:
      return false;
  }
}

bool DatabaseError::is_transient() const {
  switch (code_) {
    case 1020:  // record changed since last read (MariaDB snapshot isolation)
    case 1040:  // too many connections
    case 1047:  // cluster node not ready
    case 1180:  // lost certification, reported at COMMIT
    case 1205:  // lock wait timeout
    case 1213:  // deadlock, or lost certification on a cluster
    case 1317:  // query interrupted
      return true;
    default:
      return is_connection_lost();
  }
}

}  // namespace wutong::inventory
