#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/inline_list.hpp>
#include <sne/owner.hpp>

/// The persons who will live in a dwelling, as a demand tells them.  (fr: ménage)
///
/// Every field is documented in `docs/households.md`, under the same name. Facts left as they are mean *not known*; a `bool` is a claim,
/// not made unless it is made. Nothing here names anybody.
namespace sne {

/// Tie of a person with the applicant.  (fr: lien avec le demandeur)
enum class Tie : std::uint8_t { applicant, spouse, pacs, cohabitant, co_tenant, child, ascendant, relative, other };
/// Custody of a minor child of separated parents; none: the child simply lives in the home.  (fr: garde)
enum class Custody : std::uint8_t { none, alternate, visiting, visit_only };
/// Mobility card and its mention.  (fr: carte mobilité inclusion)
enum class Card : std::uint8_t { unknown, none, invalidity, old_invalidity, priority, parking };
/// Stay paper of somebody who is neither French nor European.  (fr: titre de séjour)
enum class StayPaper : std::uint8_t {
  unknown, none, resident, multi_year, talent, temporary, temporary_excluded, treaty, protected_receipt, long_visa, provisional_permit, andorra,
  monaco, diplomatic, first_request, asylum,
};
/// What proves an income.  (fr: justificatif de revenu)
enum class IncomeKind : std::uint8_t {
  notice,               ///< avis d'impôt
  asdir,                ///< accusé de situation déclarative
  own_lines,            ///< lignes propres d'un avis commun
  joint,                ///< avis commun avec une personne hors du foyer: an upper bound
  nil,                  ///< preuve d'absence de revenu
  foreign_notice,       ///< avis d'impôt étranger
  foreign_attestation,  ///< attestation d'une administration étrangère
  employer_attestation, ///< attestation d'employeur
  pay_12_months,        ///< douze mois de salaire net imposable
  statement,            ///< attestation sur l'honneur: never a proof
};
/// What shows that a couple is parting, or violence in it.  (fr: séparation)
enum class SeparationCase : std::uint8_t {
  none, non_conciliation, judge_measures, urgent_measures, pacs_end, complaint, protection_order, petition, mediation, lawyer_certificate,
  protected_alone,
};
/// Whose care home is paid for.  (fr: EHPAD)
enum class CareHomeOf : std::uint8_t { none, partner, other };
/// A legal person that rents to house others, L442-8-1.  (fr: organisme locataire)
enum class Body : std::uint8_t { natural_person, intermediation, special_public, crous, carers, ccas, seasonal, epci, other };

template <>
struct CodeNames<Tie> {
  static constexpr std::array<std::string_view, 9> list{"applicant", "spouse", "pacs", "cohabitant", "co_tenant", "child", "ascendant", "relative", "other"};
};
template <>
struct CodeNames<Custody> {
  static constexpr std::array<std::string_view, 4> list{"", "alternate", "visiting", "visit_only"};
};
template <>
struct CodeNames<Card> {
  static constexpr std::array<std::string_view, 6> list{"", "none", "invalidity", "old_invalidity", "priority", "parking"};
};
template <>
struct CodeNames<StayPaper> {
  static constexpr std::array<std::string_view, 16> list{
      "",          "none",               "resident", "multi_year", "talent",     "temporary",     "temporary_excluded", "treaty", "protected_receipt",
      "long_visa", "provisional_permit", "andorra",  "monaco",     "diplomatic", "first_request", "asylum"};
};
template <>
struct CodeNames<IncomeKind> {
  static constexpr std::array<std::string_view, 10> list{
      "notice", "asdir", "own_lines", "joint", "nil", "foreign_notice", "foreign_attestation", "employer_attestation", "pay_12_months", "statement"};
};
template <>
struct CodeNames<SeparationCase> {
  static constexpr std::array<std::string_view, 11> list{
      "",         "non_conciliation", "judge_measures",     "urgent_measures", "pacs_end", "complaint", "protection_order",
      "petition", "mediation",        "lawyer_certificate", "protected_alone"};
};
template <>
struct CodeNames<CareHomeOf> {
  static constexpr std::array<std::string_view, 3> list{"", "partner", "other"};
};
template <>
struct CodeNames<Body> {
  static constexpr std::array<std::string_view, 9> list{"", "intermediation", "special_public", "crous", "carers", "ccas", "seasonal", "epci", "other"};
};

/// The period of an income: a civil year, or `last_twelve_months` before the lease.  (fr: période)
using IncomePeriod = std::int16_t;
inline constexpr IncomePeriod last_twelve_months = 0;

/// One income of one person in one period.  (fr: revenu)
struct Income {
  IncomePeriod period = last_twelve_months;
  IncomeKind kind = IncomeKind::notice;
  std::uint8_t notice = 0;  ///< number given by the caller to one tax notice of one year; 0: none
  std::int64_t cents = 0;   ///< 0 to 1,000,000,000,000

