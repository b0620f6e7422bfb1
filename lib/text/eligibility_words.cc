#include <sne/eligibility_words.hpp>

#include <text/phrase.hpp>

namespace sne {

namespace {

using wording::Arguments;
using wording::capitalised;
using wording::phrase;

/// The name of a code; `empty` is the key of the one that is written as an empty cell.
template <ClosedList Code>
std::string name_of(std::string_view table, Code code, Language language, std::string_view empty = "unknown") {
  const std::string_view key = text(code);
  return phrase(language, table, key.empty() ? empty : key);
}

}  // namespace

std::string in_words(Product product, Language language) { return name_of("product", product, language); }
std::string in_words(CeilingZone zone, Language language) { return name_of("zone", zone, language, "none"); }
std::string in_words(Eligibility outcome, Language language) { return name_of("eligibility", outcome, language); }
std::string in_words(Tie tie, Language language) { return name_of("tie", tie, language); }
std::string in_words(Custody custody, Language language) { return name_of("custody", custody, language, "none"); }
std::string in_words(Card card, Language language) { return name_of("card", card, language); }
std::string in_words(StayPaper paper, Language language) { return name_of("stay_paper", paper, language); }
std::string in_words(IncomeKind kind, Language language) { return name_of("income_kind", kind, language); }
std::string in_words(SeparationCase kind, Language language) { return name_of("separation", kind, language, "none"); }
std::string in_words(Body body, Language language) { return name_of("body", body, language, "natural_person"); }
std::string in_words(Route route, Language language) { return name_of("route", route, language); }
std::string in_words(Stage stage, Language language) { return name_of("stage", stage, language); }
std::string in_words(OrderKind kind, Language language) { return name_of("order_kind", kind, language); }
std::string in_words(CategoryBasis basis, Language language) { return name_of("category", basis, language); }
std::string in_words(IncomeBasis basis, Language language) { return name_of("income_basis", basis, language); }
std::string in_words(Whose whose, Language language) { return name_of("whose", whose, language); }
std::string in_words(Owned owned, Language language) { return name_of("owned", owned, language); }
std::string in_words(Input input, Language language) { return name_of("input", input, language); }

std::string money_in_words(std::int64_t cents, Language language) {
  constexpr std::int64_t euro = 100;
  if (cents < 0) return phrase(language, "money", "below", {{"amount", money_in_words(-cents, language)}});
  Arguments arguments{{"euros", cents / euro}};
  if (cents % euro == 0) return phrase(language, "money", "whole", arguments);
  arguments.add("cents", std::to_string(euro + cents % euro).substr(1));
  return phrase(language, "money", "cents", arguments);
}

std::string person_in_words(std::size_t row, Tie tie, Language language) {
  return phrase(language, "person", "tied", {{"row", std::to_string(row + 1)}, {"tie", in_words(tie, language)}});
}

std::string in_words(const Lacking& lacking, const Household& home, Language language) {
  Arguments arguments;
  if (lacking.row < home.persons.size()) {
    arguments.add("person", capitalised(person_in_words(lacking.row, home.persons[lacking.row].tie, language)));
  }
  const std::optional<std::string> made = wording::format(language, "lacking", text(lacking.input), arguments);
  return made ? *made : capitalised(in_words(lacking.input, language));
}

std::string explain(const HouseholdFault& fault, Language language) {
  Arguments arguments{{"column", std::string(text(fault.input))}, {"field", in_words(fault.input, language)}};
  const bool of_person = fault.row != no_row;
  if (of_person) arguments.add("row", std::to_string(fault.row + 1));
  return phrase(language, "place", of_person ? "person_input" : "input", arguments) + ' ' + phrase(language, "fault", text(fault.code));
}

}  // namespace sne
