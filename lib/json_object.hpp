#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// JSON written member by member.
namespace sne {

/// Members of one JSON object, in the order they are added; what is not known is not added.
class JsonObject {
 public:
  explicit JsonObject(std::string& into) : into_(into) { into_.push_back('{'); }
  ~JsonObject() { into_.push_back('}'); }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  /// A text of ours, which needs no escape.
  void code(std::string_view name, std::string_view value) {
    start(name);
    into_.append("\"").append(value).append("\"");
  }
  void text(std::string_view name, std::string_view value) {
    constexpr std::string_view digits = "0123456789abcdef";
    start(name).push_back('"');
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        into_.append("\\u00").append({digits[byte >> 4U], digits[byte & 15U]});
      } else {
        if (c == '"' || c == '\\') into_.push_back('\\');
        into_.push_back(c);
      }
    }
    into_.push_back('"');
  }
  void number(std::string_view name, std::int64_t value) {
    start(name);
    into_.append(std::to_string(value));
  }
  void truth(std::string_view name, bool value) {
    start(name);
    into_.append(value ? "true" : "false");
  }
  std::string& start(std::string_view name) {
    into_.append(first_ ? "\"" : ",\"").append(name).append("\":");
    first_ = false;
    return into_;
  }

 private:
  std::string& into_;
  bool first_ = true;
};

/// Writes a list; `write` adds one item.
template <class Items, class Write>
void write_list(std::string& into, const Items& items, Write write) {
  into.push_back('[');
  bool first = true;
  for (const auto& item : items) {
    if (!std::exchange(first, false)) into.push_back(',');
    write(item);
  }
  into.push_back(']');
}

}  // namespace sne