  friend constexpr bool operator==(const Income&, const Income&) = default;
};

/// A person of the household.  (fr: personne du ménage)
struct Person {
  Tie tie = Tie::applicant;
  Date born{};
  Custody custody = Custody::none;
  Card card = Card::unknown;
  Fact signs = Fact::unknown;
  Fact on_notice = Fact::unknown;
  Fact attached = Fact::unknown;
  Nationality nationality = Nationality::unknown;
  StayPaper stay = StayPaper::unknown;
  Owned owns = Owned::unknown;
  bool own_return = false;
  bool student = false;
  bool apprentice = false;
  bool infirm = false;
  bool own_family = false;
  bool emancipated = false;
  std::optional<Date> card_until{};
  std::optional<Date> stay_until{};
  std::optional<Date> renewal_receipt_until{};
  std::optional<Date> protection_order{};  ///< day of a protection order that the person has or had
  InlineList<Income, 6> incomes{};

  friend constexpr bool operator==(const Person&, const Person&) = default;
};

/// A separation and the paper that shows it.  (fr: séparation)
struct Separation {
  SeparationCase kind = SeparationCase::none;
  std::optional<Date> since{};  ///< day of the paper
  Couple couple = Couple::unknown;

  friend constexpr bool operator==(const Separation&, const Separation&) = default;
};

/// What a care home cost in one period.  (fr: frais d'hébergement en EHPAD)
struct CareHomeCost {
  IncomePeriod period = last_twelve_months;
  std::int64_t cents = 0;

  friend constexpr bool operator==(const CareHomeCost&, const CareHomeCost&) = default;
};

struct CareHome {
  CareHomeOf of = CareHomeOf::none;
  InlineList<CareHomeCost, 3> costs{};

  friend constexpr bool operator==(const CareHome&, const CareHome&) = default;
};

/// Monthly resources as the form declares them, for the first quartile only.  (fr: ressources mensuelles déclarées)
struct MonthlyResources {
  std::optional<std::int64_t> cents{};  ///< all resources; none: not filled
  std::int64_t housing_benefit = 0;     ///< the part of `cents` that is housing benefit
  std::int64_t alimony_paid = 0;

  friend constexpr bool operator==(const MonthlyResources&, const MonthlyResources&) = default;
};

/// A household: a view on its persons, which the caller owns.  (fr: ménage)
struct Household {
  static constexpr std::size_t max_persons = 30;

  std::span<const Person> persons{};
  std::uint8_t unborn = 0;
  Fact pregnancy_certificate = Fact::unknown;
  Body body = Body::natural_person;
  Fact main_residence = Fact::unknown;
  Separation separation{};
  CareHome care_home{};
  MonthlyResources monthly{};
};

/// The fields of a question of eligibility, named as in its JSON.  (fr: champs)
enum class Input : std::uint8_t {
  as_of, stage, commune, zone, product, route, share_at_120_open, local_order, body, main_residence, persons, unborn, pregnancy_certificate,
  separation, separation_since, separation_couple, care_home, protection_order, monthly_resources, housing_benefit, alimony_paid, tie, born, signs,
  on_notice, own_return, attached, student, apprentice, infirm, own_family, emancipated, custody, card, card_until, nationality, stay, stay_until,
  renewal_receipt_until, owns, income, policy, entry,
};

template <>
struct CodeNames<Input> {
  static constexpr std::array<std::string_view, 43> list{
      "as_of",          "stage",      "commune",   "zone",       "product",  "route",             "share_at_120_open", "local_order",      "body",
      "main_residence", "persons",    "unborn",    "pregnancy_certificate",  "separation",        "separation_since",  "separation_couple", "care_home",
      "protection_order", "monthly_resources", "housing_benefit", "alimony_paid", "tie", "born",  "signs",             "on_notice",        "own_return",
      "attached",       "student",    "apprentice", "infirm",    "own_family", "emancipated",     "custody",           "card",             "card_until",
      "nationality",    "stay",       "stay_until", "renewal_receipt_until", "owns",              "income",            "policy",            "entry"};
};

/// Row that stands for the question itself, where no person is meant.
inline constexpr std::uint8_t no_row = 255;

/// What is wrong with a household: the field and the person's row, from 0.  (fr: anomalie du ménage)
struct HouseholdFault {
  Errc code{};
  Input input{};
  std::uint8_t row = no_row;

