#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <pybind11/stl.h>

#include <sne/commission_words.hpp>
#include <sne/diagram.hpp>
#include <sne/explain.hpp>
#include <sne/priority_words.hpp>
#include <sne/verdict_tree.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Codes in words, faults in words, and the transition table drawn.
namespace sne::python {

namespace {

Language language_named(const std::string& name) { return to_code<Language>(to_str(name), "language"); }

template <ClosedList Code>
std::string list_in_words(const std::string& code, Language language) {
  return in_words(to_code<Code>(to_str(code), "code"), language);
}

std::string reason_in_words(const std::string& name, Language language) {
  for (const ReasonRow& row : law::reasons) {
    if (row.name == name) return in_words(row.code, language);
  }
  raise_format_error(Errc::unknown_code, "code");
}

std::string deadline_in_words(const std::string& name, Language language) {
  for (std::size_t i = 0; i < CodeNames<Deadline>::list.size(); ++i) {
    if (CodeNames<Deadline>::list[i] == name) return in_words(static_cast<Deadline>(i), language);
  }
  raise_format_error(Errc::unknown_code, "code");
}

/// The words of one list of eligibility or of priority, where an empty code has words too.
template <ClosedList Code>
std::string held_in_words(const std::string& code, Language language) {
  for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
    if (CodeNames<Code>::list[i] == code) return in_words(static_cast<Code>(i), language);
  }
  raise_format_error(Errc::unknown_code, "code", list_of<Code>());
}

/// The words of one list of the commission, where the empty code has none.
template <ClosedList Code>
std::string commission_in_words(const std::string& code, Language language) {
  if (code.empty()) raise_format_error(Errc::missing_value, "code", list_of<Code>());
  return held_in_words<Code>(code, language);
}

struct EligibilityList {
  std::string_view name;
  std::string (*words)(const std::string& code, Language language);
};
constexpr std::array<EligibilityList, 34> eligibility_lists{{
    {"product", held_in_words<Product>},         {"zone", held_in_words<CeilingZone>},        {"eligibility", held_in_words<Eligibility>},
    {"tie", held_in_words<Tie>},                 {"custody", held_in_words<Custody>},         {"card", held_in_words<Card>},
    {"stay", held_in_words<StayPaper>},          {"income_kind", held_in_words<IncomeKind>},  {"separation", held_in_words<SeparationCase>},
    {"body", held_in_words<Body>},               {"route", held_in_words<Route>},             {"stage", held_in_words<Stage>},
    {"category_rule", held_in_words<CategoryBasis>}, {"income_basis", held_in_words<IncomeBasis>}, {"whose", held_in_words<Whose>},
    {"owns", held_in_words<Owned>},              {"input", held_in_words<Input>},
    {"public", held_in_words<PriorityPublic>},   {"ground_status", held_in_words<GroundStatus>}, {"priority_reason", held_in_words<PriorityReason>},
    {"dalo_ground", held_in_words<DaloGround>},  {"dalo_outcome", held_in_words<DaloOutcome>},   {"dalo_reason", held_in_words<DaloReason>},
    {"remain_reason", held_in_words<RemainReason>}, {"ownership", held_in_words<OwnershipGround>}, {"target_outcome", held_in_words<TargetOutcome>},
    {"fewer_candidates", commission_in_words<FewerCandidates>},   {"decision_standing", commission_in_words<DecisionStanding>},
    {"condition_meaning", commission_in_words<ConditionMeaning>}, {"commission_ground", commission_in_words<CommissionGround>},
    {"commission_issue", commission_in_words<CommissionIssue>},   {"offer_standing", commission_in_words<OfferStanding>},
    {"refusal_effect", commission_in_words<RefusalEffect>},       {"social_lease", commission_in_words<SocialLease>},
}};

std::string code_in_words(const std::string& list, const std::string& code, const std::string& language_name) {
  const Language language = language_named(language_name);
  if (list == "outcome") return list_in_words<Outcome>(code, language);
  if (list == "event") return list_in_words<EventKind>(code, language);
  if (list == "actor") return list_in_words<ActorKind>(code, language);
  if (list == "motive") return list_in_words<Motive>(code, language);
  if (list == "state") return list_in_words<State>(code, language);
  if (list == "field") return list_in_words<Field>(code, language);
  if (list == "reason") return reason_in_words(code, language);
  if (list == "deadline") return deadline_in_words(code, language);
  for (const EligibilityList& one : eligibility_lists) {
    if (one.name == list) return one.words(code, language);
  }
  py::list known;
  for (const char* name : {"outcome", "event", "actor", "motive", "state", "field", "reason", "deadline"}) known.append(name);
  for (const EligibilityList& one : eligibility_lists) known.append(to_str(one.name));
  raise_format_error(Errc::unknown_code, "list", py::tuple(known));
}

std::string fault_in_words(const std::string& code, const std::string& field, std::optional<std::uint64_t> row, std::optional<std::uint32_t> offset,
                           const std::string& language) {
  FaultPlace place{row, std::nullopt, offset};
  const Result<Input> input = parse_code<Input>(field);
  const std::uint8_t person = row && *row < no_row ? static_cast<std::uint8_t>(*row) : no_row;
  if (const Result<Field> known = parse_code<Field>(field)) place.field = *known;
  for (std::uint16_t i = 1; i < 1000; ++i) {
    const auto fault = static_cast<Errc>(i);
    if (text(fault) != code) continue;
    return input && !place.field ? explain(HouseholdFault{fault, *input, person}, language_named(language)) : explain(fault, place, language_named(language));
  }
  raise_format_error(Errc::unknown_code, "code");
}

std::string draw(const std::string& format, const LawBook& law, const std::optional<Date>& day, const std::string& language) {
  const Date on = day.value_or(law.horizon());
  if (format == "mermaid") return to_mermaid(law, on, language_named(language));
  if (format == "markdown") return to_markdown(law, on, language_named(language));
  raise_format_error(Errc::unknown_code, "format", py::make_tuple("mermaid", "markdown"));
}

}  // namespace

void bind_words(py::module_& core) {
  core.def("in_words", &code_in_words, py::arg("list"), py::arg("code"), py::arg("language") = "fr",
           "A code for a reader: in_words('event', 'notice', 'fr') is 'préavis de renouvellement'.");
  core.def(
      "day_in_words", [](Date day, const std::string& language) { return in_words(day, language_named(language)); }, py::arg("day"),
      py::arg("language") = "fr", "A day as a letter writes it: '1er novembre 2024'.");
  core.def("fault_in_words", &fault_in_words, py::arg("code"), py::arg("field") = "", py::arg("row") = py::none(), py::arg("offset") = py::none(),
           py::arg("language") = "fr", "A fault in words: where it is and what was expected, never what was read.");
  core.def("diagram", &draw, py::arg("format") = "mermaid", py::arg("law") = LawBook::builtin(), py::arg("day") = py::none(), py::arg("language") = "fr",
           "The transition table in force on a day, as a Mermaid diagram or a Markdown table; without a day, on the horizon of the book.");
}

}  // namespace sne::python
