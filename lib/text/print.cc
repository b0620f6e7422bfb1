#include <cassert>

#include <sne/explain.hpp>

#include <text/message.hpp>

namespace sne {

namespace {

using wording::Arguments;

// --- plain text ----------------------------------------------------------------------------------------------------------------------

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
  void reasons(const std::vector<ExplainedReason>& reasons) {
    for (const ExplainedReason& reason : reasons) {
      line("layout", "coded", {{"text", reason.sentence}, {"code", std::string(text(reason.code))}});
      ground(reason.ground);
    }
  }
  [[nodiscard]] std::string take() { return std::move(made_); }

 private:
  Language language_;
  std::string made_;
};

// --- JSON ----------------------------------------------------------------------------------------------------------------------------

void put_escaped(std::string& json, std::string_view utf8) {
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

void put_ground(Object& object, const LegalGround& ground) {
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

void put_reason(Object& object, const ExplainedReason& reason) {
  object.text("code", text(reason.code));
  object.text("field", text(reason.field));
  object.text("sentence", reason.sentence);
  object.day("earliest", reason.earliest);
  put_ground(object, reason.ground);
}

}  // namespace

std::string to_text(const Explanation& explanation) {
  Page page(explanation.language);
  page.line(explanation.sentence);
  if (!explanation.reasons.empty()) {
    page.line("heading", "reasons", {{"count", static_cast<std::int64_t>(explanation.reasons.size())}});
    page.reasons(explanation.reasons);
  }
  if (!explanation.missing.empty()) {
    page.line("heading", "missing");
    for (const MissingInput& input : explanation.missing) {
      page.line("layout", "coded", {{"text", input.sentence}, {"code", std::string(text(input.field))}});
    }
  }
  if (!explanation.warnings.empty()) {
    page.line("heading", "warnings");
    page.reasons(explanation.warnings);
  }
  if (explanation.reasons.empty()) {
    page.line("heading", "ground");
    page.ground(explanation.ground);
  }
  page.line("heading", "dates");
  for (const ExplainedDate& date : explanation.dates) page.line("layout", "date", {{"name", date.name}, {"text", date.text}});
  if (!explanation.version.empty()) {
    page.line("heading", "law", {{"version", explanation.version}, {"law", explanation.law_id}});
  }
  return page.take();
}

std::string to_json(const Explanation& explanation) {
  std::string json;
  {
    Object object(json);
    object.text("outcome", text(explanation.outcome));
    object.text("event", text(explanation.event));
    object.text("motive", text(explanation.motive));
    object.text("language", text(explanation.language));
    object.text("subject", explanation.subject);
    object.text("sentence", explanation.sentence);
    put_ground(object, explanation.ground);
    object.text("version", explanation.version);
    object.text("law_id", explanation.law_id);
    object.list("reasons", explanation.reasons, put_reason);
    object.list("warnings", explanation.warnings, put_reason);
    object.list("missing", explanation.missing, [](Object& one, const MissingInput& input) {
      one.text("field", text(input.field));
      one.text("name", input.name);
      one.text("sentence", input.sentence);
    });
    object.list("dates", explanation.dates, [](Object& one, const ExplainedDate& date) {
      one.text("key", date.key);
      one.text("name", date.name);
      one.day("day", date.day);
      one.text("text", date.text);
    });
  }
  return json;
}

}  // namespace sne
