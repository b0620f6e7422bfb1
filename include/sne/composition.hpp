#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include <sne/ceiling.hpp>
#include <sne/fact_logic.hpp>
#include <sne/household.hpp>
#include <sne/law/lawbook.hpp>

/// Who lives in the home, who is a dependant, and the category of the ceiling.  (fr: personnes vivant au foyer, catégorie de ménage)
///
/// What is not known makes ranges: the smallest and the largest household that the facts allow. Section 3 of `docs/households.md`.
namespace sne {

/// The description that puts a household in its category.  (fr: motif de la catégorie)
enum class CategoryBasis : std::uint8_t { by_number, lone, young, disabled };

template <>
struct CodeNames<CategoryBasis> {
  static constexpr std::array<std::string_view, 4> list{"by_number", "lone", "young", "disabled"};
};

/// A household in numbers.  (fr: composition)
struct HouseholdCount {
  std::int32_t persons = 0;     ///< 1 and more
  std::int32_t dependants = 0;  ///< among them; fewer than the persons
  bool young_couple = false;    ///< a couple whose completed ages add up to 55 at most
  bool disabled = false;        ///< somebody holds a valid card with mention invalidité, and the step exists on that day
};

struct CategoryAnswer {
  HouseholdCategory category{};
  CategoryBasis basis = CategoryBasis::by_number;

  friend constexpr bool operator==(const CategoryAnswer&, const CategoryAnswer&) = default;
};

namespace household {

inline constexpr std::int32_t young_couple_ages = 55;
inline constexpr std::int32_t highest_category = 6;

/// The category that each description gives, in the order of `CategoryBasis`; 0 where it does not describe the household.
using Descriptions = std::array<std::int32_t, 4>;

/// `young_step` and `disabled_step` say that those descriptions apply at all.
constexpr Descriptions descriptions(std::int32_t n, std::int32_t d, bool young_step, bool disabled_step) noexcept {
  return {n, d >= 1 && n == 1 + d ? d + 2 : 0, young_step ? 3 : 0, disabled_step && n <= 5 ? n + 1 : 0};
}

/// The highest description of a household of `n` persons.
constexpr CategoryAnswer highest_of(const Descriptions& steps, std::int32_t n, LoneParentExtra extra) noexcept {
  const std::int32_t lone = steps[static_cast<std::size_t>(CategoryBasis::lone)];
  std::size_t best = 0;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i] > steps[best]) best = i;
  }
  const std::int32_t above = (extra == LoneParentExtra::dependants ? std::max(n, lone) : n) - highest_category;
  CategoryAnswer answer;
  answer.category.category = static_cast<std::uint8_t>(std::min(highest_category, steps[best]));
  answer.category.extra = static_cast<std::uint8_t>(std::max(0, above));
  answer.basis = static_cast<CategoryBasis>(best);
  return answer;
}

}  // namespace household

/// The category of a household and the description that decides it; descriptions do not add up. Fault `bad_category` for no person, or for
/// dependants without anybody to depend on.  (fr: catégorie de ménage)
///
/// A couple and a child: 3, by number. A lone parent and a child: 3. Ages 27 and 28: 3. Three persons, one with the card: 4. Lone parent and
/// five dependants: 6 with no further person, or one under `LoneParentExtra::dependants`.
/// @rule household.category   @rule ceiling.extra-person   @law arrêté du 29 juillet 1987
constexpr Result<CategoryAnswer> household_category(const HouseholdCount& count, LoneParentExtra extra = LoneParentExtra::persons) noexcept {
  if (count.persons < 1 || count.dependants < 0 || count.dependants >= count.persons || count.persons > 255) return Errc::bad_category;
  const bool young_step = count.young_couple && count.persons == 2 && count.dependants == 0;
  return household::highest_of(household::descriptions(count.persons, count.dependants, young_step, count.disabled), count.persons, extra);
}

/// Whether a person holds a card that raises the category: mention invalidité, or an old invalidity card to the end of 2026.
/// @rule household.disability   @law CASF L241-3, loi 2016-1321 art. 107
constexpr Fact holds_disability_card(const Person& person, Date on, const LawBook& law) noexcept {
  if (person.card_until && *person.card_until < on) return Fact::no;
  switch (person.card) {
    case Card::unknown: return Fact::unknown;
    case Card::invalidity: return Fact::yes;
    case Card::old_invalidity: return fact(law.in_force(Provision::old_invalidity_card, on));
    default: return Fact::no;
  }
}

