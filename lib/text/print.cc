#include <sne/explain.hpp>

#include <text/layout.hpp>

namespace sne {

namespace {

using wording::Object;
using wording::Page;
using wording::put_ground;

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
    for (const ExplainedReason& one : explanation.reasons) page.reason(one.sentence, one.code, one.ground);
  }
  if (!explanation.missing.empty()) {
    page.line("heading", "missing");
    for (const MissingInput& input : explanation.missing) {
      page.line("layout", "coded", {{"text", input.sentence}, {"code", std::string(text(input.field))}});
    }
  }
  if (!explanation.warnings.empty()) {
    page.line("heading", "warnings");
    for (const ExplainedReason& one : explanation.warnings) page.reason(one.sentence, one.code, one.ground);
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
