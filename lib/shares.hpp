#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

/// Work shared out among threads.
namespace sne::detail {

/// Makes the thread of a share. Throws what `std::jthread` throws when none is left.
struct NewThread {
  template <class Share>
  std::jthread operator()(const Share& share, std::size_t i) const {
    return std::jthread(share, i);
  }
};

/// Calls `work(i)` for each share from 0 to `shares` - 1: the first one here, each other one on its thread. The shares for which no thread can be
/// made are worked on here too, so that the answer does not depend on what the machine has left. Returns when every share has ended, and then
/// throws what the first share that threw has thrown.
template <class Work, class Maker = NewThread>
void run_shares(std::size_t shares, const Work& work, const Maker& make = {}) {
  std::vector<std::exception_ptr> thrown(shares);
  const auto share = [&](std::size_t i) noexcept {
    try {
      work(i);
    } catch (...) {
      thrown[i] = std::current_exception();
    }
  };
  std::vector<std::jthread> others;
  others.reserve(shares);
  std::size_t made = 1;
  try {
    for (; made < shares; ++made) others.push_back(make(share, made));
  } catch (const std::exception&) {
    // Neither a thread nor memory for one: from this share on, they are worked on below.
  }
  if (shares != 0) share(0);
  for (std::size_t i = made; i < shares; ++i) share(i);
  others.clear();  // joins them
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
}

}  // namespace sne::detail