namespace household {

/// Age up to which an attached child is a dependant, on 1 January of the year. CGI 6-3.
inline constexpr std::int32_t attached_until = 21;
inline constexpr std::int32_t attached_student_until = 25;
inline constexpr std::int32_t ascendant_age = 65;

constexpr bool may_depend(const Person& person) noexcept {
  const bool of_the_couple = person.tie == Tie::applicant || is_partner(person.tie) || person.tie == Tie::co_tenant;
  return !of_the_couple && person.signs != Fact::yes && !person.own_return;
}

constexpr bool young_enough_to_attach(const Person& person, CivilDay on) noexcept {
  const std::int32_t age = completed_years(person.born, CivilDay{on.year, 1, 1});
  return age < attached_until || (age < attached_student_until && person.student) || person.own_family;
}

constexpr Fact dependent_child(const Person& person, std::int32_t age, CivilDay on) noexcept {
  if (age < of_age || person.infirm) return Fact::yes;
  return both(person.attached, fact(young_enough_to_attach(person, on)));
}

}  // namespace household

/// Whether a person of an age on a day is a dependant in the sense of the income tax, given whether they hold a card.  (fr: personne à charge)
///
/// A child is one of the couple or one taken in, whatever the kinship. A child of 17: yes. A student of 22 attached to the parents: yes. A mother of 70 without a card: no. A spouse: never.
/// @rule household.dependant   @rule household.visiting-child   @rule household.alternate-custody   @law CGI 6-3, 194, 196, 196 A bis, 196 B
constexpr Fact is_dependant(const Person& person, std::int32_t age, CivilDay on, Fact card, const Readings& readings) noexcept {
  if (!household::may_depend(person)) return Fact::no;
  if (person.custody == Custody::visit_only) return Fact::no;
  if (person.custody == Custody::visiting) return fact(readings.visiting_child == VisitingChild::dependant);
  Fact answer = card;
  if (person.tie == Tie::child) answer = either(answer, household::dependent_child(person, age, on));
  if (person.tie == Tie::ascendant && readings.ascendants == Ascendants::from_65) {
    answer = either(answer, fact(age >= household::ascendant_age));
  }
  return answer;
}

/// Whether the partner listed counts, or is set aside by a separation.
enum class PartnerStanding : std::uint8_t { counted, set_aside };
/// One lease for all who sign, or one for each sharer.
enum class Leases : std::uint8_t { one, one_each };

/// Whether a person lives in the home, given whether they are a dependant.
/// (fr: personne vivant au foyer)
/// @rule household.persons   @rule household.visiting-child   @rule household.alternate-custody   @rule eligibility.flat-share   @law CCH L442-12
constexpr Fact lives_in_home(const Person& person, Date on, Fact dependant, const LawBook& law, Leases leases) noexcept {
  if (person.tie == Tie::applicant || is_partner(person.tie)) return Fact::yes;
  if (person.tie == Tie::co_tenant) return fact(leases == Leases::one);
  switch (person.custody) {
    case Custody::visit_only: return Fact::no;
    case Custody::visiting: return fact(law.in_force(Provision::visiting_child_counts, on));
    case Custody::alternate: return Fact::yes;
    case Custody::none: break;
  }
  if (!law.in_force(Provision::household_list, on)) return Fact::yes;
  return either(either(fact(person.signs == Fact::yes), person.on_notice), dependant);
}

/// The household of a ceiling: who counts, who depends, and the smallest and largest category.  (fr: composition du ménage)
struct Composition {
  std::array<Fact, Household::max_persons> counted{};    ///< by row; `no` for a partner set aside
  std::array<Fact, Household::max_persons> dependant{};  ///< by row; `no` where not counted
  std::array<Fact, Household::max_persons> disability_card{};       ///< by row; `no` where not counted
  std::array<std::uint8_t, Household::max_persons> age{};  ///< by row, in completed years
  std::int32_t persons_low = 0, persons_high = 0;
  std::int32_t dependants_low = 0, dependants_high = 0;
  Fact young_couple = Fact::no;
  bool disabled_low = false, disabled_high = false;
  CategoryAnswer low{}, high{};

  [[nodiscard]] constexpr bool settled() const noexcept { return low.category == high.category; }
};

