#include <sne/household_files.hpp>

#include "json_object.hpp"

namespace sne {

namespace {

void write_reasons(JsonObject& object, std::string_view name, std::span<const VerdictReason> reasons) {
  std::string& into = object.start(name);
  write_list(into, reasons, [&into](const VerdictReason& reason) { into.append("\"").append(text(reason.code)).append("\""); });
}

void write_missing(JsonObject& object, const MissingInputs& missing) {
  std::string& into = object.start("missing");
  const auto listed = missing.list();
  write_list(into, listed.all(), [&into](const Lacking& lacking) {
    JsonObject one(into);
    one.code("field", text(lacking.input));
    if (lacking.row != no_row) one.number("row", lacking.row);
  });
}

void write_grounds(std::string& into, std::span<const VerdictReason> reasons, const Verdict& verdict, const LawBook& law) {
  for (const VerdictReason& reason : reasons) {
    if (into.back() != '[') into.push_back(',');
    const Citation citation = law.citation(reason.rule, verdict.judged_on);
    JsonObject one(into);
    one.code("code", text(reason.code));
    one.code("rule", id_of(reason.rule));
    one.code("citation", citation.id);
    one.text("article", citation.article);
    // An amount that was computed weighs as such, whatever the weight of the order that it continues.
    one.code("mark", text(reason.code == ReasonCode::inferred_amount ? weaker(citation.mark, verdict.ceiling.mark) : citation.mark));
    if (reason.row != no_row) one.number("row", reason.row);
  }
}

void write_because(JsonObject& object, const Verdict& verdict, const LawBook& law) {
  std::string& into = object.start("because");
  into.push_back('[');
  write_grounds(into, verdict.reasons.all(), verdict, law);
  write_grounds(into, verdict.warnings.all(), verdict, law);
  into.push_back(']');
}

void write_income(JsonObject& object, const Verdict& verdict) {
  if (!verdict.income) return;
  object.number("income", *verdict.income);
  object.code("income_basis", text(verdict.basis));
  if (const auto year = verdict.income_year()) object.number("income_year", *year);
  object.number("deduction", verdict.deduction);
}

void write_verdict(std::string& into, const Verdict& verdict, const LawBook& law) {
  JsonObject object(into);
  object.code("product", text(verdict.product));
  object.code("outcome", text(verdict.outcome));
  if (verdict.zone != CeilingZone::none) object.code("zone", text(verdict.zone));
  if (verdict.category) {
    object.number("category", verdict.category->category.category);
    object.code("category_rule", text(verdict.category->basis));
  }
  object.number("persons", verdict.persons);
  object.number("dependants", verdict.dependants);
  if (verdict.category) object.number("extra", verdict.category->category.extra);
  if (verdict.ceiling.known()) object.number("ceiling", verdict.ceiling.euros);
  write_income(object, verdict);
  object.code("whose", text(verdict.whose));
  if (const auto margin = verdict.margin()) object.number("margin", *margin);
  object.truth("provisional", verdict.provisional);
  write_reasons(object, "reasons", verdict.reasons.all());
  write_reasons(object, "warnings", verdict.warnings.all());
  write_missing(object, verdict.missing);
  if (verdict.earliest) object.code("earliest", iso_text(*verdict.earliest).view());
  object.code("mark", text(verdict.mark));
  object.code("law_id", law.id().view());
  write_because(object, verdict, law);
}

void write_fault(std::string& into, const QuestionFault& fault) {
  JsonObject object(into);
  object.code("fault", text(fault.code));
  if (fault.input) object.code("field", text(*fault.input));
  if (fault.row != no_row) object.number("row", fault.row);
  if (!fault.path.empty()) object.code("path", fault.path);
  if (fault.at != 0) object.number("at", fault.at);
}

void write_verdicts(std::string& into, std::span<const Verdict> verdicts, const LawBook& law) {
  write_list(into, verdicts, [&](const Verdict& verdict) { write_verdict(into, verdict, law); });
}

void write_notices(JsonObject& object, std::span<const ReadingNotice> notices) {
  std::string& into = object.start("notices");
  write_list(into, notices, [&into](const ReadingNotice& notice) {
    JsonObject one(into);
    one.code("code", text(notice.code));
    one.code("path", notice.path);
  });
}

void write_answer(std::string& into, const HouseholdEntry& entry, const EligibilityAnswer& answer, const LawBook& law) {
  JsonObject object(into);
  object.number("household", static_cast<std::int64_t>(entry.index));
  object.number("line", static_cast<std::int64_t>(entry.line));
  if (!entry.id.empty()) object.text("id", entry.id);
  if (answer.fault) {
    write_fault(object.start("fault"), *answer.fault);
  } else {
    write_verdicts(object.start("verdicts"), answer.verdicts, law);
  }
  if (!entry.notices.empty()) write_notices(object, entry.notices);
}

QuestionFault fault_of_household(const HouseholdFault& fault) { return {fault.code, fault.input, fault.row, {}, 0}; }

}  // namespace

EligibilityAnswer answer_of(const QuestionResult& read, const LawBook& law) {
  if (const auto* fault = std::get_if<QuestionFault>(&read)) return {{}, *fault};
  return evaluate(std::get<EligibilityQuestion>(read), law);
}

EligibilityAnswer evaluate(const EligibilityQuestion& question, const LawBook& law) {
  const Household home = question.household();
  EligibilityAnswer answer;
  if (const auto fault = find_fault(home, question.letting, question.as_of, law, question.policy)) {
    answer.fault = fault_of_household(*fault);
    return answer;
  }
  const auto keep_fault = [&answer](Fault fault) { answer.fault = QuestionFault{fault.code, Input::product, no_row, {}, 0}; };
  if (question.product) {
    const Result<Verdict> verdict = evaluate(home, *question.product, question.letting, question.as_of, law, question.policy);
    if (verdict) {
      answer.verdicts.push_back(*verdict);
    } else {
      keep_fault(verdict.error());
    }
    return answer;
  }
  const auto verdicts = evaluate(home, question.letting, question.as_of, law, question.policy);
  if (verdicts) {
    answer.verdicts.assign(verdicts->begin(), verdicts->end());
  } else {
    keep_fault(verdicts.error());
  }
  return answer;
}

std::string to_json(const EligibilityAnswer& answer, const LawBook& law) {
  std::string made;
  if (answer.fault) {
    made.push_back('[');
    write_fault(made, *answer.fault);
    made.push_back(']');
  } else {
    write_verdicts(made, answer.verdicts, law);
  }
  return made;
}

std::string evaluate_json(std::string_view question, const LawBook& law, const Policy& policy) {
  QuestionDefaults defaults;
  defaults.policy = policy;
  return to_json(answer_of(read_question(question, defaults), law), law);
}

std::string answer_line(const HouseholdEntry& entry, const LawBook& law) {
  const EligibilityAnswer answer = answer_of(entry.question, law);
  std::string made;
  write_answer(made, entry, answer, law);
  return made;
}

}  // namespace sne
