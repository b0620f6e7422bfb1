// Work shared out among threads, also where no thread can be made.

#include "../../lib/shares.hpp"

#include <atomic>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <gtest/gtest.h>

namespace sne::detail {
namespace {

/// Makes threads up to a share, then fails as a machine without any left does.
struct FewThreads {
  std::size_t before;
  bool no_memory = false;

  template <class Share>
  std::jthread operator()(const Share& share, std::size_t i) const {
    if (i < before) return std::jthread(share, i);
    if (no_memory) throw std::bad_alloc();
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
  }
};

template <class... Maker>
std::vector<int> times_worked(std::size_t shares, const Maker&... make) {
  std::vector<std::atomic<int>> worked(shares);
  run_shares(shares, [&](std::size_t i) { ++worked[i]; }, make...);
  return {worked.begin(), worked.end()};
}

TEST(Shares, EachIsWorkedOnOnce) {
  for (const std::size_t shares : {0U, 1U, 2U, 7U}) EXPECT_EQ(times_worked(shares), std::vector<int>(shares, 1));
}

TEST(Shares, WithoutThreadsTheCallerWorks) {
  for (const std::size_t before : {0U, 1U, 2U, 6U, 7U}) {
    EXPECT_EQ(times_worked(7, FewThreads{before}), std::vector<int>(7, 1)) << before;
    EXPECT_EQ(times_worked(7, FewThreads{before, true}), std::vector<int>(7, 1)) << before;
  }
}

TEST(Shares, TheFirstThatThrowsIsHeardOnceAllHaveEnded) {
  for (const std::size_t before : {0U, 3U, 5U}) {
    std::atomic<int> worked = 0;
    try {
      run_shares(
          5,
          [&](std::size_t i) {
            ++worked;
            if (i == 0 || i == 2 || i == 4) throw std::runtime_error(std::to_string(i));
          },
          FewThreads{before});
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& thrown) {
      EXPECT_STREQ(thrown.what(), "0");
    }
    EXPECT_EQ(worked, 5);
  }
}

}  // namespace
}  // namespace sne::detail