namespace household {

/// Whether a partner makes a young couple, as far as both ages and the signature go.
constexpr Fact young_partner(const Person& partner, std::int32_t both_ages) noexcept {
  if (both_ages > young_couple_ages) return Fact::no;
  return partner.tie == Tie::spouse ? Fact::yes : partner.signs;
}

/// Whether the card of a counted person raises the category on a day.
constexpr Fact card_raises(Fact card, Fact dependant, Date on, const LawBook& law, const Readings& readings) noexcept {
  if (law.in_force(Provision::disability_step, on)) return card;
  switch (readings.disability_before_2019) {
    case DisabilityBefore2019::any_card: return card;
    case DisabilityBefore2019::dependant_only: return both(card, dependant);
    case DisabilityBefore2019::none: break;
  }
  return Fact::no;
}

constexpr void count_person(Composition& made, std::size_t row, Fact raises) noexcept {
  const Fact counted = made.counted[row];
  if (counted == Fact::no) return;
  const bool surely = counted == Fact::yes;
  made.persons_low += surely ? 1 : 0;
  made.persons_high += 1;
  made.dependants_low += surely && made.dependant[row] == Fact::yes ? 1 : 0;
  made.dependants_high += made.dependant[row] != Fact::no ? 1 : 0;
  made.disabled_low = made.disabled_low || (surely && raises == Fact::yes);
  made.disabled_high = made.disabled_high || raises != Fact::no;
}

/// What describes the smallest household that the facts allow, and the largest.
constexpr Descriptions lowest_descriptions(const Composition& made) noexcept {
  const bool young = made.young_couple == Fact::yes && made.persons_low == 2 && made.dependants_low == 0;
  return descriptions(made.persons_low, made.dependants_low, young, made.disabled_low);
}
constexpr Descriptions highest_descriptions(const Composition& made) noexcept {
  const bool young = made.young_couple != Fact::no && made.persons_high >= 2;
  return descriptions(made.persons_high, made.dependants_high, young, made.disabled_high);
}

constexpr void settle_categories(Composition& made, LoneParentExtra extra) noexcept {
  made.low = highest_of(lowest_descriptions(made), made.persons_low, extra);
  made.high = highest_of(highest_descriptions(made), made.persons_high, extra);
}

}  // namespace household

struct CompositionAsked {
  PartnerStanding partner = PartnerStanding::counted;
  Leases leases = Leases::one;
};

/// Composes a household without fault.  (fr: composer le ménage)
/// @rule household.persons   @rule household.young-couple   @rule household.disability   @rule household.unborn
constexpr Composition compose(const Household& home, Date on, const LawBook& law, const Readings& readings, CompositionAsked asked = {}) noexcept {
  Composition made;
  const CivilDay day = on.civil();
  const Person* partner = nullptr;
  std::int32_t couple_ages = 0;
  for (std::size_t row = 0; row < home.persons.size(); ++row) {
    const Person& person = home.persons[row];
    const std::int32_t age = completed_years(person.born, day);
    const Fact card = holds_disability_card(person, on, law);
    const Fact dependant = is_dependant(person, age, day, card, readings);
    const bool aside = asked.partner == PartnerStanding::set_aside && is_partner(person.tie);
    made.counted[row] = aside ? Fact::no : lives_in_home(person, on, dependant, law, asked.leases);
    const bool out = made.counted[row] == Fact::no;
    made.dependant[row] = out ? Fact::no : dependant;
    made.disability_card[row] = out ? Fact::no : card;
    made.age[row] = static_cast<std::uint8_t>(age);
    household::count_person(made, row, household::card_raises(card, dependant, on, law, readings));
    if (is_partner(person.tie) && !aside) partner = &person;
    if (person.tie == Tie::applicant || is_partner(person.tie)) couple_ages += age;
  }
  if (partner != nullptr) made.young_couple = household::young_partner(*partner, couple_ages);
  if (readings.unborn_child == UnbornChild::counted) {
    for (std::int32_t* number : {&made.persons_low, &made.persons_high, &made.dependants_low, &made.dependants_high}) *number += home.unborn;
  }
  household::settle_categories(made, readings.lone_parent_extra);
  return made;
}

/// How many persons the dwelling must house: another count than that of the ceiling.  (fr: personnes à loger)
///
/// A pregnant woman alone with her certificate: 2, though her category is 1. A child seen without lodging: not housed.
/// @rule household.size   @rule household.unborn
constexpr std::int32_t persons_to_house(const Household& home, PartnerStanding partner = PartnerStanding::counted) noexcept {
  std::int32_t count = home.pregnancy_certificate == Fact::yes ? home.unborn : 0;
  for (const Person& person : home.persons) {
    const bool aside = partner == PartnerStanding::set_aside && is_partner(person.tie);
    count += aside || person.custody == Custody::visit_only ? 0 : 1;
  }
  return count;
}

}  // namespace sne
