#include "procurement/app/command_line/command_line.h"

int main(int argc, char** argv) {
  return wutong::app::command_line(argc, argv);
}
