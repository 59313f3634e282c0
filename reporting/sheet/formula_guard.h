#pragma once

#include <string>
#include <string_view>

namespace wutong::reporting {

// A spreadsheet takes a text of a CSV file that begins with = + - @ (or with a tab or line break,
// which it drops first) for a formula: somebody's name could run a command on the reader's machine.
// An apostrophe before it makes it a text. Dangerous is therefore D = '* X: any number of
// apostrophes, then one of these characters X. Guarding maps D to '+ X, one apostrophe more, and
// nothing else there; taking the guard off maps '+ X back, one apostrophe less. So every text comes
// back as it was, also one that begins with apostrophes of its own.

/// For a cell of CSV.
std::string guarded_for_csv(std::string_view text);

/// For a text cell of a workbook, which is never taken for a formula: only a text that would be
/// changed by `without_guard` gets its apostrophe.
std::string guarded_for_workbook(std::string_view text);

/// The inverse of both, so that a file that was converted from one format to the other by another
/// program reads the same.
std::string_view without_guard(std::string_view text);

}  // namespace wutong::reporting
