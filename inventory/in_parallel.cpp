#include "inventory/in_parallel.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace wutong::inventory {

void in_parallel(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t begin, std::size_t end)>& work) {
  const std::size_t parts = std::max<std::size_t>(1, std::min<std::size_t>(threads, count));
  std::vector<std::exception_ptr> failures(parts);
  const auto run_part = [&](std::size_t part) {
    try {
      work(count * part / parts, count * (part + 1) / parts);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t part = 1; part < parts; ++part) workers.emplace_back(run_part, part);
    run_part(0);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace wutong::inventory