  friend constexpr bool operator==(const HouseholdFault&, const HouseholdFault&) = default;
};

/// Age in completed years. Born on a 29 February, a year is completed on 1 March of a common year.  (fr: âge révolu)
/// Born 1996-11-25: 29 on 2026-11-24, 30 on 2026-11-25. Precondition: born on `on` or before.
constexpr std::int32_t completed_years(Date born, CivilDay on) noexcept {
  const CivilDay b = born.civil();
  const bool before_birthday = on.month < b.month || (on.month == b.month && on.day < b.day);
  return on.year - b.year - (before_birthday ? 1 : 0);
}
constexpr std::int32_t completed_years(Date born, Date on) noexcept { return completed_years(born, on.civil()); }

/// The day on which somebody completes an age: 2026-12-01 for 18 years from 2008-12-01; from a 29 February, 1 March of a common year.
/// Precondition: the year is at most 9999.  (fr: anniversaire)
constexpr Date birthday(Date born, std::int32_t years) noexcept { return add_years(born, years, MonthEnd::spill); }

constexpr bool is_partner(Tie tie) noexcept { return tie == Tie::spouse || tie == Tie::pacs || tie == Tie::cohabitant; }

/// Whether a person will hold the lease: the applicant, a spouse (Code civil 1751), a co-tenant, anybody who signs.  (fr: titulaire du bail)
constexpr Fact holds_lease(const Person& person) noexcept {
  switch (person.tie) {
    case Tie::applicant:
    case Tie::spouse:
    case Tie::co_tenant: return Fact::yes;
    case Tie::pacs:
    case Tie::cohabitant: return person.signs;
    default: return person.signs == Fact::yes ? Fact::yes : Fact::no;
  }
}

namespace household {

/// Age of majority and of a dependant child. CGI 196.
inline constexpr std::int32_t of_age = 18;
inline constexpr std::int32_t oldest_age = 130;
inline constexpr std::int32_t youngest_holder = 16;
inline constexpr std::int64_t largest_amount = 1'000'000'000'000;

constexpr bool is_foreign_proof(IncomeKind kind) noexcept {
  return kind == IncomeKind::foreign_notice || kind == IncomeKind::foreign_attestation || kind == IncomeKind::employer_attestation;
}

/// Whether an income may stand for the last twelve months, or for a civil year.
constexpr bool fits_period(const Income& income) noexcept {
  switch (income.kind) {
    case IncomeKind::pay_12_months: return income.period == last_twelve_months;
    case IncomeKind::nil:
    case IncomeKind::employer_attestation:
    case IncomeKind::statement: return true;
    default: return income.period != last_twelve_months;
  }
}

constexpr bool amount_in_range(std::int64_t cents) noexcept { return cents >= 0 && cents <= largest_amount; }

constexpr bool amounts_in_range(const Person& person) noexcept {
  for (const Income& income : person.incomes.all()) {
    if (!amount_in_range(income.cents) || (income.kind == IncomeKind::nil && income.cents != 0)) return false;
  }
  return true;
}

/// Whether two incomes of one person cannot both be right: one period, one group of proofs.
constexpr bool same_group(const Income& a, const Income& b) noexcept {
  if (a.period != b.period || a.kind == IncomeKind::statement || b.kind == IncomeKind::statement) return false;
  return is_foreign_proof(a.kind) == is_foreign_proof(b.kind);
}

constexpr bool one_paper_two_readings(const Income& a, const Income& b) noexcept {
  return a.notice != 0 && a.notice == b.notice && a.period == b.period && (a.cents != b.cents || a.kind != b.kind);
}

constexpr bool incomes_conflict(std::span<const Person> persons, std::size_t row) noexcept {
  const std::span<const Income> own = persons[row].incomes.all();
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!fits_period(own[i])) return true;
    for (std::size_t j = 0; j < i; ++j) {
      if (same_group(own[i], own[j]) || one_paper_two_readings(own[i], own[j])) return true;
    }
    if (own[i].notice == 0) continue;
    for (const Person& earlier : persons.first(row)) {
      for (const Income& other : earlier.incomes.all()) {
        if (one_paper_two_readings(own[i], other)) return true;
      }
    }
  }
  return false;
}

