#include <catch2/catch.hpp>

#include "procurement/catalogue/search/typing_errors.h"

using namespace wutong::procurement;

TEST_CASE("typing errors are letters left out, put in, changed or swapped", "[catalogue_search]") {
  struct Row {
    const char* typed;
    const char* word;
    int errors;
  };
  for (const Row& row :
       {Row{"aspirin", "aspirin", 0}, Row{"asprin", "aspirin", 1}, Row{"aspiirin", "aspirin", 1},
        Row{"aspirim", "aspirin", 1}, Row{"asprirn", "aspirin", 2}, Row{"aspirni", "aspirin", 1},
        Row{"sapirni", "aspirin", 2}, Row{"xxpirin", "aspirin", 2}, Row{"aspirinabc", "aspirin", 3},
        Row{"asp", "aspirin", 3}, Row{"", "ab", 2}, Row{"", "", 0},
        Row{"ibuprofen", "aspirin", 3}}) {
    INFO(row.typed << " for " << row.word);
    CHECK(search::typing_errors(row.typed, row.word, 2) == row.errors);
  }
}

TEST_CASE("who has not typed to the end is forgiven the end", "[catalogue_search]") {
  CHECK(search::typing_errors_in_beginning("amoxc", "amoxicillin", 2) == 1);
  CHECK(search::typing_errors_in_beginning("amoxic", "amoxicillin", 2) == 0);
  CHECK(search::typing_errors_in_beginning("maoxic", "amoxicillin", 2) == 1);
  CHECK(search::typing_errors_in_beginning("buprof", "amoxicillin", 2) == 3);
  CHECK(search::typing_errors_in_beginning("amoxicillina", "amoxicillin", 2) == 1);
}

TEST_CASE("short words are taken as typed, longer ones may have one error, long ones two",
          "[catalogue_search]") {
  CHECK(search::allowed_errors(0) == 0);
  CHECK(search::allowed_errors(3) == 0);
  CHECK(search::allowed_errors(4) == 1);
  CHECK(search::allowed_errors(7) == 1);
  CHECK(search::allowed_errors(8) == 2);
}
