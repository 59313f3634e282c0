#include "inventory/identifier.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <latch>
#include <thread>
#include <vector>

using namespace wutong::inventory;

namespace {

std::vector<std::int64_t> take(IdentifierSource& source, std::size_t count) {
  std::vector<std::int64_t> ids;
  ids.reserve(count);
  while (ids.size() < count) ids.push_back(source.next());
  return ids;
}

bool all_different(std::vector<std::int64_t> ids) {
  std::sort(ids.begin(), ids.end());
  return std::adjacent_find(ids.begin(), ids.end()) == ids.end();
}

std::int64_t milliseconds_since_2020() {
  constexpr std::chrono::sys_days epoch = std::chrono::year(2020) / 1 / 1;
  return std::chrono::duration_cast<std::chrono::milliseconds>(IdentifierSource::Clock::now() -
                                                               epoch)
      .count();
}

}  // namespace

TEST_CASE("a hundred thousand ids in a row are positive and grow", "[identifier]") {
  IdentifierSource source(7);
  const auto ids = take(source, 100'000);
  CHECK(ids.front() > 0);
  CHECK(std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end());
}

TEST_CASE("threads that share a source never get the same id, and each sees ids grow",
          "[identifier]") {
  IdentifierSource source(7);
  std::vector<std::vector<std::int64_t>> taken(4);
  std::latch start(static_cast<std::ptrdiff_t>(taken.size()));
  {
    std::vector<std::jthread> threads;
    for (auto& ids : taken) {
      threads.emplace_back([&] {
        start.arrive_and_wait();  // together, or the first would be done before the last begins
        ids = take(source, 100'000);
      });
    }
  }
  std::vector<std::int64_t> all;
  for (const auto& ids : taken) {
    CHECK(std::is_sorted(ids.begin(), ids.end()));
    all.insert(all.end(), ids.begin(), ids.end());
  }
  CHECK(all.size() == 400'000);
  CHECK(all_different(all));
}

TEST_CASE("two processes with numbers of their own never make the same id", "[identifier]") {
  IdentifierSource first(0x155);
  IdentifierSource second(0x2aa);
  auto ids = take(first, 20'000);
  const auto others = take(second, 20'000);
  ids.insert(ids.end(), others.begin(), others.end());
  CHECK(all_different(ids));
}

TEST_CASE("a process number of any size fits its ten bits", "[identifier]") {
  IdentifierSource small(0x3ff);
  IdentifierSource large(0xffffffff);
  constexpr std::int64_t process_bits = std::int64_t{0x3ff} << 12;
  CHECK((small.next() & process_bits) == process_bits);
  CHECK((large.next() & process_bits) == process_bits);
  CHECK(large.next() > 0);
}

TEST_CASE("an id begins with the milliseconds of its making", "[identifier]") {
  IdentifierSource source(1);
  const std::int64_t before = milliseconds_since_2020();
  const std::int64_t made = source.next() >> 22;
  CHECK(made >= before);
  CHECK(made <= milliseconds_since_2020());
}

TEST_CASE("the process has one shared source", "[identifier]") {
  CHECK(&IdentifierSource::shared() == &IdentifierSource::shared());
  const std::int64_t first = IdentifierSource::shared().next();
  CHECK(IdentifierSource::shared().next() > first);
}