constexpr std::optional<HouseholdFault> tie_fault(std::span<const Person> persons) noexcept {
  std::size_t applicants = 0;
  std::size_t partners = 0;
  for (std::size_t row = 0; row < persons.size(); ++row) {
    const auto at = static_cast<std::uint8_t>(row);
    if (persons[row].tie == Tie::applicant && ++applicants > 1) return HouseholdFault{Errc::two_applicants, Input::tie, at};
    if (is_partner(persons[row].tie) && ++partners > 1) return HouseholdFault{Errc::two_partners, Input::tie, at};
  }
  if (applicants == 0) return HouseholdFault{Errc::no_applicant, Input::persons, no_row};
  return std::nullopt;
}

constexpr std::optional<HouseholdFault> person_fault(const Person& person, std::uint8_t row, Date as_of, CivilDay on) noexcept {
  if (as_of < person.born) return HouseholdFault{Errc::born_after, Input::born, row};
  const bool holder = is_partner(person.tie) || holds_lease(person) == Fact::yes;
  // Most ages are beyond doubt by the days lived alone, which spares the calendar.
  const std::int32_t lived = as_of - person.born;
  const bool grown_or_free = !holder || lived >= 366 * of_age;
  if (lived >= 365 * oldest_age || !grown_or_free || person.custody != Custody::none) {
    const std::int32_t age = completed_years(person.born, on);
    if (age > oldest_age) return HouseholdFault{Errc::date_out_of_range, Input::born, row};
    if (holder && age < youngest_holder) return HouseholdFault{Errc::holder_age, Input::born, row};
    if (person.custody != Custody::none && (person.tie != Tie::child || age >= of_age)) return HouseholdFault{Errc::bad_custody, Input::custody, row};
  }
  if (!amounts_in_range(person)) return HouseholdFault{Errc::bad_amount, Input::income, row};
  return std::nullopt;
}

}  // namespace household

/// The first thing wrong with a household on a day, in the order of the contract; none when it can be judged.  (fr: contrôle du ménage)
constexpr std::optional<HouseholdFault> find_fault(const Household& home, Date as_of) noexcept {
  using namespace household;
  if (home.persons.size() > Household::max_persons) return HouseholdFault{Errc::too_many_persons, Input::persons, no_row};
  if (const auto fault = tie_fault(home.persons)) return fault;
  const CivilDay on = as_of.civil();
  for (std::size_t row = 0; row < home.persons.size(); ++row) {
    const auto at = static_cast<std::uint8_t>(row);
    if (const auto fault = person_fault(home.persons[row], at, as_of, on)) return fault;
    if (incomes_conflict(home.persons, row)) return HouseholdFault{Errc::conflicting_income, Input::income, at};
  }
  const std::span<const CareHomeCost> costs = home.care_home.costs.all();
  for (std::size_t i = 0; i < costs.size(); ++i) {
    if (!amount_in_range(costs[i].cents)) return HouseholdFault{Errc::bad_amount, Input::care_home, no_row};
    for (const CareHomeCost& earlier : costs.first(i)) {
      if (earlier.period == costs[i].period) return HouseholdFault{Errc::conflicting_income, Input::care_home, no_row};
    }
  }
  const MonthlyResources& monthly = home.monthly;
  if (!amount_in_range(monthly.cents.value_or(0))) return HouseholdFault{Errc::bad_amount, Input::monthly_resources, no_row};
  if (!amount_in_range(monthly.housing_benefit) || (monthly.cents && monthly.housing_benefit > *monthly.cents)) {
    return HouseholdFault{Errc::bad_amount, Input::housing_benefit, no_row};
  }
  if (!amount_in_range(monthly.alimony_paid)) return HouseholdFault{Errc::bad_amount, Input::alimony_paid, no_row};
  return std::nullopt;
}

}  // namespace sne
