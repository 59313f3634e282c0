#include <catch2/catch.hpp>
#include <string>

#include "inventory/answer.h"
#include "inventory/run_command.h"

using namespace wutong::inventory;

TEST_CASE("the content hash is SHA-256 in hexadecimal", "[audit]") {
  CHECK(content_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(content_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(content_hash(std::string_view("a\0b", 3)) != content_hash("a"));
}

TEST_CASE("an answer gives its figures back by name", "[audit]") {
  const std::string answer =
      answer_of({{"lines", 12}, {"amount_fen", INT64_MAX}, {"rounding_fen", INT64_MIN}});
  CHECK(figure_in(answer, "lines") == 12);
  CHECK(figure_in(answer, "amount_fen") == INT64_MAX);
  CHECK(figure_in(answer, "rounding_fen") == INT64_MIN);
  CHECK(figure_in(answer, "unknown") == 0);
  CHECK(answer_of({}) == "{}");
}
