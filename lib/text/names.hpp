#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace sne::wording {

/// Writes a key of words with one space between them, whatever separates them in the name.
class KeyWriter {
 public:
  void letter(std::string_view utf8) {
    if (apart_ && !key_.empty()) key_ += ' ';
    apart_ = false;
    key_ += utf8;
  }
  void separator() noexcept { apart_ = true; }
  [[nodiscard]] std::string take() { return std::move(key_); }

 private:
  std::string key_;
  bool apart_ = false;
};

}  // namespace sne::wording
