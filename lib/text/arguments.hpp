#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <sne/date.hpp>

/// The values that a message may name.
namespace sne::wording {

struct Argument {
  std::string_view name;
  std::variant<std::string, std::int64_t, Date> value;
};

class Arguments {
 public:
  Arguments() = default;
  Arguments(std::initializer_list<Argument> values) : values_(values) {}

  void add(std::string_view name, std::string text) { values_.push_back({name, std::move(text)}); }
  void add(std::string_view name, std::int64_t number) { values_.push_back({name, number}); }
  void add(std::string_view name, Date day) { values_.push_back({name, day}); }

  [[nodiscard]] const Argument* find(std::string_view name) const noexcept {
    for (const Argument& one : values_) {
      if (one.name == name) return &one;
    }
    return nullptr;
  }

 private:
  std::vector<Argument> values_;
};

}  // namespace sne::wording
