#include "inventory/in_parallel.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using wutong::inventory::in_parallel;

namespace {

struct Part {
  std::size_t begin, end;
};

/// The parts that were worked on, in their order.
std::vector<Part> parts_of(std::size_t count, unsigned threads) {
  std::mutex mutex;
  std::vector<Part> parts;
  in_parallel(count, threads, [&](std::size_t begin, std::size_t end) {
    const std::lock_guard lock(mutex);
    parts.push_back({begin, end});
  });
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.begin < b.begin; });
  return parts;
}

std::vector<std::size_t> squares(std::size_t count, unsigned threads) {
  std::vector<std::size_t> results(count, 0);
  in_parallel(count, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) results[index] += index * index;
  });
  return results;
}

}  // namespace

TEST_CASE("the result does not depend on the number of threads", "[parallel]") {
  const auto alone = squares(1003, 1);
  CHECK(alone[1002] == std::size_t{1002} * 1002);
  for (unsigned threads = 2; threads <= 8; ++threads) {
    INFO(threads);
    CHECK(squares(1003, threads) == alone);
  }
}

TEST_CASE("the parts follow each other and cover everything once", "[parallel]") {
  for (const std::size_t count : {1U, 2U, 7U, 8U, 9U, 1000U}) {
    for (unsigned threads = 1; threads <= 8; ++threads) {
      INFO(count << " by " << threads);
      const auto parts = parts_of(count, threads);
      CHECK(parts.size() == std::min<std::size_t>(count, threads));
      std::size_t next = 0;
      for (const Part& part : parts) {
        CHECK(part.begin == next);
        CHECK(part.end > part.begin);
        next = part.end;
      }
      CHECK(next == count);
    }
  }
}

TEST_CASE("nothing to do is done by nobody, and no threads means one", "[parallel]") {
  for (const Part& part : parts_of(0, 8)) CHECK(part.begin == part.end);
  CHECK(squares(0, 4).empty());
  CHECK(squares(10, 0) == squares(10, 1));
}

TEST_CASE("the parts run on as many threads as were asked for", "[parallel]") {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  in_parallel(100, 4, [&](std::size_t, std::size_t) {
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
  });
  CHECK(threads.size() == 4);
}

TEST_CASE("an exception of any part comes out, after all parts have ended", "[parallel]") {
  for (unsigned threads = 1; threads <= 8; ++threads) {
    for (std::size_t failing = 0; failing < 100; failing += 33) {
      std::atomic<std::size_t> seen = 0;
      INFO(threads << " threads, " << failing << " fails");
      CHECK_THROWS_WITH(
          in_parallel(100, threads,
                      [&](std::size_t begin, std::size_t end) {
                        seen += end - begin;
                        if (begin <= failing && failing < end) {
                          throw std::runtime_error("no lot for " + std::to_string(failing));
                        }
                      }),
          "no lot for " + std::to_string(failing));
      CHECK(seen == 100);
    }
  }
}

TEST_CASE("of several exceptions the first part's comes out", "[parallel]") {
  CHECK_THROWS_WITH(in_parallel(100, 4,
                                [](std::size_t begin, std::size_t) {
                                  if (begin > 0) throw std::runtime_error(std::to_string(begin));
                                }),
                    "25");
}
