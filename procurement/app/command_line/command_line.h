#pragma once

namespace wutong::app {

/// `wutong ...`: parses the arguments, runs the command, answers its exit code. Never throws.
int command_line(int argc, char** argv);

}  // namespace wutong::app
