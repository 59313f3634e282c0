#include "procurement/app/command_line/password_input.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "procurement/app/command_line/usage_error.h"

namespace wutong::app {

namespace {

/// The terminal shows nothing of what is typed while this lives.
class NoEcho {
 public:
  NoEcho() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) {
      throw UsageError(
          "there is no terminal to ask for a password: use --password-stdin, or let one be made");
    }
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
};

std::string ask(const char* question) {
  std::cerr << question << std::flush;
  const NoEcho silent;
  std::string password = read_password_line();
  std::cerr << "\n";
  return password;
}

}  // namespace

std::string read_password_line() {
  std::string line;
  if (!std::getline(std::cin, line)) throw UsageError("no password was given");
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string ask_for_password() {
  const std::string password = ask("Password 密码: ");
  if (ask("Again 再输一次: ") != password) throw UsageError("the two passwords differ");
  return password;
}

}  // namespace wutong::app
