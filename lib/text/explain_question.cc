#include <sne/household_reader.hpp>
#include <sne/verdict_tree.hpp>

#include <text/layout.hpp>

namespace sne {

namespace {

/// The verdicts of a question with the tree of how they came about, or why there are none.
struct Heard {
  EligibilityAnswer answer;
  VerdictTree tree;
};

Heard hear(const EligibilityQuestion& question, const LawBook& law) {
  Heard made;
  const Household home = question.household();
  const auto refuse = [&made](Errc code, Input input, std::uint8_t row) { made.answer.fault = QuestionFault{code, input, row, {}, 0}; };
  if (const auto fault = find_fault(home, question.letting, question.as_of, law, question.policy)) {
    refuse(fault->code, fault->input, fault->row);
    return made;
  }
  if (question.product) {
    const Result<Verdict> verdict = evaluate(home, *question.product, question.letting, question.as_of, law, question.policy, made.tree);
    if (!verdict) refuse(verdict.error().code, Input::product, no_row);
    if (verdict) made.answer.verdicts.push_back(*verdict);
    return made;
  }
  const auto verdicts = evaluate(home, question.letting, question.as_of, law, question.policy, made.tree);
  if (!verdicts) refuse(verdicts.error().code, Input::product, no_row);
  if (verdicts) made.answer.verdicts.assign(verdicts->begin(), verdicts->end());
  return made;
}

std::string fault_in_words(const QuestionFault& fault, Language language) {
  if (fault.input) return explain(HouseholdFault{fault.code, *fault.input, fault.row}, language);
  FaultPlace place;
  if (fault.at != 0) place.offset = fault.at;
  return explain(fault.code, place, language);
}

std::string fault_as_json(const QuestionFault& fault, Language language) {
  std::string json;
  wording::Object object(json);
  object.text("fault", text(fault.code));
  if (fault.input) object.text("field", text(*fault.input));
  if (fault.row != no_row) object.number("row", fault.row);
  if (!fault.path.empty()) object.text("path", fault.path);
  if (fault.at != 0) object.number("at", fault.at);
  object.text("sentence", fault_in_words(fault, language));
  return json;
}

/// Every explanation printed by `print`, or the fault by `blame`, with `between` in between.
template <class Print, class Blame>
std::string told(std::string_view document, const LawBook& law, const Policy& policy, Language language, std::string_view between, Print print,
                 Blame blame) {
  QuestionDefaults defaults;
  defaults.policy = policy;
  const QuestionResult read = read_question(document, defaults);
  if (const auto* fault = std::get_if<QuestionFault>(&read)) return blame(*fault, language);
  const auto& question = std::get<EligibilityQuestion>(read);
  const Heard heard = hear(question, law);
  if (heard.answer.fault) return blame(*heard.answer.fault, language);
  std::string made;
  for (const Verdict& verdict : heard.answer.verdicts) {
    if (!made.empty()) made += between;
    made += print(explain(verdict, question.household(), heard.tree, law, language));
  }
  return made;
}

}  // namespace

std::string explain_json(std::string_view question, const LawBook& law, const Policy& policy, Language language) {
  const auto print = [](const VerdictExplanation& one) { return to_json(one); };
  const auto blame = [](const QuestionFault& fault, Language in) { return fault_as_json(fault, in); };
  return '[' + told(question, law, policy, language, ",", print, blame) + ']';
}

std::string explain_text(std::string_view question, const LawBook& law, const Policy& policy, Language language) {
  const auto print = [](const VerdictExplanation& one) { return to_text(one); };
  const auto blame = [](const QuestionFault& fault, Language in) { return fault_in_words(fault, in) + '\n'; };
  return told(question, law, policy, language, "\n", print, blame);
}

}  // namespace sne
