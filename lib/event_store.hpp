#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <absl/container/flat_hash_map.h>

#include <sne/event_log.hpp>

/// How a log lies in memory: one array per thing, and every key once.  (private)
namespace sne {

inline constexpr std::uint32_t no_key = 0xFFFFFFFFU;

/// Texts by number, each kept once. Numbers are dense, in the order of the first meeting.
class KeyTable {
 public:
  std::uint32_t intern(std::string_view key) {
    const auto found = number_.find(key);
    if (found != number_.end()) return found->second;
    const std::string_view kept = keep(key);
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(kept);
    number_.emplace(kept, number);
    return number;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const {
    const auto found = number_.find(key);
    return found == number_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

 private:
  static constexpr std::size_t block_size = 65536;

  // Blocks never grow past their reserve, so that the views into them stay.
  std::string_view keep(std::string_view key) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < key.size()) {
      blocks_.emplace_back().reserve(key.size() > block_size ? key.size() : block_size);
    }
    std::string& block = blocks_.back();
    const std::size_t at = block.size();
    block.append(key);
    return std::string_view(block).substr(at);
  }

  std::deque<std::string> blocks_;
  std::vector<std::string_view> texts_;
  absl::flat_hash_map<std::string_view, std::uint32_t> number_;
};

/// The good rows, by slot: slot i is the i-th of them, at the place `row[i]` of the log.
struct EventLog::Store {
  std::vector<Event> event;
  std::vector<RowIndex> row;
  std::vector<std::uint64_t> line;
  std::vector<DemandIndex> demand;
  std::vector<std::uint32_t> person, co_holder;  ///< in `people`, or `no_key`
  std::vector<std::uint32_t> number;             ///< in `numbers`, or `no_key`
  KeyTable demands, people, numbers;
  FaultTable faults;
  std::size_t rows = 0;

  static constexpr std::size_t no_slot = static_cast<std::size_t>(-1);
  /// The slot of a place, or `no_slot`.
  [[nodiscard]] std::size_t slot_of(RowIndex place) const;
};

}  // namespace sne
