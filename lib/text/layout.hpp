#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sne/explain.hpp>

#include <text/message.hpp>

/// What every explanation is printed with: lines of a page, objects of JSON.
namespace sne::wording {

/// Plain text, line by line.
class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  void line(std::string_view text) {
    made_ += text;
    made_ += '\n';
  }
  void line(std::string_view table, std::string_view key, const Arguments& arguments = {}) {
    const std::optional<std::string> text = wording::format(language_, table, key, arguments);
    assert(text.has_value());
    if (text) line(*text);
  }
  void ground(const LegalGround& ground) {
    line("layout", "ground", {{"rule", std::string(id_of(ground.rule))}, {"title", ground.title}});
    line("layout", "source", {{"text", ground.text}, {"mark", ground.mark}});
  }
  /// A reason or a warning with its code and its ground.
  void reason(const std::string& sentence, ReasonCode code, const LegalGround& ground_of_it) {
    line("layout", "coded", {{"text", sentence}, {"code", std::string(text(code))}});
    ground(ground_of_it);
  }
  [[nodiscard]] std::string take() { return std::move(made_); }

 private:
  Language language_;
  std::string made_;
};

inline void put_escaped(std::string& json, std::string_view utf8) {
  constexpr std::string_view hex = "0123456789abcdef";
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      json += "\\u00";
      json += hex[byte >> 4];
      json += hex[byte & 0xfU];
    } else {
      json += c;
    }
  }
}

/// Writes an object, key by key.
class Object {
 public:
  explicit Object(std::string& json) : json_(json) { json_ += '{'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() { json_ += '}'; }

  void text(std::string_view name, std::string_view value) {
    key(name);
    json_ += '"';
    put_escaped(json_, value);
    json_ += '"';
  }
  void day(std::string_view name, const std::optional<Date>& value) {
    if (!value) return;
    text(name, iso_text(*value).view());
  }
  void number(std::string_view name, std::int64_t value) {
    key(name);
    json_ += std::to_string(value);
  }
  void truth(std::string_view name, bool value) {
    key(name);
    json_ += value ? "true" : "false";
  }
  template <class Values, class Write>
  void list(std::string_view name, const Values& values, Write&& write) {
    key(name);
    json_ += '[';
    bool first = true;
    for (const auto& value : values) {
      if (!first) json_ += ',';
      first = false;
      Object one(json_);
      write(one, value);
    }
    json_ += ']';
  }

 private:
  void key(std::string_view name) {
    if (!first_) json_ += ',';
    first_ = false;
    json_ += '"';
    json_ += name;
    json_ += "\":";
  }

  std::string& json_;
  bool first_ = true;
};

inline void put_ground(Object& object, const LegalGround& ground) {
  const Citation& citation = *ground.citation;
  object.text("rule", id_of(ground.rule));
  object.text("title", ground.title);
  object.text("article", citation.article);
  object.text("citation", citation.id);
  object.day("from", citation.from);
  object.day("to", citation.to);
  object.text("mark", text(citation.mark));
  object.text("source", ground.text);
}

}  // namespace sne::wording
