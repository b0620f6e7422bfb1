#pragma once

#include <cstdint>
#include <string>

#include <sne/eligibility.hpp>
#include <sne/text.hpp>

/// The codes of eligibility and amounts of money in plain words, in French and in English.  (fr: libellés de l'éligibilité)
namespace sne {

/// The name of a code for a reader: `in_words(CeilingZone::ile_de_france, Language::en)` is "rest of Île-de-France".  (fr: libellé)
[[nodiscard]] std::string in_words(Product product, Language language);
[[nodiscard]] std::string in_words(CeilingZone zone, Language language);
[[nodiscard]] std::string in_words(Eligibility outcome, Language language);
[[nodiscard]] std::string in_words(Tie tie, Language language);
[[nodiscard]] std::string in_words(Custody custody, Language language);
[[nodiscard]] std::string in_words(Card card, Language language);
[[nodiscard]] std::string in_words(StayPaper paper, Language language);
[[nodiscard]] std::string in_words(IncomeKind kind, Language language);
[[nodiscard]] std::string in_words(SeparationCase kind, Language language);
[[nodiscard]] std::string in_words(Body body, Language language);
[[nodiscard]] std::string in_words(Route route, Language language);
[[nodiscard]] std::string in_words(Stage stage, Language language);
[[nodiscard]] std::string in_words(OrderKind kind, Language language);
[[nodiscard]] std::string in_words(CategoryBasis basis, Language language);
[[nodiscard]] std::string in_words(IncomeBasis basis, Language language);
[[nodiscard]] std::string in_words(Whose whose, Language language);
[[nodiscard]] std::string in_words(Owned owned, Language language);
[[nodiscard]] std::string in_words(Input input, Language language);

/// An amount of cents: "52 740 €" with narrow no-break spaces in French, "€52,740" in English; cents only when the amount is not whole.
/// Below zero the sign comes first. Precondition: not the lowest 64-bit number.  (fr: somme en lettres d'imprimerie)
[[nodiscard]] std::string money_in_words(std::int64_t cents, Language language);

/// A person by row and tie alone, the first row being 1: "personne n° 3 (enfant)", "person 3 (child)".  (fr: désignation d'une personne)
[[nodiscard]] std::string person_in_words(std::size_t row, Tie tie, Language language);

/// What would settle an unknown: a question about the person of that row, or about the household.  (fr: information manquante)
/// `{Input::income, 1}` of a household whose second person is the spouse: "Personne n° 2 (conjoint) : quel est le revenu fiscal de
/// référence, et par quel document est-il prouvé ?"
[[nodiscard]] std::string in_words(const Lacking& lacking, const Household& home, Language language);

/// A fault of a household in words: the person and the field, then what was expected, never what was read.  (fr: anomalie du ménage)
/// "Personne n° 3, champ « born » (date de naissance). La naissance ne peut suivre le jour de référence ; ..."
[[nodiscard]] std::string explain(const HouseholdFault& fault, Language language);

}  // namespace sne
